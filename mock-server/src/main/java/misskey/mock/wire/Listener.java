package misskey.mock.wire;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import org.xnio.XnioWorker;

/** A port that serves sessions. Listeners share their threads, so each costs about a millisecond. Thread-safe. */
public final class Listener implements AutoCloseable {
    /** {@link RequestBody} has the limit: Undertow's prints a stack trace. */
    private static final long NO_LIMIT = -1;
    /** How long an HTTP connection stays open between two requests, and before the first. */
    private static final int MOST_IDLE_MILLIS = 60_000;

    private final Undertow undertow;
    private final OpenConnections connections;
    private final int port;

    private Listener(Undertow undertow, OpenConnections connections) {
        this.undertow = undertow;
        this.connections = connections;
        this.port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    static Listener start(
            ServerSettings settings, int port, Function<OpenConnections, HttpHandler> door, XnioWorker worker)
            throws IOException {
        String host = settings.host();
        OpenConnections connections = new OpenConnections(settings.mostConnections());
        HttpHandler handler = door.apply(connections);
        Undertow.Builder builder = Undertow.builder();
        Undertow undertow = settings.tls()
                .map(tls -> builder.addHttpsListener(port, host, tls.serverContext(), handler))
                .orElseGet(() -> builder.addHttpListener(port, host, handler))
                .setWorker(worker)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, NO_LIMIT)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        settings.patience().toMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, MOST_IDLE_MILLIS)
                .build();
        try {
            undertow.start();
        } catch (RuntimeException failed) {
            throw new IOException(why(failed, host, port), failed);
        }
        return new Listener(undertow, connections);
    }

    private static String why(RuntimeException failed, String host, int port) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String detail = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return "cannot listen on " + host + ": there is no such host";
        }
        if (cause instanceof BindException && detail.contains("in use")) {
            return "port " + port + " on " + host + " is in use; choose another, or 0 for any free one";
        }
        return "cannot listen on " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + ": " + detail;
    }

    public int port() {
        return port;
    }

    /** Stops listening and cuts what is open. */
    @Override
    public void close() {
        undertow.stop();
        connections.cut();
    }
}
