package misskey.conformance.play;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import misskey.protocol.Dialect;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
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
            session.getLauncher().execute(request);
        }
    }
}
