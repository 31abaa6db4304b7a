package misskey.mock.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import misskey.mock.world.Access;
import misskey.mock.world.Reader;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** One client's connection: who it is, what it has opened and captured, and the way to it. */
public final class StreamConnection {
    /** How many notes a connection keeps in mind; Misskey since 10.0, from notes on its sources. */
    private static final int MOST_DELIVERED = 32;

    private final String label;
    private final Optional<Access> access;
    private final Wire wire;
    private final Journal journal;
    private final ChannelRegistry channels;
    private final NoteCaptures captures;
    private Optional<Reader> known = Optional.empty();
    private Instant lastPong = Instant.MIN;
    private final Set<String> delivered = new LinkedHashSet<>();
    private boolean over;

    /**
     * @param label its name in the journal
     * @param access what the token gives that it was opened with
     * @param behaviour how servers of the dialect keep channels and captures
     */
    public StreamConnection(String label, Optional<Access> access, Wire wire, Journal journal, Behaviour behaviour) {
        this.label = label;
        this.access = access;
        this.wire = wire;
        this.journal = journal;
        this.channels = new ChannelRegistry(behaviour);
        this.captures = new NoteCaptures(behaviour);
    }

    public String label() {
        return label;
    }

    public Optional<String> userId() {
        return access.map(given -> given.user().id());
    }

    /** Whether what it was opened with allows this kind of thing; without a token only what needs no permission is asked. */
    boolean allows(String permission) {
        return access.map(given -> given.allows(permission)).orElse(true);
    }

    /** How its account stands to others, as far as this connection knows; empty where it knows what is so now. */
    Optional<Reader> known() {
        return known;
    }

    /** From now on it goes on with this. */
    void knows(Reader reader) {
        known = Optional.of(reader);
    }

    /** Keeps in mind that a note was sent; the oldest are forgotten. */
    void delivered(String note) {
        delivered.add(note);
        if (delivered.size() > MOST_DELIVERED) {
            delivered.remove(delivered.iterator().next());
        }
    }

    /** Whether a note was sent lately. */
    boolean wasDelivered(String note) {
        return delivered.contains(note);
    }

    /** When it was last heard to be alive. */
    Instant lastPong() {
        return lastPong;
    }

    void ponged(Instant at) {
        lastPong = at;
    }

    /** Whether nothing is sent any more. */
    boolean isOver() {
        return over;
    }

    ChannelRegistry channels() {
        return channels;
    }

    NoteCaptures captures() {
        return captures;
    }

    /** Sends a frame and notes it; does nothing on a connection that is over. */
    public void send(Outgoing frame, Dialect dialect) {
        send(frame, dialect, new SharedBodies());
    }

    /** Sends a frame of which others get the like, and notes it; does nothing on a connection that is over. */
    void send(Outgoing frame, Dialect dialect, SharedBodies bodies) {
        if (over) {
            return;
        }
        Message message = frame.render(dialect, bodies);
        Optional<String> cutOff;
        if (frame.isBinary()) {
            byte[] octets = message.text().getBytes(StandardCharsets.UTF_8);
            journal.record(
                    label,
                    Line.Op.BINARY,
                    Json.object()
                            .put("from", Direction.SERVER.label())
                            .put("hex", HexFormat.of().formatHex(octets)));
            cutOff = wire.binary(octets);
        } else {
            journal.sent(label, message, frame.tells());
            cutOff = wire.text(message);
        }
        cutOff.ifPresent(why -> {
            over = true;
            journal.record(label, Line.Op.REMARK, Json.object().put("text", "cut off, because " + why));
        });
    }

    /** Sends a ping without a payload. */
    void ping() {
        if (!over) {
            journal.record(
                    label,
                    Line.Op.PING,
                    Json.object().put("from", Direction.SERVER.label()).put("data", ""));
            wire.ping();
        }
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
