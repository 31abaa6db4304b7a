package misskey.conformance.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.wire.WireClient;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kit's client: a connection whose every message is in the transcript, and on which frames can be
 * awaited. Used by one thread.
 */
public final class StreamClient implements AutoCloseable {
    private final String label;
    private final WireClient wire;
    private final Transcript transcript;
    private final Lag lag;
    private final Mailbox mailbox = new Mailbox();
    private final Recorder recorder;
    private final Map<String, String> channels = new HashMap<>();
    /** From the beginning: a server may answer a handshake before it has the connection in its books. */
    private boolean unsettled = true;

    /** Takes over a connection that was just accepted. */
    public StreamClient(String label, WireClient wire, Transcript transcript) {
        this(label, wire, transcript, LagMeter.shared());
    }

    StreamClient(String label, WireClient wire, Transcript transcript, Lag lag) {
        this.lag = lag;
        this.label = label;
        this.wire = wire;
        this.transcript = transcript;
        recorder = new Recorder(label, transcript, mailbox);
        wire.start(recorder);
    }

    public String label() {
        return label;
    }

    /** The channels this client asked for, by name. */
    Collection<String> openChannels() {
        return channels.values();
    }

    /** Whether it was opened, or something was sent, and no fence has followed yet. */
    boolean isUnsettled() {
        return unsettled;
    }

    /** Something is to be answered before anything else happens. */
    void toBeSettled() {
        unsettled = true;
    }

    void settled() {
        unsettled = false;
    }

    /** The names of the channels that were asked for, by the text of their ids. */
    public Map<String, String> channels() {
        return channels;
    }

    /** This frame, which connects a channel, goes out: that channel is no fence's. */
    public void opened(JsonNode frame) {
        JsonNode body = frame.path("body");
        channels.put(body.path("id").toString(), body.path("channel").stringValue(""));
    }

    /** Whether pings are answered, as they are unless told otherwise. */
    public void answerPings(boolean answers) {
        recorder.answersPings(answers);
        wire.answerPings(answers);
    }

    /**
     * Sends octets as one frame, or as a part of one, legal or not; it is in the transcript as a remark.
     *
     * @param what what it is, in words
     */
    public Line sendRaw(String what, Sending sending) {
        return send(Line.Op.REMARK, Json.object().put("text", "the client sends " + what), sending);
    }

    /** Sends a text message, in so many fragments, in a way of its own. */
    public Line sendText(String text, int fragments, Sending sending) {
        ObjectNode members = Json.object().put("from", Direction.CLIENT.label()).put("text", text);
        return send(Line.Op.TEXT, fragments > 1 ? members.put("fragments", fragments) : members, sending);
    }

    private Line send(Line.Op op, ObjectNode members, Sending sending) {
        unsettled = true;
        Line line = transcript.record(label, op, members);
        try {
            sending.on(wire);
        } catch (IOException gone) {
            transcript.record(label, Line.Op.ERROR, Json.object().put("message", "sending: " + gone.getMessage()));
        }
        return line;
    }

    /** What is sent close to the wire. */
    public interface Sending {
        void on(WireClient wire) throws IOException;
    }

    /** Waits until the connection has ended, and says how; empty where it is still open. */
    public Optional<String> awaitEnd(Duration patience) {
        linger(patience);
        return ended();
    }

    /** Sends a frame. */
    public Line send(ObjectNode frame) {
        unsettled = true;
        String text = Json.write(frame);
        Line line = transcript.record(
                label,
                Line.Op.TEXT,
                Json.object().put("from", Direction.CLIENT.label()).put("text", text));
        try {
            wire.sendText(text);
        } catch (IOException gone) {
            throw lost(gone);
        }
        return line;
    }

    /** Sends a message that is no frame, as {@link OtherMessage} writes it. */
    public void sendOther(ObjectNode message) {
        unsettled = true;
        String kind = OtherMessage.kind(message).orElseThrow();
        String content = Json.text(message.path(kind));
        byte[] octets = kind.equals(OtherMessage.BINARY)
                ? HexFormat.of().parseHex(content)
                : content.getBytes(StandardCharsets.UTF_8);
        ObjectNode members = Json.object().put("from", Direction.CLIENT.label());
        try {
            switch (kind) {
                case OtherMessage.TEXT -> {
                    transcript.record(label, Line.Op.TEXT, members.put("text", content));
                    wire.sendText(content);
                }
                case OtherMessage.BINARY -> {
                    transcript.record(label, Line.Op.BINARY, members.put("hex", content));
                    wire.sendBinary(octets);
                }
                case OtherMessage.PING -> {
                    transcript.record(label, Line.Op.PING, members.put("data", content));
                    wire.sendPing(octets);
                }
                case OtherMessage.PONG -> {
                    transcript.record(label, Line.Op.PONG, members.put("data", content));
                    wire.sendPong(octets);
                }
                default -> throw new IllegalArgumentException(kind + " is not sent as a message");
            }
        } catch (IOException gone) {
            throw lost(gone);
        }
    }

    /** Sends a close frame, after which a server answers nothing more. */
    public void sendClose(int code, String reason) {
        unsettled = false;
        transcript.record(
                label,
                Line.Op.CLOSE,
                Json.object()
                        .put("from", Direction.CLIENT.label())
                        .put("code", code)
                        .put("reason", reason));
        try {
            wire.sendClose(code, reason);
        } catch (IOException gone) {
            throw lost(gone);
        }
    }

    private Failed lost(IOException gone) {
        String why = ended().orElse(String.valueOf(gone.getMessage()));
        return new Failed(
                "CONNECTION_LOST", "the connection of " + label + " is gone: " + why, List.of(transcript.last()));
    }

    /**
     * Waits for a frame and takes it; binds what the pattern binds.
     *
     * @param code under what its absence is known
     * @param missed the requirements under which it is known, the nearest first
     * @throws Failed where none has come in time; the message shows the nearest that did come
     * @throws NotJudged where none has come, and the kit itself lagged too much to tell
     */
    Received await(
            String what, FramePattern pattern, Bindings bindings, Duration patience, String code, List<String> missed) {
        Waiting waiting = Waiting.begin(lag, patience);
        Optional<Received> found = poll(waiting, pattern, bindings, patience);
        if (found.isPresent()) {
            return found.get();
        }
        String message = "expected " + what + " within " + patience.toMillis() + " ms on the connection of " + label
                + ended().map(why -> "; but the connection ended: " + why).orElse("; none came");
        String nearest = mailbox.nearest(pattern, bindings)
                .map(miss -> System.lineSeparator() + miss.describe())
                .orElse("");
        if (ended().isEmpty()) {
            waiting.ranOut(message);
            throw new Failed(code, message + nearest, List.of(transcript.last()), missed);
        }
        throw new Failed("CONNECTION_LOST", message + nearest, List.of(transcript.last()), missed);
    }

    /**
     * Waits for a frame without which a case cannot come to its question, and takes it.
     *
     * @throws NotJudged where none has come in time; {@code why} says what follows from that
     */
    Received given(FramePattern pattern, Duration patience, String why) {
        Waiting waiting = Waiting.begin(lag, patience);
        Optional<Received> found = poll(waiting, pattern, new Bindings(), patience);
        if (found.isEmpty() && ended().isEmpty()) {
            waiting.ranOut(why);
        }
        return found.orElseThrow(() -> NotJudged.untestable(why));
    }

    /** Waits longer where the kit itself lagged. */
    private Optional<Received> poll(Waiting waiting, FramePattern pattern, Bindings bindings, Duration patience) {
        Optional<Received> found = poll(pattern, bindings, patience);
        for (Duration left = waiting.left();
                found.isEmpty() && ended().isEmpty() && !left.isZero();
                left = waiting.left()) {
            found = poll(pattern, bindings, left);
        }
        return found;
    }

    /** Waits for a frame and takes it; empty where none has come in time, or the connection ended. Binds what it binds. */
    public Optional<Received> poll(FramePattern pattern, Bindings bindings, Duration patience) {
        return mailbox.poll(pattern, bindings, patience);
    }

    /** Waits this long, or until the connection ends. */
    void linger(Duration window) {
        mailbox.linger(window);
    }

    /** Sends a ping and waits for its pong; the line that shows it, or empty where none came in time. */
    public Optional<Line> ping(String data, Duration patience) {
        sendOther(Json.object().put(OtherMessage.PING, data));
        return mailbox.awaitPong(data, patience)
                ? transcript.lines().stream()
                        .filter(line -> line.op() == Line.Op.PONG
                                && line.conn().equals(label)
                                && line.get("data").stringValue("").equals(data))
                        .findFirst()
                : Optional.empty();
    }

    /** Waits until this many pings have come, or the connection has ended. */
    void awaitPings(int count, Duration patience) {
        mailbox.awaitPings(count, patience);
    }

    /** Every frame so far that fits, whether it was waited for or not. */
    List<Received> all(FramePattern pattern, Bindings names) {
        return mailbox.all(pattern, names);
    }

    /** Why the connection ended; empty while it is open. */
    Optional<String> ended() {
        return mailbox.ended();
    }

    /** Closes in order and waits until everything that the server had sent has been taken in. */
    public void finish(Duration patience) {
        if (ended().isEmpty()) {
            try {
                wire.sendClose(1000, "");
                transcript.record(
                        label,
                        Line.Op.CLOSE,
                        Json.object()
                                .put("from", Direction.CLIENT.label())
                                .put("code", 1000)
                                .put("reason", ""));
                wire.awaitClosed(patience);
            } catch (IOException gone) {
                transcript.record(label, Line.Op.ERROR, Json.object().put("message", "closing: " + gone.getMessage()));
            }
        }
        close();
    }

    /** Cuts TCP and waits for the reader to end. */
    @Override
    public void close() {
        wire.close();
        wire.awaitClosed(Duration.ofSeconds(5));
    }
}
