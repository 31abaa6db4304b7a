package misskey.mock.wire;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Reads the body of one request without blocking. A body over {@value #LARGEST} octets is too large; what is
 * over is read and dropped, so that the client sees the answer, until {@value #MOST_READ} octets have
 * come, or for as long as anybody is patient: then the client is cut off.
 */
final class RequestBody implements Receiver.PartialBytesCallback {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_READ = 16 << 20;

    private final Executor calls;
    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private final XnioExecutor.Key cutLater;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long came;

    private RequestBody(Executor calls, Consumer<byte[]> whole, Runnable tooLarge, XnioExecutor.Key cutLater) {
        this.calls = calls;
        this.whole = whole;
        this.tooLarge = tooLarge;
        this.cutLater = cutLater;
    }

    /** Calls one or the other on one of these threads once all has come; neither where the client goes away before that. */
    static void read(
            HttpServerExchange exchange, Duration patience, Executor calls, Consumer<byte[]> whole, Runnable tooLarge) {
        XnioExecutor.Key cutLater = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), patience.toMillis(), TimeUnit.MILLISECONDS);
        exchange.getRequestReceiver()
                .receivePartialBytes(new RequestBody(calls, whole, tooLarge, cutLater), (gone, failed) -> {
                    cutLater.remove();
                    IoUtils.safeClose(gone.getConnection());
                });
    }

    @Override
    public void handle(HttpServerExchange exchange, byte[] part, boolean last) {
        came += part.length;
        if (came > MOST_READ) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        if (came <= LARGEST) {
            kept.writeBytes(part);
        }
        if (last) {
            cutLater.remove();
            exchange.dispatch(calls, came <= LARGEST ? () -> whole.accept(kept.toByteArray()) : tooLarge);
        }
    }
}
