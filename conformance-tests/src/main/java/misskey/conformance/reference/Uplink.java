package misskey.conformance.reference;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.conformance.wire.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to a server: dials, and dials again after a loss, waiting longer each time. A server that
 * refuses the token is not asked again. Any thread may close it.
 */
final class Uplink implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final WireRequest request;
    private final Duration patience;
    private final User user;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread dialler;
    private @Nullable WireClient wire;

    /** Who uses the connection. Calls come from the dialling and from the reading thread. */
    interface User {
        /** A connection is there; nothing of it has been read yet. */
        void opened(WireClient wire);

        void text(String text);

        /** It is gone, and another will come. */
        void lost();

        /** There is none, and none will come. */
        void refused(String why);
    }

    Uplink(WireRequest request, Duration patience, User user) {
        this.request = request;
        this.patience = patience;
        this.user = user;
        this.dialler = new Thread(this::keep, "reference client");
        dialler.setDaemon(true);
    }

    void start() {
        dialler.start();
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        boolean goOn = true;
        while (goOn && closing.getCount() > 0) {
            long began = System.nanoTime();
            Handshake handshake = WireClient.dial(request, patience);
            goOn = handshake.fold(
                    accepted -> use(accepted.client()), this::mayAskAgain, silent -> true, failed -> true);
            boolean lasted = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
            pause = lasted ? FIRST_PAUSE : pause;
            goOn = goOn && !closesWithin(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean use(WireClient accepted) {
        synchronized (this) {
            wire = accepted;
        }
        if (closing.getCount() == 0) {
            accepted.close();
            return false;
        }
        user.opened(accepted);
        CountDownLatch over = new CountDownLatch(1);
        accepted.start(new Ear(over));
        try {
            over.await();
        } catch (InterruptedException closed) {
            return false;
        }
        if (closing.getCount() > 0) {
            user.lost();
        }
        return true;
    }

    private boolean mayAskAgain(Handshake.Refused refused) {
        boolean forGood = refused.status() >= 400 && refused.status() < 500 && refused.status() != 429;
        if (forGood) {
            user.refused("the server refused the connection with " + refused.status());
        }
        return !forGood;
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closed) {
            return true;
        }
    }

    /** Closes in order, and returns when everything that came before has been told. */
    @Override
    public void close() {
        closing.countDown();
        Optional<WireClient> open;
        synchronized (this) {
            open = Optional.ofNullable(wire);
        }
        open.ifPresent(this::finish);
        dialler.interrupt();
        try {
            dialler.join(patience.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(WireClient open) {
        try {
            open.sendClose(1000, "");
            open.awaitClosed(patience);
        } catch (IOException gone) {
            // There is nothing left to be closed in order.
        }
        open.close();
        open.awaitClosed(patience);
    }

    /** Hands on the text messages; everything else is the wire's own business. */
    private final class Ear implements WireListener {
        private final CountDownLatch over;

        Ear(CountDownLatch over) {
            this.over = over;
        }

        @Override
        public void text(String text, int fragments) {
            user.text(text);
        }

        @Override
        public void notUtf8(byte[] octets, int fragments) {}

        @Override
        public void binary(byte[] data, int fragments) {}

        @Override
        public void ping(byte[] data) {}

        @Override
        public void pong(byte[] data) {}

        @Override
        public void close(OptionalInt code, String reason) {}

        @Override
        public void illegal(String what) {}

        @Override
        public void closed(int code, String reason) {
            over.countDown();
        }
    }
}
