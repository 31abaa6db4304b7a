package misskey.mock.stream;

import java.util.Optional;
import misskey.mock.world.User;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** One client's connection: who it is, what it has opened and captured, and the way to it. */
public final class StreamConnection {
    private final String label;
    private final Optional<String> userId;
    private final Wire wire;
    private final Journal journal;
    private final ChannelRegistry channels = new ChannelRegistry();
    private final NoteCaptures captures = new NoteCaptures();

    /**
     * @param label its name in the journal
     * @param user whose token it was opened with
     */
    public StreamConnection(String label, Optional<User> user, Wire wire, Journal journal) {
        this.label = label;
        this.userId = user.map(User::id);
        this.wire = wire;
        this.journal = journal;
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

    /** Sends a frame and notes it. */
    public void send(Outgoing frame, Dialect dialect) {
        String text = frame.render(dialect);
        journal.record(
                label,
                Line.Op.TEXT,
                Json.object().put("from", Direction.SERVER.label()).put("text", text));
        wire.text(text);
    }

    /** Closes from the server's side. */
    public void close(int code, String reason) {
        journal.record(
                label,
                Line.Op.CLOSE,
                Json.object()
                        .put("from", Direction.SERVER.label())
                        .put("code", code)
                        .put("reason", reason));
        wire.close(code, reason);
    }

    /** Cuts the connection without a close frame. */
    public void cut() {
        wire.cut();
    }
}
