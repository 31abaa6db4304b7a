package misskey.mock.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import misskey.mock.fault.Delays;
import misskey.mock.fault.RawFrame;
import misskey.mock.fault.WireFault;
import misskey.mock.world.Access;
import misskey.mock.world.Reader;
import misskey.mock.world.World;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** One client's connection: who it is, what it has opened and captured, and the way to it. */
public final class StreamConnection {
    private final String label;
    private final Optional<Access> access;
    private final Wire wire;
    private final Journal journal;
    private final ChannelRegistry channels;
    private final NoteCaptures captures;
    private Optional<Reader> known = Optional.empty();
    private Instant lastPong = Instant.MIN;
    private OptionalLong unansweredSince = OptionalLong.empty();
    private final DeliveredNotes delivered = new DeliveredNotes();
    private final Delays delays;
    private final FrameFaults frameFaults;
    private final List<WireFault> lasting = new ArrayList<>();
    private boolean over;

    /**
     * @param label its name in the journal
     * @param access what the token gives that it was opened with
     * @param delays does things later, under the session's lock
     * @param behaviour how servers of the dialect keep channels and captures
     */
    public StreamConnection(
            String label, Optional<Access> access, Wire wire, Delays delays, Journal journal, Behaviour behaviour) {
        this.label = label;
        this.access = access;
        this.wire = wire;
        this.journal = journal;
        this.channels = new ChannelRegistry(behaviour);
        this.captures = new NoteCaptures(behaviour);
        this.delays = delays;
        this.frameFaults = new FrameFaults(this, delays);
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

    /** What its token gives, to its account as that is by now. */
    Optional<Access> accessNow(World world) {
        return access.flatMap(
                given -> world.user(given.user().id()).map(user -> new Access(user, given.permissions())));
    }

    /** How its account stands to others, as far as this connection knows; empty where it knows what is so now. */
    Optional<Reader> known() {
        return known;
    }

    /** From now on it goes on with this. */
    void knows(Reader reader) {
        known = Optional.of(reader);
    }

    DeliveredNotes delivered() {
        return delivered;
    }

    /** When it was last heard to be alive. */
    Instant lastPong() {
        return lastPong;
    }

    void ponged(Instant at) {
        lastPong = at;
        answered();
    }

    /** When the latest ping went out that is not answered, as {@link System#nanoTime} has it; empty where there is none. */
    public OptionalLong unansweredSince() {
        return over ? OptionalLong.empty() : unansweredSince;
    }

    /** A pong came, or what is as good. */
    public void answered() {
        unansweredSince = OptionalLong.empty();
    }

    /** Whether nothing is sent any more. */
    public boolean isOver() {
        return over;
    }

    /** What it has open. */
    public ChannelRegistry channels() {
        return channels;
    }

    /** What it has captured. */
    public NoteCaptures captures() {
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
        if (frame.isBinary()) {
            binary(message.text());
        } else if (frameFaults.isIdle()) {
            journal.sent(label, message, frame.tells());
            unlessCutOff(wire.text(message));
        } else {
            frameFaults.pass(message.text());
        }
    }

    /** Sends a text message just as it is; does nothing on a connection that is over. */
    public void text(String text) {
        if (!over) {
            note(Line.Op.TEXT, Json.object().put("text", text));
            unlessCutOff(wire.text(Message.of(text)));
        }
    }

    void binary(String text) {
        binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a binary message. */
    public void binary(byte[] octets) {
        if (!over) {
            note(Line.Op.BINARY, Json.object().put("hex", HexFormat.of().formatHex(octets)));
            unlessCutOff(wire.binary(octets));
        }
    }

    /** Sends a text message as octets that Undertow would not write. */
    void octets(byte[] octets, ObjectNode line) {
        if (!over) {
            note(Line.Op.TEXT, line);
            unlessCutOff(wire.octets(octets.length, RawFrame.once(octets)));
        }
    }

    private void note(Line.Op op, ObjectNode members) {
        journal.record(
                label, op, Json.object().put("from", Direction.SERVER.label()).setAll(members));
    }

    private void unlessCutOff(Optional<String> cutOff) {
        cutOff.ifPresent(why -> {
            over = true;
            remark("cut off, because " + why);
        });
    }

    /** Sends a ping with this text of at most 125 octets. */
    public void ping(String data) {
        if (!over) {
            note(Line.Op.PING, Json.object().put("data", data));
            unansweredSince = OptionalLong.of(System.nanoTime());
            wire.ping(data);
        }
    }

    /** Sends a pong with this text, which nobody may have asked for. */
    public void pong(String data) {
        if (!over) {
            note(Line.Op.PONG, Json.object().put("data", data));
            wire.pong(data);
        }
    }

    /** Does something later under the session's lock, in real time; never where it has ended by then. */
    public void later(Duration time, Runnable work) {
        delays.after(time, work);
    }

    void remark(String text) {
        journal.record(label, Line.Op.REMARK, Json.object().put("text", text));
    }

    /** Does a fault at once, and notes it; does nothing on a connection that is over. */
    public void fault(WireFault fault) {
        if (over) {
            return;
        }
        remark("fault " + fault.name() + ": " + fault.does());
        fault.sends().ifPresent(sent -> note(sent.op(), sent.members()));
        over = fault.lasts() == WireFault.Lasts.FOR_EVER;
        if (fault.lasts() == WireFault.Lasts.UNTIL_TOLD) {
            lasting.add(fault);
        }
        fault.act(wire);
    }

    /** The faults of its frames that are armed. */
    public FrameFaults frameFaults() {
        return frameFaults;
    }

    /** The faults that last until they are cleared. */
    public List<WireFault> lasting() {
        return List.copyOf(lasting);
    }

    /** No fault is armed any more, and none lasts. What has ended the connection is not undone. */
    public void clearFaults() {
        lasting.clear();
        wire.straight();
        frameFaults.clear();
    }

    /** Sends a close frame, and nothing after it; -1 sends one without a code. Does nothing on a connection that is over. */
    public void close(int code, String reason) {
        if (over) {
            return;
        }
        note(
                Line.Op.CLOSE,
                code == -1 ? Json.object() : Json.object().put("code", code).put("reason", reason));
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
