package misskey.conformance.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import misskey.conformance.verdict.Failed;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.NearMiss;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kit's client: a connection whose every message is in the transcript, and on which frames can be
 * awaited. A frame satisfies one wait; frames that nobody waited for stay available. Used by one
 * thread; the connection's reader thread fills it.
 */
public final class StreamClient implements AutoCloseable {
    private static final int MOST_WAITING = 100_000;

    private final String label;
    private final WireClient wire;
    private final Transcript transcript;
    private final Object monitor = new Object();
    private final List<Received> received = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();
    private final Set<String> openChannels = new HashSet<>();
    private @Nullable String ended;
    private boolean unsettled;

    /** Takes over a connection that was just accepted. */
    public StreamClient(String label, WireClient wire, Transcript transcript) {
        this.label = label;
        this.wire = wire;
        this.transcript = transcript;
        wire.start(new Recorder());
    }

    public String label() {
        return label;
    }

    /** The channels this client asked for and has not given up, by name. */
    Set<String> openChannels() {
        return openChannels;
    }

    /** Whether something was sent that no fence has followed yet. */
    boolean isUnsettled() {
        return unsettled;
    }

    void settled() {
        unsettled = false;
    }

    /** Sends a frame. */
    public Line send(ObjectNode frame) {
        unsettled = true;
        return sendText(Json.write(frame));
    }

    /** Sends a text message, frame or not. */
    public Line sendText(String text) {
        Line line = record(Line.Op.TEXT, Json.object().put("from", "client").put("text", text));
        sendOrFail(() -> wire.sendText(text));
        return line;
    }

    /** Sends a binary message. */
    public Line sendBinary(byte[] octets) {
        Line line = record(
                Line.Op.BINARY,
                Json.object().put("from", "client").put("hex", HexFormat.of().formatHex(octets)));
        sendOrFail(() -> wire.sendBinary(octets));
        return line;
    }

    private interface Sending {
        void send() throws IOException;
    }

    private void sendOrFail(Sending sending) {
        try {
            sending.send();
        } catch (IOException gone) {
            throw new Failed("CONNECTION_LOST", "the connection of " + label + " is gone: " + why(gone), lastLine());
        }
    }

    private String why(IOException gone) {
        synchronized (monitor) {
            return ended == null ? String.valueOf(gone.getMessage()) : ended;
        }
    }

    /**
     * Waits for a frame.
     *
     * @param code under what its absence is known
     * @throws Failed where none has come in time; the message shows the nearest that did come
     */
    public Received await(String what, FramePattern pattern, Duration patience, String code) {
        return await(what, pattern, new Bindings(), patience, code);
    }

    Received await(String what, FramePattern pattern, Bindings bindings, Duration patience, String code) {
        Received found = poll(pattern, bindings, patience);
        if (found != null) {
            return found;
        }
        synchronized (monitor) {
            String message = "expected " + what + " within " + patience.toMillis() + " ms on the connection of " + label
                    + (ended == null ? "; none came" : "; but the connection ended: " + ended);
            String nearest = NearMiss.among(
                            received.stream().map(Received::json).toList(), pattern, bindings)
                    .map(miss -> System.lineSeparator() + miss.describe())
                    .orElse("");
            throw new Failed(code, message + nearest, lastLine());
        }
    }

    /** Waits for a frame and takes it; null where none has come in time, or the connection ended. Binds what it binds. */
    public @Nullable Received poll(FramePattern pattern, Bindings bindings, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (monitor) {
            int next = 0;
            while (true) {
                for (; next < received.size(); next++) {
                    FramePattern.Match match = pattern.match(received.get(next).json(), bindings);
                    if (!used.contains(next) && match.matches()) {
                        used.add(next);
                        match.bound().forEach(bindings::bind);
                        return received.get(next);
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0 || ended != null) {
                    return null;
                }
                try {
                    monitor.wait(left);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
        }
    }

    /** Every frame so far that fits, used or not. */
    public List<Received> all(FramePattern pattern, Bindings names) {
        synchronized (monitor) {
            return received.stream()
                    .filter(one -> pattern.match(one.json(), names).matches())
                    .toList();
        }
    }

    /** Why the connection ended; null while it is open. */
    public @Nullable String ended() {
        synchronized (monitor) {
            return ended;
        }
    }

    /** Closes in order and waits until everything that the server had sent has been taken in. */
    public void finish(Duration patience) {
        if (ended() == null) {
            try {
                wire.sendClose(1000, "");
                record(
                        Line.Op.CLOSE,
                        Json.object().put("from", "client").put("code", 1000).put("reason", ""));
                wire.awaitClosed(patience);
            } catch (IOException gone) {
                record(Line.Op.ERROR, Json.object().put("message", "closing: " + gone.getMessage()));
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

    private Line record(Line.Op op, ObjectNode members) {
        return transcript.record(label, op, members);
    }

    private List<Integer> lastLine() {
        List<Line> lines = transcript.lines();
        return lines.isEmpty() ? List.of() : List.of(lines.get(lines.size() - 1).n());
    }

    void opened(JsonNode frame) {
        openChannels.add(frame.path("body").path("channel").stringValue(""));
    }

    private final class Recorder implements WireListener {
        @Override
        public void text(String text, int fragments) {
            ObjectNode members =
                    Json.object().put("from", Direction.SERVER.label()).put("text", text);
            Line line = record(Line.Op.TEXT, fragments > 1 ? members.put("fragments", fragments) : members);
            Frame.read(text).fold(frame -> take(new Received(frame.json(), line)), rejected -> false);
        }

        private boolean take(Received frame) {
            if (Fence.owns(frame)) {
                return false;
            }
            synchronized (monitor) {
                if (received.size() < MOST_WAITING) {
                    received.add(frame);
                }
                monitor.notifyAll();
            }
            return true;
        }

        @Override
        public void notUtf8(byte[] octets, int fragments) {
            record(
                    Line.Op.TEXT,
                    Json.object()
                            .put("from", Direction.SERVER.label())
                            .putNull("text")
                            .put("hex", HexFormat.of().formatHex(octets)));
        }

        @Override
        public void binary(byte[] data, int fragments) {
            record(
                    Line.Op.BINARY,
                    Json.object()
                            .put("from", Direction.SERVER.label())
                            .put("hex", HexFormat.of().formatHex(data)));
        }

        @Override
        public void ping(byte[] data) {
            record(Line.Op.PING, control(Direction.SERVER, data));
            record(Line.Op.PONG, control(Direction.CLIENT, data));
        }

        @Override
        public void pong(byte[] data) {
            record(Line.Op.PONG, control(Direction.SERVER, data));
        }

        @Override
        public void close(OptionalInt code, String reason) {
            ObjectNode members = Json.object().put("from", Direction.SERVER.label());
            record(
                    Line.Op.CLOSE,
                    code.isPresent() ? members.put("code", code.getAsInt()).put("reason", reason) : members);
        }

        @Override
        public void illegal(String what) {
            record(Line.Op.ERROR, Json.object().put("message", "the server sent " + what));
            end("the server sent " + what);
        }

        @Override
        public void closed(int code, String reason) {
            record(Line.Op.CLOSED, Json.object().put("code", code).put("reason", reason));
            end(code == 1006 ? "cut without a close frame (1006)" : "closed with " + code + " " + reason);
        }

        private void end(String why) {
            synchronized (monitor) {
                if (ended == null) {
                    ended = why.strip();
                }
                monitor.notifyAll();
            }
        }

        private ObjectNode control(Direction from, byte[] data) {
            return Json.object().put("from", from.label()).put("data", new String(data, StandardCharsets.ISO_8859_1));
        }
    }
}
