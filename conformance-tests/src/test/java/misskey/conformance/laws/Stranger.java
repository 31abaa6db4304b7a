package misskey.conformance.laws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens where a server was expected, and is none. */
final class Stranger implements AutoCloseable {
    /** What it does with whoever comes. */
    enum Kind {
        /** Takes the connection, and never speaks. */
        SILENT {
            @Override
            void meet(Socket guest) throws IOException {
                InputStream in = guest.getInputStream();
                while (in.read() >= 0) {
                    // It listens, and says nothing.
                }
            }
        },
        /** Closes at once. */
        CLOSING {
            @Override
            void meet(Socket guest) {}
        },
        /** Answers whatever it is asked with a page. */
        ANSWERING {
            @Override
            void meet(Socket guest) throws IOException {
                InputStream in = guest.getInputStream();
                byte[] some = new byte[16 * 1024];
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    guest.getOutputStream().write(PAGE);
                }
            }
        },
        /** Opens the stream, and repeats what it is told. */
        REPEATING {
            @Override
            void meet(Socket guest) throws IOException {
                Parrot.opening(guest);
            }
        },
        /** Refuses the handshake, and repeats what it is told. */
        REFUSING {
            @Override
            void meet(Socket guest) throws IOException {
                Parrot.refusing(guest);
            }
        };

        private static final byte[] PAGE =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(StandardCharsets.US_ASCII);

        abstract void meet(Socket guest) throws IOException;
    }

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final Kind kind;

    Stranger(Kind kind) throws IOException {
        this.kind = kind;
        daemon(this::take);
    }

    String address() {
        return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    static boolean listensAt(URI url) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (ConnectException nobody) {
            return false;
        }
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                guests.add(guest);
                daemon(() -> receive(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void receive(Socket guest) {
        try (guest) {
            kind.meet(guest);
        } catch (IOException left) {
            guests.remove(guest);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stranger");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket guest : guests) {
                guest.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
