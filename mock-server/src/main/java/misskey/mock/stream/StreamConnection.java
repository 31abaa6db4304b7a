package misskey.mock.stream;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import misskey.mock.world.User;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** One client's connection: who it is, what it has opened and captured, and the way to it. */
public final class StreamConnection {
    private final String label;
    private final Optional<String> userId;
    private final Wire wire;
    private final Journal journal;
    private final ChannelRegistry channels;
    private final NoteCaptures captures;
    private boolean over;

    /**
     * @param label its name in the journal
     * @param user whose token it was opened with
     * @param behaviour how servers of the dialect keep channels and captures
     */
    public StreamConnection(String label, Optional<User> user, Wire wire, Journal journal, Behaviour behaviour) {
        this.label = label;
        this.userId = user.map(User::id);
        this.wire = wire;
        this.journal = journal;
        this.channels = new ChannelRegistry(behaviour);
        this.captures = new NoteCaptures(behaviour);
    }

    public String label() {
        return label;
    }

    public Optional<String> userId() {
        return userId;
    }

    ChannelRegistry channels() {
        return channels;
    }

    NoteCaptures captures() {
        return captures;
    }

    /** Sends a frame and notes it; does nothing on a connection that is over. */
    public void send(Outgoing frame, Dialect dialect) {
        if (over) {
            return;
        }
        ObjectNode line = Json.object().put("from", Direction.SERVER.label());
        String text = frame.render(dialect);
        Optional<String> cutOff;
        if (frame.isBinary()) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            journal.record(label, Line.Op.BINARY, line.put("hex", HexFormat.of().formatHex(octets)));
            cutOff = wire.binary(octets);
        } else {
            journal.record(label, Line.Op.TEXT, line.put("text", text));
            cutOff = wire.text(text);
        }
        cutOff.ifPresent(why -> {
            over = true;
            journal.record(label, Line.Op.REMARK, Json.object().put("text", "cut off, because " + why));
        });
    }

    /** Sends a close frame, and nothing after it; -1 sends one without a code. */
    public void close(int code, String reason) {
        ObjectNode line = Json.object().put("from", Direction.SERVER.label());
        journal.record(
                label, Line.Op.CLOSE, code == -1 ? line : line.put("code", code).put("reason", reason));
        over = true;
        wire.close(code, reason);
    }

    /** Cuts the connection without a close frame. */
    public void cut() {
        wire.cut();
    }

    /** The connection is no more. */
    public void ended() {
        over = true;
    }
}
