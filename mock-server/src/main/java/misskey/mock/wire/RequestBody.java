package misskey.mock.wire;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/**
 * Reads the body of one request without blocking. A body over {@value #LARGEST} octets is too large; what is
 * over is read and dropped, so that the client sees the answer, until {@value #MOST_READ} octets have
 * come: then the client is cut off.
 */
final class RequestBody implements Receiver.PartialBytesCallback {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_READ = 16 << 20;

    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long came;

    private RequestBody(Consumer<byte[]> whole, Runnable tooLarge) {
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    /** Calls one or the other on a worker thread once all has come; neither where the client goes away before that. */
    static void read(HttpServerExchange exchange, Consumer<byte[]> whole, Runnable tooLarge) {
        exchange.getRequestReceiver()
                .receivePartialBytes(
                        new RequestBody(whole, tooLarge), (gone, failed) -> IoUtils.safeClose(gone.getConnection()));
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
            exchange.dispatch(came <= LARGEST ? () -> whole.accept(kept.toByteArray()) : tooLarge);
        }
    }
}
