package misskey.mock.wire;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.concurrent.atomic.AtomicInteger;
import misskey.mock.stream.Wire;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * A connection's way out. Undertow queues without a bound; here at most {@value #MOST_WAITING}
 * characters wait. A client that reads slower than that is cut off, so that it slows nobody else.
 */
final class OutboundQueue implements Wire {
    private static final int MOST_WAITING = 16 << 20;

    private final WebSocketChannel channel;
    private final AtomicInteger waiting = new AtomicInteger();

    OutboundQueue(WebSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void text(String text) {
        if (waiting.addAndGet(text.length()) > MOST_WAITING) {
            IoUtils.safeClose(channel);
            return;
        }
        WebSockets.sendText(text, channel, new WebSocketCallback<Void>() {
            @Override
            public void complete(WebSocketChannel to, @Nullable Void nothing) {
                waiting.addAndGet(-text.length());
            }

            @Override
            public void onError(WebSocketChannel to, @Nullable Void nothing, Throwable failed) {
                IoUtils.safeClose(channel); // the peer is gone; the close task notes it
            }
        });
    }

    @Override
    public void close(int code, String reason) {
        WebSockets.sendClose(code, reason, channel, null);
    }

    @Override
    public void cut() {
        IoUtils.safeClose(channel);
    }
}
