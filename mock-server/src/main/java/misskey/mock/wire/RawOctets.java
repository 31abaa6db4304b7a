package misskey.mock.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.ConnectedChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * A connection below Undertow's WebSocket: octets as they are, TCP as it is. Used on the connection's I/O thread,
 * and only while no frame is on its way through Undertow.
 */
final class RawOctets {
    private final StreamConnection connection;
    private final IoDelays delays;
    private boolean frozen;

    RawOctets(StreamConnection connection, IoDelays delays) {
        this.connection = connection;
        this.delays = delays;
    }

    /** Writes parts one after another, without holding up other connections, and calls back when all is written. */
    void write(Iterator<ByteBuffer> parts, Runnable done) {
        new Writing(parts, Duration.ZERO, done).next();
    }

    /** Writes octet by octet, with a pause behind each. */
    void drip(Iterator<ByteBuffer> parts, Duration every, Runnable done) {
        new Writing(new Octets(parts), every, done).next();
    }

    /** Ends TCP from this side. What the client sends is still read. */
    void end() {
        try {
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
        } catch (IOException gone) {
            IoUtils.safeClose(connection);
        }
    }

    void reset() {
        reset(connection);
    }

    /** Closes with RST in place of FIN. */
    static void reset(ConnectedChannel connection) {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException gone) {
            // It is closed already, and cannot be reset any more.
        }
        IoUtils.safeClose(connection);
    }

    /** From now on nothing is read or written; TCP stays. */
    void freeze() {
        frozen = true;
        var source = connection.getSourceChannel();
        source.setReadListener(channel -> channel.suspendReads());
        source.suspendReads();
        var sink = connection.getSinkChannel();
        sink.setWriteListener(channel -> channel.suspendWrites());
        sink.suspendWrites();
    }

    /** One run of octets on its way. */
    private final class Writing {
        private final Iterator<ByteBuffer> parts;
        private final Duration pause;
        private final Runnable done;
        private final ConduitStreamSinkChannel sink = connection.getSinkChannel();
        private final ChannelListener<? super ConduitStreamSinkChannel> before = sink.getWriteListener();
        private ByteBuffer part = ByteBuffer.allocate(0);

        Writing(Iterator<ByteBuffer> parts, Duration pause, Runnable done) {
            this.parts = parts;
            this.pause = pause;
            this.done = done;
        }

        private void next() {
            if (frozen) {
                return;
            }
            if (parts.hasNext()) {
                part = parts.next();
                write();
            } else {
                done.run();
            }
        }

        private void write() {
            try {
                while (part.hasRemaining()) {
                    if (sink.write(part) == 0) {
                        await();
                        return;
                    }
                }
                if (!sink.flush()) {
                    await();
                    return;
                }
            } catch (IOException gone) {
                IoUtils.safeClose(connection); // the peer is gone; the close task notes it
                return;
            }
            if (pause.isZero()) {
                OnItsThread.run(connection.getIoThread(), this::next);
            } else {
                delays.after(pause, this::next);
            }
        }

        /** Goes on when the peer has read some; Undertow does not write meanwhile. */
        private void await() {
            sink.setWriteListener(writable -> {
                sink.suspendWrites();
                sink.setWriteListener(before);
                write();
            });
            sink.resumeWrites();
        }
    }

    /** The same octets, one at a time. */
    private static final class Octets implements Iterator<ByteBuffer> {
        private final Iterator<ByteBuffer> parts;
        private ByteBuffer part = ByteBuffer.allocate(0);

        Octets(Iterator<ByteBuffer> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!part.hasRemaining() && parts.hasNext()) {
                part = parts.next();
            }
            return part.hasRemaining();
        }

        @Override
        public ByteBuffer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ByteBuffer.wrap(new byte[] {part.get()});
        }
    }
}
