package misskey.conformance.laws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one connection hears from the mock, as lines of a transcript; each has the number of the recording's line that was
 * played last. Written by the connection's reader, read by the test.
 */
final class Heard implements WireListener {
    private static final String FENCE = "fence ";

    private final String conn;
    private final WireClient client;
    private final IntSupplier playing;
    private final List<Line> lines = new ArrayList<>();
    private CountDownLatch fence = new CountDownLatch(0);
    private int fences;
    private boolean over;

    Heard(String conn, WireClient client, IntSupplier playing) {
        this.conn = conn;
        this.client = client;
        this.playing = playing;
    }

    WireClient client() {
        return client;
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Asks for a pong, which comes after everything that the server has sent until it reads this. */
    void askForAFence() {
        String data;
        synchronized (this) {
            if (over) {
                return;
            }
            fence = new CountDownLatch(1);
            data = FENCE + ++fences;
        }
        try {
            client.sendPing(data.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            awaitEnd();
        }
    }

    /** Waits for the pong that was asked for, or for the end of the connection. */
    void awaitFence(Duration patience) throws InterruptedException {
        CountDownLatch asked;
        synchronized (this) {
            asked = fence;
        }
        if (!asked.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(
                    "no pong on " + conn + " within " + patience + " after line " + playing.getAsInt());
        }
    }

    private void awaitEnd() {
        if (!client.awaitClosed(Replay.PATIENCE)) {
            throw new AssertionError(conn + " can no longer be written to, and is not over");
        }
    }

    synchronized void add(Line.Op op, ObjectNode members) {
        lines.add(new Line(playing.getAsInt(), 0, conn, op, members));
    }

    private static ObjectNode fromServer() {
        return Json.object().put("from", Direction.SERVER.label());
    }

    @Override
    public void text(String text, int fragments) {
        add(Line.Op.TEXT, fromServer().put("text", text));
    }

    @Override
    public void notUtf8(byte[] octets, int fragments) {
        add(Line.Op.TEXT, fromServer().putNull("text").put("hex", HexFormat.of().formatHex(octets)));
    }

    @Override
    public void binary(byte[] data, int fragments) {
        add(Line.Op.BINARY, fromServer().put("hex", HexFormat.of().formatHex(data)));
    }

    @Override
    public void ping(byte[] data) {
        add(Line.Op.PING, fromServer().put("data", new String(data, StandardCharsets.UTF_8)));
    }

    @Override
    public synchronized void pong(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (text.equals(FENCE + fences)) {
            fence.countDown();
        } else {
            add(Line.Op.PONG, fromServer().put("data", text));
        }
    }

    @Override
    public void close(OptionalInt code, String reason) {
        ObjectNode line = fromServer();
        code.ifPresent(given -> line.put("code", given));
        if (!reason.isEmpty()) {
            line.put("reason", reason);
        }
        add(Line.Op.CLOSE, line);
    }

    @Override
    public void illegal(String what) {
        add(Line.Op.ERROR, Json.object().put("message", what));
    }

    @Override
    public synchronized void closed(int code, String reason) {
        add(Line.Op.CLOSED, Json.object().put("code", code).put("reason", reason));
        over = true;
        fence.countDown();
    }
}
