package misskey.mock.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Many connections to one server, each with one channel open under an id of its own. They look into frames as little as
 * counting needs, on one thread, so that the server has the rest of the machine.
 */
final class Clients implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int TEXT = 0x81;

    private final Selector selector;
    private final List<Client> all = new ArrayList<>();
    private long frames;
    private long octets;

    private Clients(Selector selector) {
        this.selector = selector;
    }

    /** Opens so many; each has its channel when this returns. */
    static Clients open(int port, int count) throws IOException {
        Clients clients = new Clients(Selector.open());
        for (int i = 0; i < count; i++) {
            clients.all.add(clients.new Client(port, "c" + i));
        }
        return clients;
    }

    /** Waits until each has got so many frames since it opened, all of them by what this does. */
    void await(int each, CompletableFuture<?> cause) throws IOException {
        long wanted = (long) each * all.size();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (frames < wanted && !cause.isCompletedExceptionally() && System.nanoTime() < deadline) {
            selector.select(100);
            for (SelectionKey ready : selector.selectedKeys()) {
                ((Client) ready.attachment()).read();
            }
            selector.selectedKeys().clear();
        }
        cause.join();
        for (Client client : all) {
            if (client.got != each) {
                throw new IOException("a connection got " + client.got + " frames instead of " + each);
            }
        }
    }

    /** Octets of all frames so far, without their headers. */
    long octets() {
        return octets;
    }

    @Override
    public void close() throws IOException {
        for (Client client : all) {
            client.channel.close();
        }
        selector.close();
    }

    private final class Client {
        private final SocketChannel channel;
        private final byte[] begin;
        private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
        private int got;

        Client(int port, String id) throws IOException {
            this.begin = ("{\"type\":\"channel\",\"body\":{\"id\":\"" + id + "\",").getBytes(StandardCharsets.UTF_8);
            this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            write(("GET /streaming?i=alice-token HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            expect("HTTP/1.1 101 ", "\r\n\r\n");
            write(masked("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"" + id
                    + "\",\"pong\":true}}"));
            expect("", "{\"type\":\"connected\",\"body\":{\"id\":\"" + id + "\"}}");
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        private void write(byte[] octets) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(octets);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Reads until this end has come, and nothing after it, which holds as long as no note is posted. */
        private void expect(String start, String end) throws IOException {
            String text = "";
            while (!text.endsWith(end)) {
                if (channel.read(in) < 0) {
                    throw new IOException("the server closed after: " + text);
                }
                text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            }
            if (!text.startsWith(start)) {
                throw new IOException("the server answered: " + text);
            }
            in.clear();
        }

        /** A mask of zeros leaves the text as it is. */
        private static byte[] masked(String text) {
            byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            byte[] frame = new byte[6 + payload.length];
            frame[0] = (byte) TEXT;
            frame[1] = (byte) (0x80 | payload.length);
            System.arraycopy(payload, 0, frame, 6, payload.length);
            return frame;
        }

        private void read() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            in.flip();
            while (in.remaining() >= 4) {
                int at = in.position();
                int length = in.get(at + 1);
                int header = 2;
                if (length == 126) {
                    length = in.getShort(at + 2) & 0xFFFF;
                    header = 4;
                }
                if (in.remaining() < header + length) {
                    break;
                }
                count(at, header, length);
                in.position(at + header + length);
            }
            in.compact();
        }

        private void count(int at, int header, int length) throws IOException {
            int payload = at + header;
            boolean isMine = (in.get(at) & 0xFF) == TEXT
                    && length > begin.length
                    && Arrays.equals(in.array(), payload, payload + begin.length, begin, 0, begin.length);
            if (!isMine) {
                throw new IOException("not an event for this connection: "
                        + new String(in.array(), at, header + length, StandardCharsets.UTF_8));
            }
            got++;
            frames++;
            octets += length;
        }
    }
}
