package misskey.conformance.probe;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;
import misskey.conformance.wire.WireListener;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a server sends into the transcript, and puts its frames into the mailbox. */
final class Recorder implements WireListener {
    private final String label;
    private final Transcript transcript;
    private final Mailbox mailbox;
    private volatile boolean answersPings = true;

    Recorder(String label, Transcript transcript, Mailbox mailbox) {
        this.label = label;
        this.transcript = transcript;
        this.mailbox = mailbox;
    }

    /** Whether the pong that answers a ping by itself is written down. */
    void answersPings(boolean answers) {
        answersPings = answers;
    }

    @Override
    public void text(String text, int fragments) {
        ObjectNode members = fromServer().put("text", text);
        Line line = record(Line.Op.TEXT, fragments > 1 ? members.put("fragments", fragments) : members);
        Frame.read(text).fold(frame -> take(new Received(transcript.masked(frame.json()), line)), rejected -> false);
    }

    private boolean take(Received frame) {
        boolean ours = !Fence.owns(frame);
        if (ours) {
            mailbox.add(frame);
        }
        return ours;
    }

    @Override
    public void notUtf8(byte[] octets, int fragments) {
        record(Line.Op.TEXT, fromServer().putNull("text").put("hex", hex(octets)));
    }

    @Override
    public void binary(byte[] data, int fragments) {
        record(Line.Op.BINARY, fromServer().put("hex", hex(data)));
    }

    @Override
    public void ping(byte[] data) {
        record(Line.Op.PING, fromServer().put("data", latin(data)));
        mailbox.ping();
        if (answersPings) {
            record(
                    Line.Op.PONG,
                    Json.object().put("from", Direction.CLIENT.label()).put("data", latin(data)));
        }
    }

    @Override
    public void pong(byte[] data) {
        record(Line.Op.PONG, fromServer().put("data", latin(data)));
        mailbox.pong(latin(data));
    }

    @Override
    public void close(OptionalInt code, String reason) {
        ObjectNode members = fromServer();
        record(
                Line.Op.CLOSE,
                code.isPresent() ? members.put("code", code.getAsInt()).put("reason", reason) : members);
    }

    @Override
    public void illegal(String what) {
        record(Line.Op.ERROR, Json.object().put("message", "the server sent " + what));
        mailbox.end("the server sent " + what);
    }

    @Override
    public void closed(int code, String reason) {
        record(Line.Op.CLOSED, Json.object().put("code", code).put("reason", reason));
        mailbox.end(code == 1006 ? "cut without a close frame (1006)" : ("closed with " + code + " " + reason).strip());
    }

    private Line record(Line.Op op, ObjectNode members) {
        return transcript.record(label, op, members);
    }

    private static ObjectNode fromServer() {
        return Json.object().put("from", Direction.SERVER.label());
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
