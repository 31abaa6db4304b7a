package misskey.mock.wire;

import io.undertow.connector.ByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.core.protocol.version13.WebSocket13Channel;
import io.undertow.websockets.extensions.NoopExtensionFunction;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.UnsupportedEncodingException;
import java.util.Set;
import org.xnio.StreamConnection;

/** Makes connections that close with a code of the caller's choice over text that is no UTF-8. */
final class OtherCloseHandshake extends Hybi13Handshake {
    private final int code;

    OtherCloseHandshake(Set<String> subprotocols, int code) {
        super(subprotocols, false);
        this.code = code;
    }

    @Override
    public WebSocketChannel createChannel(WebSocketHttpExchange asked, StreamConnection raw, ByteBufferPool pool) {
        return new WebSocket13Channel(
                raw,
                pool,
                getWebSocketLocation(asked),
                asked.getResponseHeader(Headers.SEC_WEB_SOCKET_PROTOCOL_STRING),
                false,
                false,
                NoopExtensionFunction.INSTANCE,
                asked.getPeerConnections(),
                asked.getOptions()) {
            @Override
            protected void handleBrokenSourceChannel(Throwable broken) {
                if (broken instanceof UnsupportedEncodingException) {
                    WebSockets.sendClose(code, "", this, null);
                } else {
                    super.handleBrokenSourceChannel(broken);
                }
            }
        };
    }
}
