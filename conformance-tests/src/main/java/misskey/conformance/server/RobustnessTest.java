package misskey.conformance.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Messages that are at the edge of what WebSocket and JSON allow, and beyond. */
final class RobustnessTest {
    private static final int TEXT = 1;
    private static final int CONTINUATION = 0;
    private static final int NOT_UTF8 = 1007;
    private static final int TOO_BIG = 1009;
    private static final int LEVELS = 20_000;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int OVER_64_KIB = 65_632;

    @Judges("robustness.fragments")
    void fragmentsAreReadAsOneMessage(Probe probe) {
        StreamClient client = probe.openAnonymously();
        String id = probe.freshId();
        byte[] frame = octets(connect(probe, id));
        int third = frame.length / 3;
        client.sendText(connect(probe, id), 3, wire -> {
            wire.sendFrame(false, TEXT, part(frame, 0, third), true);
            wire.sendPing(octets("between"));
            wire.sendFrame(false, CONTINUATION, part(frame, third, 2 * third), true);
            wire.sendFrame(true, CONTINUATION, part(frame, 2 * third, frame.length), true);
        });
        probe.shows(confirmed(probe, client, id));
    }

    @Judges("robustness.deep-nesting")
    void deeplyNestedFrameIsIgnored(Probe probe) {
        probe.requireProvocation();
        StreamClient client = probe.openAnonymously();
        String deep = "{\"type\":\"connect\",\"body\":" + "[".repeat(LEVELS) + "]".repeat(LEVELS) + "}";
        client.sendRaw("a frame nested " + LEVELS + " levels deep", wire -> wire.sendText(deep));
        String id = probe.freshId();
        client.send(connectFrame(probe, id));
        Received answer = confirmed(probe, client, id);
        probe.exactly(1, client, "the answer to the connect", probe.frames().connected(id));
        probe.shows(answer);
    }

    @Judges("robustness.invalid-utf8")
    void textThatIsNoUtf8ClosesTheConnection(Probe probe) {
        probe.requireProvocation();
        StreamClient client = probe.openAnonymously();
        works(probe, client);
        client.sendRaw(
                "a text message with the octet ff", wire -> wire.sendFrame(true, TEXT, new byte[] {(byte) 0xff}, true));
        probe.shows(closedWith(probe, client, NOT_UTF8));
    }

    @Judges(value = "robustness.large-message", in = "misskey-2025")
    void messageOfAMebibyteIsReadLikeASmallOne(Probe probe) {
        probe.requireProvocation();
        StreamClient client = probe.openAnonymously();
        String id = probe.freshId();
        sendLarge(probe, client, id, MEBIBYTE);
        probe.shows(probe.await(
                client, "the confirmation of the connect", probe.frames().connected(id), Patience.Kind.LARGE));
    }

    @Judges(value = "robustness.large-message", in = "misskey-12")
    void frameOfOver64KibibytesClosesTheConnection(Probe probe) {
        probe.requireProvocation();
        StreamClient client = probe.openAnonymously();
        works(probe, client);
        sendLarge(probe, client, probe.freshId(), OVER_64_KIB);
        probe.shows(closedWith(probe, client, TOO_BIG));
    }

    @Judges("robustness.too-large")
    void messageBeyondTheLimitClosesTheConnection(Probe probe) {
        probe.requireProvocation();
        StreamClient client = probe.openAnonymously();
        works(probe, client);
        byte[] head = ByteBuffer.allocate(14)
                .put((byte) 0x81)
                .put((byte) 0xff)
                .putLong(101L * MEBIBYTE)
                .putInt(0)
                .array();
        client.sendRaw("the head of a frame of 101 MiB, and as much of it as the server takes", wire -> {
            wire.sendRaw(head);
            byte[] part = new byte[MEBIBYTE];
            for (int i = 0; i < 101 && client.awaitEnd(Duration.ZERO).isEmpty(); i++) {
                wire.sendRaw(part);
            }
        });
        Optional<String> end = client.awaitEnd(probe.patience().event());
        if (end.isEmpty()) {
            throw new Failed(
                    "NO_CLOSE",
                    "the server took more than 100 MiB, and the connection is open still",
                    List.of(probe.lastLine().n()));
        }
        probe.shows(close(probe)
                .filter(line -> line.get("code").intValue(-1) == TOO_BIG)
                .orElseGet(probe::lastLine));
    }

    private static void sendLarge(Probe probe, StreamClient client, String id, int octets) {
        ObjectNode frame = connectFrame(probe, id);
        ((ObjectNode) frame.path("body")).putObject("params").put("padding", "x".repeat(octets));
        String text = Json.write(frame);
        client.sendText(text, 1, wire -> wire.sendText(text));
    }

    private static Received confirmed(Probe probe, StreamClient client, String id) {
        return probe.await(
                client, "the confirmation of the connect", probe.frames().connected(id));
    }

    /** The control beside what closes a connection: until then it is one that works. */
    private static void works(Probe probe, StreamClient client) {
        String id = probe.freshId();
        client.send(connectFrame(probe, id));
        probe.shows(probe.given(
                "channel.connected-on-pong",
                client,
                "the confirmation of a connect",
                probe.frames().connected(id)));
    }

    private static Line closedWith(Probe probe, StreamClient client, int code) {
        client.awaitEnd(probe.patience().event());
        Line close = close(probe)
                .orElseThrow(() -> new Failed(
                        "NO_CLOSE",
                        "expected a close with " + code + ", found none",
                        List.of(probe.lastLine().n())));
        if (close.get("code").intValue(-1) != code) {
            throw new Failed(
                    "CLOSE_CODE",
                    "expected a close with " + code + ", found " + Json.excerpt(close.members(), 120),
                    List.of(close.n()));
        }
        return close;
    }

    private static Optional<Line> close(Probe probe) {
        return probe.transcript().lines().stream()
                .filter(line -> line.op() == Line.Op.CLOSE
                        && line.get("from").stringValue("").equals("server"))
                .findFirst();
    }

    private static String connect(Probe probe, String id) {
        return Json.write(connectFrame(probe, id));
    }

    private static ObjectNode connectFrame(Probe probe, String id) {
        ObjectNode frame = probe.frames().connect("localTimeline", StringNode.valueOf(id));
        ((ObjectNode) frame.path("body")).put("pong", true);
        return frame;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] part(byte[] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }
}
