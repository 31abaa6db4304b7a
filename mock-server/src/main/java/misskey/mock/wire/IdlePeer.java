package misskey.mock.wire;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import misskey.mock.session.Peer;

/** The stream of a peer that does nothing useful: says nothing at all, nothing that means anything, or what it was told. */
final class IdlePeer extends AbstractReceiveListener {
    private static final int LARGEST = 1 << 20;
    private static final String GARBAGE = "}{ 0 [\"\u0001";

    private final Peer peer;

    IdlePeer(Peer peer) {
        this.peer = peer;
    }

    @Override
    protected long getMaxTextBufferSize() {
        return LARGEST;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return LARGEST;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        if (peer == Peer.ECHOES) {
            WebSockets.sendText(message.getData(), channel, null);
        } else if (peer == Peer.GARBAGE) {
            WebSockets.sendText(GARBAGE, channel, null);
        }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        message.getData().free();
    }

    @Override
    protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        message.getData().free();
    }
}
