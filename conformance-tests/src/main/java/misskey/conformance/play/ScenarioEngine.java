package misskey.conformance.play;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.ForkJoinPoolHierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.SameThreadHierarchicalTestExecutorService;

/**
 * The test engine in which each scenario file is a test, or two: played to a server and to a client. It takes
 * selected scenario files and folders, and classes with {@link Scenarios}; whatever else is selected is other engines'.
 *
 * <p>Of configuration parameters it knows {@value #DIALECT}, {@value #SEED} and {@value #PARALLELISM}.
 */
public final class ScenarioEngine extends HierarchicalTestEngine<ScenarioContext> {
    /** Its id, as the platform knows it. */
    public static final String ID = "misskey-scenarios";

    /** The dialect to play by; {@code documented} where it is left out. */
    public static final String DIALECT = "misskey.scenarios.dialect";

    /** What the values are made from that a scenario leaves open; 1 where it is left out. */
    public static final String SEED = "misskey.scenarios.seed";

    /** How many scenarios are played at a time; 8 where it is left out. */
    public static final String PARALLELISM = "misskey.scenarios.parallelism";

    private static final int USUAL_PARALLELISM = 8;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("io.github.misskey-kit");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        return new ScenarioDiscovery(uniqueId).discover(request);
    }

    @Override
    protected ScenarioContext createExecutionContext(ExecutionRequest request) {
        ScenarioContext given =
                request.getStore().get(ScenarioContext.NAMESPACE, ScenarioContext.KEY, ScenarioContext.class);
        return given == null ? ScenarioContext.of(request.getConfigurationParameters()) : given;
    }

    @Override
    protected HierarchicalTestExecutorService createExecutorService(ExecutionRequest request) {
        int parallelism = parallelism(request.getConfigurationParameters());
        return parallelism == 1
                ? new SameThreadHierarchicalTestExecutorService()
                : new ForkJoinPoolHierarchicalTestExecutorService(new Fixed(parallelism));
    }

    private static int parallelism(ConfigurationParameters parameters) {
        return parameters
                .get(PARALLELISM, Integer::valueOf)
                .filter(count -> count > 0)
                .orElse(USUAL_PARALLELISM);
    }

    /** So many at a time, however few cores there are: scenarios wait most of their time. */
    private record Fixed(int count) implements ParallelExecutionConfiguration {
        @Override
        public int getParallelism() {
            return count;
        }

        @Override
        public int getMinimumRunnable() {
            return count;
        }

        @Override
        public int getMaxPoolSize() {
            return count;
        }

        @Override
        public int getCorePoolSize() {
            return count;
        }

        @Override
        public int getKeepAliveSeconds() {
            return 30;
        }

        /** A container that waits for its tests needs no worker in its place: without this the pool gives up. */
        @Override
        public Predicate<? super ForkJoinPool> getSaturatePredicate() {
            return pool -> true;
        }
    }
}
