package misskey.mock.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import misskey.mock.world.Timers;
import misskey.protocol.Behaviour;

/** Pings connections as servers of the dialect do, and cuts those that are silent for too long. Not thread-safe. */
final class Heartbeat {
    private final boolean shared;
    private final Duration every;
    private final Duration dropAfter;
    private final Clock clock;
    private final Timers timers;
    private final Journal journal;
    private final Set<StreamConnection> open = new LinkedHashSet<>();
    private boolean ticking;

    Heartbeat(Behaviour behaviour, Clock clock, Timers timers, Journal journal) {
        this.shared = behaviour.heartbeat() == Behaviour.Heartbeat.SHARED;
        this.every = Duration.ofSeconds(behaviour.pingEvery());
        this.dropAfter = Duration.ofSeconds(behaviour.dropAfter());
        this.clock = clock;
        this.timers = timers;
        this.journal = journal;
    }

    void opened(StreamConnection connection) {
        open.add(connection);
        connection.ponged(clock.instant());
        if (!shared) {
            timers.after(every, () -> beat(connection));
        } else if (!ticking) {
            ticking = true;
            timers.after(every, this::tick);
        }
    }

    void ponged(StreamConnection connection) {
        connection.ponged(clock.instant());
    }

    /** A message came: where each connection has its own pace, it is as good as a pong. */
    void heard(StreamConnection connection) {
        if (!shared) {
            connection.ponged(clock.instant());
        }
    }

    void closed(StreamConnection connection) {
        open.remove(connection);
    }

    /** All connections at once, at the pace of the first. */
    private void tick() {
        if (open.isEmpty()) {
            ticking = false;
            return;
        }
        for (StreamConnection connection : List.copyOf(open)) {
            if (silence(connection).compareTo(dropAfter) > 0) {
                drop(connection);
            } else {
                connection.ping("");
            }
        }
        timers.after(every, this::tick);
    }

    /**
     * One connection at its own pace, which begins anew with whatever is heard of it (12.110.1 and 12.119.2: none is pinged
     * that has sent something within the interval). Whether it has answered is looked at before the next ping.
     */
    private void beat(StreamConnection connection) {
        if (!open.contains(connection)) {
            return;
        }
        Duration silence = silence(connection);
        if (silence.compareTo(every) < 0) {
            timers.after(every.minus(silence), () -> beat(connection));
            return;
        }
        connection.ping("");
        timers.after(dropAfter.minus(every), () -> {
            if (open.contains(connection) && silence(connection).compareTo(dropAfter) >= 0) {
                drop(connection);
            } else {
                beat(connection);
            }
        });
    }

    private Duration silence(StreamConnection connection) {
        Instant heard = connection.lastPong();
        return Duration.between(heard, clock.instant());
    }

    private void drop(StreamConnection connection) {
        open.remove(connection);
        journal.remark(
                connection.label(),
                "cut off, because it has answered no ping for "
                        + silence(connection).toSeconds() + " s");
        connection.cut();
    }
}
