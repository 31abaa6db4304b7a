package misskey.conformance.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server of one connection that does what its script says; closing it waits for the script and reports its failure. */
final class RawPeer implements AutoCloseable {
    /** What the peer does with the connection, which is closed afterwards. */
    interface Script {
        void play(RawConnection connection) throws IOException;
    }

    private final ServerSocket server;
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    RawPeer(Script script) throws IOException {
        this(new ServerSocket(0, 1, loopback()), script);
    }

    RawPeer(ServerSocket server, Script script) {
        this.server = server;
        Thread thread = new Thread(() -> play(script), "raw peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void play(Script script) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            script.play(new RawConnection(socket));
            played.complete(null);
        } catch (Throwable failure) {
            played.completeExceptionally(failure);
        }
    }

    URI uri(String target) {
        return URI.create("ws://" + address() + target);
    }

    String address() {
        String host = server.getInetAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            played.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw new AssertionError("the peer's script failed", failure);
        } finally {
            server.close();
        }
    }

    /** Dials a peer that sends this and waits for the client to close. */
    static Handshake dial(String answer) throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(RawConnection.ascii(answer));
            connection.awaitEnd();
        })) {
            return WireClient.dial(WireRequest.to(peer.uri("/")), RecordingListener.PATIENCE);
        }
    }

    /** 127.0.0.1, without asking anybody. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
