package misskey.conformance.play;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import misskey.protocol.Dialect;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Plays scenario files through the JUnit Platform. */
public final class ScenarioSuite {
    private ScenarioSuite() {}

    /**
     * Plays each file to each side that is under test and that it can judge, and returns when all are over.
     *
     * @param files scenario files that can be read
     * @param underTest a server, a client, or one of each; they stay open
     * @param seed what the values are made from that the scenarios leave open
     * @param parallelism how many are played at a time
     * @param onResult is told of each result as it comes, from any thread
     */
    public static void run(
            List<Path> files,
            List<UnderTest> underTest,
            Dialect dialect,
            long seed,
            int parallelism,
            Consumer<PlayedScenario> onResult) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        files.stream().map(file -> selectFile(file.toString())).toList())
                .filters(EngineFilter.includeEngines(ScenarioEngine.ID))
                .configurationParameter(ScenarioEngine.PARALLELISM, Integer.toString(parallelism))
                .build();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getStore()
                    .put(
                            ScenarioContext.NAMESPACE,
                            ScenarioContext.KEY,
                            new ScenarioContext(dialect, seed, underTest, onResult, () -> {}));
            Unplayed unplayed = new Unplayed();
            session.getLauncher().execute(request, unplayed);
            unplayed.check();
        }
    }

    /** What was found and not played, as nothing says that it was skipped: a scenario that is lost is no scenario that passed. */
    private static final class Unplayed implements TestExecutionListener {
        private final Set<String> waiting = ConcurrentHashMap.newKeySet();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            plan.accept(new TestPlan.Visitor() {
                @Override
                public void visit(TestIdentifier each) {
                    if (each.isTest()) {
                        waiting.add(each.getUniqueId());
                    }
                }
            });
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            waiting.remove(test.getUniqueId());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            waiting.remove(test.getUniqueId());
            if (test.isContainer()) {
                result.getThrowable().ifPresent(failures::add);
            }
        }

        void check() {
            if (!waiting.isEmpty() || !failures.isEmpty()) {
                throw new IllegalStateException("never played: " + waiting, failures.poll());
            }
        }
    }
}
