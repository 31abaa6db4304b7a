package misskey.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Writes down what was heard, one line a call, and hands the lines out in order. */
final class RecordingListener implements WireListener {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile Thread reader = Thread.currentThread();

    /** Dials, and takes anything but an open WebSocket for a failure. */
    static WireClient open(WireRequest request) {
        return accepted(WireClient.dial(request, PATIENCE));
    }

    /** The client of an accepted handshake. */
    static WireClient accepted(Handshake handshake) {
        return handshake.fold(
                Handshake.Accepted::client,
                RecordingListener::unexpected,
                RecordingListener::unexpected,
                RecordingListener::unexpected);
    }

    private static WireClient unexpected(Handshake handshake) {
        throw new AssertionError("expected an open WebSocket, got " + handshake);
    }

    /** What a listener hears of a peer up to the end. */
    static List<String> hear(RawPeer.Script script) throws Exception {
        RecordingListener listener = new RecordingListener();
        try (RawPeer peer = new RawPeer(script);
                WireClient client = open(WireRequest.to(peer.uri("/")))) {
            client.start(listener);
            return listener.untilClosed();
        }
    }

    /** The next line, waited for. */
    String next() throws InterruptedException {
        String line = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AssertionError("heard nothing within " + PATIENCE);
        }
        return line;
    }

    /** Every line up to the one that says the connection is over. */
    List<String> untilClosed() throws InterruptedException {
        Stream.Builder<String> lines = Stream.builder();
        String line;
        do {
            line = next();
            lines.add(line);
        } while (!line.startsWith("closed"));
        return lines.build().toList();
    }

    /** Lines that nobody asked for yet. */
    List<String> rest() {
        return List.copyOf(heard);
    }

    /** The thread of the last call. */
    Thread reader() {
        return reader;
    }

    private void hear(String line) {
        reader = Thread.currentThread();
        heard.add(line);
    }

    @Override
    public void text(String text, int fragments) {
        hear("text/" + fragments + " " + text);
    }

    @Override
    public void notUtf8(byte[] octets, int fragments) {
        hear("not UTF-8/" + fragments + " " + HexFormat.of().formatHex(octets));
    }

    @Override
    public void binary(byte[] data, int fragments) {
        hear("binary/" + fragments + " " + HexFormat.of().formatHex(data));
    }

    @Override
    public void ping(byte[] data) {
        hear("ping " + new String(data, StandardCharsets.UTF_8));
    }

    @Override
    public void pong(byte[] data) {
        hear("pong " + new String(data, StandardCharsets.UTF_8));
    }

    @Override
    public void close(OptionalInt code, String reason) {
        hear("close " + (code.isPresent() ? code.getAsInt() : "-") + " " + reason);
    }

    @Override
    public void closed(int code, String reason) {
        hear("closed " + code + " " + reason);
    }

    @Override
    public void illegal(String what) {
        hear("illegal " + what);
    }
}
