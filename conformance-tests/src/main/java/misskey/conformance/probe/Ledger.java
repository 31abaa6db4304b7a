package misskey.conformance.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import misskey.conformance.verdict.NotJudged;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was made at a server and is not taken back yet. Whoever makes something writes it down here in the same breath,
 * so that it can be taken back by whoever comes to it first: the case that made it, or the end of the process.
 * Thread-safe.
 */
public final class Ledger {
    private static final Duration FOR_WHAT_IS_UNDER_WAY = Duration.ofSeconds(5);

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> otherwise = new ArrayList<>();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean stopped;

    /**
     * Something to take back.
     *
     * @param owner the case, or whatever it was made for
     * @param by who made it, and takes it back
     */
    record Entry(Object owner, Actor by, TakingBack.Undo undo) {
        /** For people: the account, the endpoint, and the ids in what it is called with. */
        String describe() {
            StringBuilder text = new StringBuilder(by.name()).append(": ").append(undo.endpoint());
            undo.data().forEachEntry((name, value) -> {
                if (name.endsWith("Id") || name.equals("id")) {
                    text.append(' ').append(name).append('=').append(value.stringValue(""));
                }
            });
            return text.toString();
        }
    }

    /** Does something that may make things, and writes down what it makes; refuses where the run is being stopped. */
    <T> T making(Supplier<T> work) {
        gate.readLock().lock();
        try {
            if (stopped) {
                throw NotJudged.untestable("the run was stopped");
            }
            return work.get();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Writes down what to take back. What goes with a thing that is taken back anyway needs no call of its own. */
    void add(Entry entry) {
        synchronized (entries) {
            boolean goesWithIt = !entry.undo.of().isEmpty()
                    && entries.stream()
                            .anyMatch(other -> other.undo.endpoint().equals("notes/delete")
                                    && other.undo
                                            .data()
                                            .path("noteId")
                                            .stringValue("")
                                            .equals(entry.undo.of()));
            if (!goesWithIt) {
                entries.add(entry);
            }
        }
    }

    /** This call has been made by a case itself; tells whether it took back something that the case had written down. */
    boolean settled(Object owner, Actor by, TakingBack.Undo call) {
        synchronized (entries) {
            return entries.removeIf(entry -> entry.owner == owner
                    && entry.by.name().equals(by.name())
                    && entry.undo.endpoint().equals(call.endpoint())
                    && holds(call.data(), entry.undo.data()));
        }
    }

    private static boolean holds(ObjectNode all, ObjectNode part) {
        return part.propertyNames().stream().allMatch(name -> all.path(name).equals(part.path(name)));
    }

    /** Takes back what was made for this owner, the latest first. */
    void takeBack(Object owner) {
        gate.readLock().lock();
        try {
            if (!stopped) {
                takeBack(
                        entry -> entry.owner == owner,
                        System.nanoTime() + Duration.ofMinutes(5).toNanos());
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    /**
     * Lets nobody make anything any more, and waits a moment for what is under way, so that it is written down.
     *
     * @return how many things are to be taken back
     */
    int shut() {
        stopped = true;
        try {
            if (gate.writeLock().tryLock(FOR_WHAT_IS_UNDER_WAY.toMillis(), TimeUnit.MILLISECONDS)) {
                gate.writeLock().unlock();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return left().size();
    }

    /**
     * Takes back everything, the latest first, and lets nobody make anything any more.
     *
     * @param within how long that may take
     * @return what is left at the server, a line each
     */
    public List<String> stop(Duration within) {
        shut();
        takeBack(entry -> true, System.nanoTime() + within.toNanos());
        return left();
    }

    /** What is not taken back, a line each: account, endpoint and ids. */
    public List<String> left() {
        synchronized (entries) {
            return entries.stream().map(Entry::describe).toList();
        }
    }

    /** What could only be taken back in another way than it should be, a line each. */
    List<String> takenBackOtherwise() {
        synchronized (entries) {
            return List.copyOf(otherwise);
        }
    }

    private void takeBack(Predicate<Entry> which, long deadline) {
        List<Entry> latestFirst = new ArrayList<>();
        synchronized (entries) {
            entries.stream().filter(which).forEach(entry -> latestFirst.add(0, entry));
        }
        for (Entry entry : latestFirst) {
            Optional<String> done = entry.by.undo(entry.undo, deadline);
            if (done.isPresent()) {
                synchronized (entries) {
                    entries.remove(entry);
                    if (!done.get().equals(entry.undo.endpoint())) {
                        otherwise.add(entry.describe() + " is not possible there; done instead: " + done.get());
                    }
                }
            }
        }
    }
}
