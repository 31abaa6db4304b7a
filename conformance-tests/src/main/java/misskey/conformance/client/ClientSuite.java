package misskey.conformance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import misskey.conformance.adapter.Adapters;
import misskey.conformance.verdict.ScenarioResult;
import misskey.mock.MockServer;
import misskey.protocol.Dialect;

/** Plays scenarios to a client, some of them at the same time. */
public final class ClientSuite {
    private final Adapters adapters;
    private final Dialect dialect;
    private final Duration patience;
    private final long seed;

    /**
     * @param patience how long to wait for whatever the client must do
     * @param seed what the values are made from that scenarios do not write out
     */
    public ClientSuite(Adapters adapters, Dialect dialect, Duration patience, long seed) {
        this.adapters = adapters;
        this.dialect = dialect;
        this.patience = patience;
        this.seed = seed;
    }

    /**
     * Plays all of them; the results in the same order.
     *
     * @param jobs how many are played at a time
     * @param onResult is told of each result, in order, as soon as those before it are there
     */
    public List<ScenarioResult> run(List<NamedScenario> scenarios, int jobs, Consumer<ScenarioResult> onResult)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(jobs, work -> {
            Thread thread = new Thread(work, "client-scenario");
            thread.setDaemon(true);
            return thread;
        });
        try (MockServer mock = MockServer.start()) {
            List<Future<ScenarioResult>> running = new ArrayList<>();
            for (NamedScenario scenario : scenarios) {
                running.add(workers.submit(() -> new Performing(scenario, adapters, patience, seed).in(mock, dialect)));
            }
            List<ScenarioResult> results = new ArrayList<>();
            for (Future<ScenarioResult> one : running) {
                ScenarioResult result = one.get();
                results.add(result);
                onResult.accept(result);
            }
            return List.copyOf(results);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a scenario could not even fail", bug.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
