package misskey.mock;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import misskey.mock.control.Control;
import misskey.mock.session.Session;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.Sessions;
import misskey.mock.wire.Network;
import misskey.mock.wire.ServerSettings;

/**
 * A mock Misskey server. One process holds many sessions; each has a port of its own, a world of its
 * own and a journal of its own. Thread-safe.
 *
 * <pre>{@code
 * try (MockServer mock = MockServer.start();
 *         MockSession session = mock.session(SessionSettings.defaults())) {
 *     connect(session.streamUrl() + "?i=alice-token");
 * }
 * }</pre>
 */
public final class MockServer implements AutoCloseable {
    private final String host;
    private final String encrypted;
    private final Network network;
    private volatile boolean closed;
    private final Set<MockSession> sessions = ConcurrentHashMap.newKeySet();

    private MockServer(ServerSettings settings, Network network) {
        this.host = settings.host();
        this.encrypted = settings.tls().isPresent() ? "s" : "";
        this.network = network;
    }

    /** Starts on the loopback address. No port is open until a session is made. */
    public static MockServer start() {
        return start(ServerSettings.defaults());
    }

    /** Starts on a loopback address of this machine, e.g. {@code 127.0.0.1} or {@code ::1}. */
    public static MockServer start(String host) {
        return start(ServerSettings.defaults().withHost(host));
    }

    /**
     * Starts as the settings say.
     *
     * @throws IllegalArgumentException where other machines could reach it and control has no token
     */
    public static MockServer start(ServerSettings settings) {
        if (settings.isOpenToOthers() && settings.controlToken().isEmpty()) {
            throw new IllegalArgumentException("other machines reach " + settings.host()
                    + ", and its control API too: give it a token with ServerSettings.withControlToken");
        }
        return new MockServer(settings, Network.open(settings));
    }

    /** Makes a session on a free port. */
    public MockSession session(SessionSettings settings) {
        try {
            return session(settings, 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(String.valueOf(noPort.getMessage()), noPort);
        }
    }

    /**
     * Makes a session on this port.
     *
     * @throws IOException where the port cannot be used; its message says why, for people
     */
    public MockSession session(SessionSettings settings, int port) throws IOException {
        if (closed) {
            throw new IllegalStateException("the mock server is closed; start another");
        }
        Sessions onPort = new Sessions(settings);
        Control control = new Control(onPort, this::port);
        MockSession made =
                new MockSession(onPort, network.listen(port, onPort, control), urlHost(), encrypted, closed -> {
                    control.close();
                    sessions.remove(closed);
                });
        sessions.add(made);
        return made;
    }

    /** A port that the control API asks for. */
    private Control.Ports.Opened port(SessionSettings settings) {
        MockSession made = session(settings);
        return new Control.Ports.Opened() {
            @Override
            public URI streamUrl() {
                return made.streamUrl();
            }

            @Override
            public Session session() {
                return made.session();
            }

            @Override
            public void close() {
                made.close();
            }
        };
    }

    /** How this machine reaches it; a listener on every address is on loopback as well. */
    private String urlHost() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
            }
            return address instanceof Inet6Address && host.contains(":") ? "[" + host + "]" : host;
        } catch (UnknownHostException nameOnly) {
            return host;
        }
    }

    /** Closes every session and stops. */
    @Override
    public void close() {
        closed = true;
        sessions.forEach(MockSession::close);
        network.close();
    }
}
