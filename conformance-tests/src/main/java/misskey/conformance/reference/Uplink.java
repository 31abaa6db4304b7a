package misskey.conformance.reference;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import misskey.conformance.reference.Ending.Kind;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to a server: dials, and dials again after a loss, waiting longer each time. A server that
 * refuses the token is not asked again. Any thread may close it.
 */
final class Uplink implements AutoCloseable {
    /** A connection that held so long has ended a row of failures. */
    private static final Duration LASTING = Duration.ofSeconds(5);
    /** After so many times the quiet after which it asks, a server that does not answer is taken for gone. */
    private static final int GIVES_UP = 4;

    /** The close code for a text that is not UTF-8 (RFC 6455, 7.4.1). */
    private static final int NOT_UTF8 = 1007;

    private final WireRequest request;
    private final Duration patience;
    private final ClientSeams seams;
    private final Clock clock;
    private final User user;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread dialler;
    private @Nullable WireClient wire;

    /** Who uses the connection. Calls come from the dialling and from the reading thread. */
    interface User {
        /** A connection is there; nothing of it has been read yet. */
        void opened(WireClient wire);

        void text(String text);

        void binary();

        /** It is gone. */
        void lost();

        /** A handshake was refused with this status. */
        void refused(int status);

        /** There is no connection, and none will come. */
        void gaveUp();

        /** A mutant's program would be no more. */
        void died(ProgramEnded cause);
    }

    Uplink(URI stream, Optional<Secret> token, Duration patience, ClientSeams seams, Clock clock, User user) {
        this.request = WireRequest.to(seams.dialling().address(stream, token));
        this.patience = patience;
        this.seams = seams;
        this.clock = clock;
        this.user = user;
        this.dialler = new Thread(this::keep, "reference client");
        dialler.setDaemon(true);
    }

    void start() {
        dialler.start();
    }

    private void keep() {
        int failures = 0;
        Optional<Duration> pause = Optional.of(Duration.ZERO);
        while (pause.isPresent() && !closesWithin(pause.get())) {
            long began = System.nanoTime();
            Ending ending = seams.dialling()
                    .dial(request, seams.dialling().patience(patience))
                    .fold(
                            accepted -> use(accepted.client()),
                            this::refused,
                            silent -> new Ending(Kind.UNANSWERED, 0),
                            failed -> new Ending(Kind.FAILED, 0));
            failures = System.nanoTime() - began > LASTING.toNanos() ? 0 : failures;
            pause = seams.returning().pause(ending, ending.pause(failures));
            failures++;
        }
        if (closing.getCount() > 0) {
            user.gaveUp();
        }
    }

    private Ending use(WireClient accepted) {
        synchronized (this) {
            wire = accepted;
        }
        if (closing.getCount() == 0) {
            accepted.close();
            return new Ending(Kind.FAILED, 0);
        }
        user.opened(accepted);
        accepted.answerPings(seams.heartbeat().answers());
        Ear ear = new Ear(accepted);
        accepted.start(ear);
        int code = ear.awaitEnd();
        if (closing.getCount() > 0) {
            user.lost();
        }
        return new Ending(Kind.CLOSED, code);
    }

    private Ending refused(Handshake.Refused refused) {
        user.refused(refused.status());
        return new Ending(Kind.REFUSED, refused.status());
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

    /** Hands on the messages; everything else is the wire's own business. */
    private final class Ear implements WireListener {
        private final WireClient heard;
        private final CountDownLatch over = new CountDownLatch(1);
        private Instant lastMessage = clock.instant();
        private volatile int code;
        private boolean dead;
        private volatile long lastHeard = System.nanoTime();
        private volatile boolean asked;

        Ear(WireClient heard) {
            this.heard = heard;
        }

        /** The code with which the connection ended. Meanwhile asks a server that is quiet whether it is there. */
        int awaitEnd() {
            try {
                Optional<Duration> quiet = seams.heartbeat().asksAfter(patience);
                if (quiet.isPresent()) {
                    while (!over.await(quiet.get().toNanos(), TimeUnit.NANOSECONDS)) {
                        ask(quiet.get());
                    }
                } else {
                    over.await();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            return code;
        }

        /** Where nothing has come since it was asked, the server is gone, and nobody is there to be told. */
        private void ask(Duration quiet) {
            long since = System.nanoTime() - lastHeard;
            if (asked && since > GIVES_UP * quiet.toNanos()) {
                heard.close();
            } else if (!asked && since > quiet.toNanos()) {
                asked = true;
                try {
                    heard.sendPing(new byte[0]);
                } catch (IOException gone) {
                    // The reader tells of the loss.
                }
            }
        }

        private void heard() {
            lastHeard = System.nanoTime();
            asked = false;
        }

        @Override
        public void text(String text, int fragments) {
            if (fragments == 1 || seams.inbound().joins()) {
                message(() -> user.text(text));
            }
        }

        /** RFC 6455 has a client fail the connection (8.1). What comes while it closes is nobody's. */
        @Override
        public void notUtf8(byte[] octets, int fragments) {
            if (dead || !seams.inbound().refusesBadUtf8()) {
                return;
            }
            dead = true;
            try {
                heard.sendClose(NOT_UTF8, "");
            } catch (IOException gone) {
                // The reader tells of the loss.
            }
        }

        @Override
        public void binary(byte[] data, int fragments) {
            message(user::binary);
        }

        private void message(Runnable handOn) {
            heard();
            lastMessage = clock.instant();
            if (dead) {
                return; // what was read before the end is nobody's any more
            }
            try {
                handOn.run();
            } catch (ProgramEnded end) {
                dead = true;
                closing.countDown();
                heard.close();
                user.died(end);
            }
        }

        @Override
        public void ping(byte[] data) {
            heard();
            if (!seams.heartbeat().believes(Duration.between(lastMessage, clock.instant()))) {
                heard.close();
            }
            seams.heartbeat().adds().ifPresent(this::add);
        }

        private void add(String text) {
            try {
                heard.sendText(text);
            } catch (IOException gone) {
                // The reader tells of the loss.
            }
        }

        @Override
        public void pong(byte[] data) {
            heard();
        }

        @Override
        public void close(OptionalInt closeCode, String reason) {}

        @Override
        public void illegal(String what) {}

        @Override
        public void closed(int closeCode, String reason) {
            code = closeCode;
            over.countDown();
        }
    }
}
