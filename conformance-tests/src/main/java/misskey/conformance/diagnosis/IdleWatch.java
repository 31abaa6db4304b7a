package misskey.conformance.diagnosis;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import misskey.conformance.diagnosis.Signs.Held;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.conformance.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is held open beside a run and on which nothing is sent: whether it hears pings, and whether
 * somebody cuts it for its silence. Costs the server one connection. Used by one thread.
 */
public final class IdleWatch implements AutoCloseable {
    private final long opened = System.nanoTime();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicReference<@Nullable Held> ended = new AtomicReference<>();
    private final Optional<WireClient> client;

    private IdleWatch(Optional<WireClient> client) {
        this.client = client;
        client.ifPresent(wire -> wire.start(new Ears()));
    }

    /** Opens the connection without a token; where it does not open, nothing is watched. */
    public static IdleWatch open(RemoteSettings settings) {
        return new IdleWatch(WireClient.dial(
                        WireRequest.to(StreamUrls.withToken(settings.stream(), Optional.empty())),
                        settings.patience().handshake())
                .fold(
                        accepted -> Optional.of(accepted.client()),
                        refused -> Optional.empty(),
                        unanswered -> Optional.empty(),
                        failed -> Optional.empty()));
    }

    /** Nothing is watched. */
    public static IdleWatch nothing() {
        return new IdleWatch(Optional.empty());
    }

    /** What became of it so far; empty where nothing is watched. */
    public Optional<Held> soFar() {
        return client.map(wire -> {
            Held over = ended.get();
            return over != null ? over : new Held(age(), pings.get(), Optional.empty());
        });
    }

    /** Waits until the connection is over; false where it is not in time. */
    boolean ended(Duration within) {
        return client.filter(wire -> wire.awaitClosed(within)).isPresent();
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    @Override
    public void close() {
        client.ifPresent(WireClient::close);
    }

    private final class Ears implements WireListener {
        @Override
        public void text(String text, int fragments) {}

        @Override
        public void notUtf8(byte[] octets, int fragments) {}

        @Override
        public void binary(byte[] data, int fragments) {}

        @Override
        public void ping(byte[] data) {
            pings.incrementAndGet();
        }

        @Override
        public void pong(byte[] data) {}

        @Override
        public void close(OptionalInt code, String reason) {}

        @Override
        public void illegal(String what) {}

        @Override
        public void closed(int code, String reason) {
            ended.set(new Held(age(), pings.get(), Optional.of("closed with " + code)));
        }
    }
}
