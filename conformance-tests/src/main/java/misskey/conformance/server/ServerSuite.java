package misskey.conformance.server;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.protocol.conversation.Drifts;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the cases that judge a server, through the JUnit Platform. */
public final class ServerSuite {
    private ServerSuite() {}

    /** The ids of the requirements that have a case in a dialect. */
    public static Set<String> requirements(Dialect dialect) {
        return Cases.requirements(dialect.name());
    }

    /** The ids of the requirements that bind a server, can be tested and hold in this dialect. */
    public static List<String> scope(Dialect dialect) {
        return Cases.scope(dialect.name()).stream().map(Requirement::id).toList();
    }

    /** The ids of the requirements that have a case in some dialect. */
    public static Set<String> requirements() {
        return Dialect.NAMES.stream()
                .flatMap(name -> Cases.requirements(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Runs cases against a target.
     *
     * @param policy what turns the run red
     * @param selected which requirements to judge, by id
     * @param threads how many cases run at the same time: more than one only where each has a world of its own
     * @param onResult is told of each result as it comes, on the thread of the case
     */
    public static RunResult run(
            Target target, Policy policy, Predicate<String> selected, int threads, Consumer<CaseResult> onResult) {
        long began = System.nanoTime();
        Run run = new Run(target, selected, onResult);
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getStore().put(Run.NAMESPACE, Run.KEY, run);
            Launcher launcher = session.getLauncher();
            launcher.execute(request(target.dialect(), selected, threads), new Unreported(run));
        }
        return new RunResult(
                target.conditions(policy), Direction.SERVER, run.results(), (System.nanoTime() - began) / 1_000);
    }

    private static LauncherDiscoveryRequest request(Dialect dialect, Predicate<String> selected, int threads) {
        PostDiscoveryFilter filter = descriptor -> FilterResult.includedIf(caseOf(descriptor)
                .map(method -> isWanted(method, dialect, selected))
                .orElse(true));
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.concat(Cases.AREAS.stream(), Stream.of(ScenarioTest.class))
                        .map(area -> selectClass(area))
                        .toList())
                .filters(filter)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", Boolean.toString(threads > 1))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(threads))
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.max-pool-size", Integer.toString(threads))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .build();
    }

    private static boolean isWanted(Method method, Dialect dialect, Predicate<String> selected) {
        return selected.test(CaseExtension.requirementOf(method)) && Cases.isOf(dialect.name(), method);
    }

    private static Optional<Method> caseOf(TestDescriptor descriptor) {
        return descriptor.getSource().flatMap(ServerSuite::caseOf);
    }

    private static Optional<Method> caseOf(TestSource source) {
        return source instanceof MethodSource method
                ? Optional.of(method.getJavaMethod()).filter(written -> written.isAnnotationPresent(Judges.class))
                : Optional.empty();
    }

    /** A case that failed before it could say anything is the kit's fault, and is not lost. */
    private static final class Unreported implements TestExecutionListener {
        private final Run run;

        Unreported(Run run) {
            this.run = run;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (!test.isTest() || result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                return;
            }
            test.getSource()
                    .flatMap(ServerSuite::caseOf)
                    .map(CaseExtension::requirementOf)
                    .filter(requirement -> !run.has(requirement))
                    .ifPresent(requirement -> run.add(new CaseResult(
                            requirement,
                            test.getDisplayName(),
                            Verdict.unjudged(
                                    Outcome.ERROR,
                                    String.valueOf(result.getThrowable().orElse(null))),
                            List.of(),
                            List.of(),
                            List.of(),
                            Drifts.none(),
                            List.of(),
                            0)));
        }
    }
}
