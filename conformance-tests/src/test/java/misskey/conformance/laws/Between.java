package misskey.conformance.laws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A network between a client and a server on this machine: what the server sends goes its way, what the client sends goes straight. */
final class Between implements AutoCloseable {
    /** Milliseconds that the end of a connection comes after what was sent last: longer than any way holds that back. */
    private static final int GRACE = 400;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Way.Kind kind;
    private final Random seeds;
    /** What is on its way when this is closed is lost. */
    private final ScheduledExecutorService later =
            new ScheduledThreadPoolExecutor(1, Between::daemon, new ThreadPoolExecutor.DiscardPolicy());

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Between(InetSocketAddress server, Way.Kind kind, long seed) throws IOException {
        this.server = server;
        this.kind = kind;
        this.seeds = new Random(seed);
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::take).start();
    }

    static Between to(URI server, Way.Kind kind, long seed) {
        try {
            return new Between(new InetSocketAddress(server.getHost(), server.getPort()), kind, seed);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** The same URL, by this way. */
    URI through(URI straight) {
        return URI.create(straight.toString()
                .replace(straight.getRawAuthority(), straight.getHost() + ":" + door.getLocalPort()));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "network between");
        thread.setDaemon(true);
        return thread;
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                join(keep(door.accept()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private void join(Socket client) {
        Socket onward = new Socket();
        try {
            onward.connect(server);
            keep(onward);
        } catch (IOException refused) {
            end(client);
            return;
        }
        Random random = new Random(seeds.nextLong());
        Way way = kind.begin(later, random);
        Way straight = (octets, delivery) -> delivery.write(octets);
        daemon(() -> pump(onward, client, way)).start();
        daemon(() -> pump(client, onward, straight)).start();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a socket that is closed too late is closed with the door
    private void pump(Socket from, Socket to, Way way) {
        byte[] some = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                way.carry(Arrays.copyOf(some, read), octets -> write(to, octets));
            }
            later.schedule(() -> finish(to), GRACE, TimeUnit.MILLISECONDS);
        } catch (IOException reset) {
            end(from);
            end(to);
        }
    }

    private void write(Socket to, byte[] octets) {
        try {
            OutputStream out = to.getOutputStream();
            out.write(octets);
            out.flush();
        } catch (IOException gone) {
            end(to);
        }
    }

    private void finish(Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException gone) {
            end(to);
        }
    }

    private void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            open.forEach(this::end);
            later.shutdownNow();
        }
    }
}
