package misskey.conformance.laws;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a network does with the octets that a server sends on one connection: never with their order. */
@SuppressWarnings("FutureReturnValueIgnored") // what is carried too late is not carried at all
interface Way {
    /** Takes what the server sent next, and gives it on, now or later. */
    void carry(byte[] octets, Delivery onward);

    /** The way on to the client. */
    interface Delivery {
        void write(byte[] octets);
    }

    /** Makes the way of one connection. */
    interface Kind {
        Way begin(ScheduledExecutorService later, Random random);
    }

    /** Everything comes up to so many milliseconds late. */
    static Kind late(int most) {
        return (later, random) -> new Way() {
            private final Deque<byte[]> onItsWay = new ConcurrentLinkedDeque<>();

            @Override
            public void carry(byte[] octets, Delivery onward) {
                onItsWay.add(octets);
                // Whichever wait is over first, what goes on is what has waited longest.
                later.schedule(() -> onward.write(onItsWay.remove()), random.nextInt(most + 1), TimeUnit.MILLISECONDS);
            }
        };
    }

    /** Everything comes in slices of at most so many octets. */
    static Kind sliced(int most) {
        return (later, random) -> (octets, onward) -> {
            int at = 0;
            while (at < octets.length) {
                int end = Math.min(octets.length, at + 1 + random.nextInt(most));
                onward.write(Arrays.copyOfRange(octets, at, end));
                at = end;
            }
        };
    }

    /** What comes within so many milliseconds comes at once: several frames in one segment. */
    static Kind together(int within) {
        return (later, random) -> new Way() {
            private final ByteArrayOutputStream held = new ByteArrayOutputStream();

            @Override
            public synchronized void carry(byte[] octets, Delivery onward) {
                if (held.size() == 0) {
                    later.schedule(() -> release(onward), within, TimeUnit.MILLISECONDS);
                }
                held.writeBytes(octets);
            }

            private synchronized void release(Delivery onward) {
                onward.write(held.toByteArray());
                held.reset();
            }
        };
    }
}
