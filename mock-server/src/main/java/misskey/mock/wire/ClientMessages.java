package misskey.mock.wire;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.mock.session.Session;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Behaviour;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** Hands a client's messages to the session. One that is larger than the dialect takes closes the connection with 1009. */
final class ClientMessages extends AbstractReceiveListener {
    private static final int MOST_PINGS_A_MINUTE = 100_000;
    private static final int INTERNAL_ERROR = 1011;
    private static final int NO_CODE = -1;

    private final Session session;
    private final StreamConnection connection;
    private final StreamWire out;
    private boolean closed;
    private long largest;
    private boolean fragmented;

    ClientMessages(Session session, StreamConnection connection, StreamWire out) {
        this.session = session;
        this.connection = connection;
        this.out = out;
    }

    @Override
    protected long getMaxTextBufferSize() {
        return largest;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return largest;
    }

    @Override
    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel message) throws IOException {
        fragmented = !message.isFinalFragment();
        if (isWithinLimit(channel, message)) {
            super.onText(channel, message);
        }
    }

    @Override
    protected void onBinary(WebSocketChannel channel, StreamSourceFrameChannel message) throws IOException {
        if (isWithinLimit(channel, message)) {
            super.onBinary(channel, message);
        }
    }

    /**
     * Undertow shows the first frame of a message only: one that is the whole message is measured as a frame. One that says in
     * its head that it is too large is not read; of others what is too much is found as it comes.
     */
    private boolean isWithinLimit(WebSocketChannel channel, StreamSourceFrameChannel message) {
        Behaviour behaviour = session.dialect().behaviour();
        largest = session.seams()
                .inbound()
                .largest(
                        message.isFinalFragment()
                                ? Math.min(behaviour.maxFrame(), behaviour.maxMessage())
                                : behaviour.maxMessage());
        boolean empty = !message.isOpen();
        message.setMaxStreamSize(largest); // which closes it where its head says more
        if (empty || message.isOpen()) {
            message.setMaxStreamSize(0);
            return true;
        }
        WebSockets.sendClose(CloseMessage.MSG_TOO_BIG, "", channel, null);
        return false;
    }

    @Override
    protected int getMaxPingsPerWindow() {
        return MOST_PINGS_A_MINUTE;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        String text = message.getData();
        boolean taken = !fragmented || session.seams().inbound().takesFragments();
        if (!closed && taken) {
            guard(() -> session.traffic().text(connection, text));
        }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        byte[] octets = take(message);
        if (!closed) {
            guard(() -> session.traffic().binary(connection, octets));
        }
    }

    @Override
    protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        byte[] payload = take(message);
        note(Direction.CLIENT, Line.Op.PING, payload);
        if (!out.pongs()) {
            return;
        }
        Optional<byte[]> answer = session.seams().heartbeat().answer(payload);
        if (answer.isPresent()) {
            note(Direction.SERVER, Line.Op.PONG, answer.get());
            out.pong(answer.get());
        }
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        session.traffic().ponged(connection, data(take(message)));
    }

    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        closed = true; // whatever comes after a close frame means nothing
        byte[] payload = take(message);
        CloseMessage close = new CloseMessage(ByteBuffer.wrap(payload));
        session.traffic()
                .control(
                        connection,
                        Direction.CLIENT,
                        Line.Op.CLOSE,
                        payload.length == 0
                                ? Json.object()
                                : Json.object().put("code", close.getCode()).put("reason", close.getReason()));
        if (out.isOver()) {
            out.cut();
        } else if (!channel.isCloseFrameSent() && session.seams().closing().answers()) {
            boolean echoed = session.dialect().behaviour().closeEchoed();
            int code = payload.length == 0 ? NO_CODE : close.getCode();
            session.close(
                    connection,
                    session.seams().closing().answer(echoed ? code : CloseMessage.NORMAL_CLOSURE),
                    echoed && code != NO_CODE ? String.valueOf(close.getReason()) : "");
        }
    }

    /** A failure of the mock ends this connection and no other; the journal says what it was. */
    private void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            session.journal().failed(connection.label(), bug);
            session.close(connection, INTERNAL_ERROR, "");
        }
    }

    private void note(Direction from, Line.Op op, byte[] payload) {
        session.traffic().control(connection, from, op, data(payload));
    }

    private static ObjectNode data(byte[] payload) {
        return Json.object().put("data", new String(payload, StandardCharsets.ISO_8859_1));
    }

    private static byte[] take(BufferedBinaryMessage message) {
        var pooled = message.getData();
        try {
            ByteBuffer merged = WebSockets.mergeBuffers(pooled.getResource());
            byte[] octets = new byte[merged.remaining()];
            merged.get(octets);
            return octets;
        } finally {
            pooled.free();
        }
    }
}
