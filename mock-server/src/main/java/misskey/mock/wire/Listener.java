package misskey.mock.wire;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import misskey.mock.session.Session;
import org.xnio.XnioWorker;

/** A port that serves one session. Listeners share one I/O worker, so each costs about a millisecond. */
public final class Listener implements AutoCloseable {
    private static final long LARGEST_REQUEST = 1 << 20;

    private final Undertow undertow;
    private final int port;

    private Listener(Undertow undertow) {
        this.undertow = undertow;
        this.port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    static Listener start(String host, int port, Session session, XnioWorker worker) throws IOException {
        Undertow undertow = Undertow.builder()
                .setWorker(worker)
                .addHttpListener(port, host, new FrontDoor(session))
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_REQUEST)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .build();
        try {
            undertow.start();
        } catch (RuntimeException failed) {
            throw new IOException(why(failed, host, port), failed);
        }
        return new Listener(undertow);
    }

    private static String why(RuntimeException failed, String host, int port) {
        String where = host + ":" + port;
        if (failed.getCause() instanceof BindException bind) {
            String message = String.valueOf(bind.getMessage());
            return message.contains("in use")
                    ? "port " + port + " on " + host + " is in use; choose another, or 0 for any free one"
                    : "cannot listen on " + where + ": " + message;
        }
        return "cannot listen on " + where + ": " + failed.getMessage();
    }

    public int port() {
        return port;
    }

    /** Stops listening and cuts what is open. */
    @Override
    public void close() {
        undertow.stop();
    }
}
