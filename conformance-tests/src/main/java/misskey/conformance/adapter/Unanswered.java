package misskey.conformance.adapter;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import misskey.mock.play.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The commands that an adapter has been given and has not answered yet. Thread-safe. */
final class Unanswered {
    private final Map<Integer, Given> waiting = new LinkedHashMap<>();
    private Subject.@Nullable Failure end;
    private int last;

    /** A command that was given. */
    static final class Given {
        private final int n;
        private final String command;
        private final CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        private volatile boolean givenUp;

        private Given(int n, String command) {
            this.n = n;
            this.command = command;
        }

        int n() {
            return n;
        }

        String command() {
            return command;
        }

        /** Whether nobody waits for its answer any more. */
        boolean isGivenUp() {
            return givenUp;
        }

        /**
         * Waits for the answer; empty where it does not come in time.
         *
         * @throws Subject.Failure where it cannot come any more
         */
        Optional<ObjectNode> await(Duration patience) {
            try {
                return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException late) {
                givenUp = true;
                return Optional.empty();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                givenUp = true;
                return Optional.empty();
            } catch (ExecutionException ended) {
                if (ended.getCause() instanceof Subject.Failure failure) {
                    throw new Subject.Failure(failure.kind(), String.valueOf(failure.getMessage()));
                }
                throw new IllegalStateException(ended);
            }
        }
    }

    /** The next command. */
    synchronized Given add(String command) {
        last++;
        Given given = new Given(last, command);
        if (end == null) {
            waiting.put(last, given);
        } else {
            given.answer.completeExceptionally(end);
        }
        return given;
    }

    /** An answer has come. The command that it is to; empty where nothing of this number waits for one. */
    synchronized Optional<Given> answer(int n, ObjectNode report) {
        Optional<Given> given = Optional.ofNullable(waiting.remove(n));
        given.ifPresent(each -> each.answer.complete(report));
        return given;
    }

    /** No answer will come any more, for this reason. The first reason stands. */
    synchronized void end(Subject.Failure reason) {
        if (end == null) {
            end = reason;
        }
        waiting.values().forEach(each -> each.answer.completeExceptionally(reason));
        waiting.clear();
    }

    /** What was given last, and what has no answer. */
    synchronized String describe() {
        String open = waiting.values().stream()
                .map(each -> each.command + " (" + each.n + ")")
                .collect(Collectors.joining(", "));
        return "the last command was " + last + "; "
                + (open.isEmpty() ? "none waits for an answer" : "without an answer: " + open);
    }
}
