package misskey.conformance.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.CaseResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;

/** One run of the suite: its target, and the results as they come. Thread-safe. */
final class Run {
    /** Where the cases find it, in the store of their launcher session. */
    static final Namespace NAMESPACE = Namespace.create("misskey-kit");

    static final String KEY = "run";

    private final Target target;
    private final Predicate<String> selected;
    private final Consumer<CaseResult> onResult;
    private final List<CaseResult> results = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private final Optional<Lock> turn;

    Run(Target target, Predicate<String> selected, Consumer<CaseResult> onResult) {
        this(target, selected, onResult, false);
    }

    /**
     * @param selected which requirements are judged, by id
     * @param oneAtATime whether cases wait for one another, however many are started at the same time
     */
    Run(Target target, Predicate<String> selected, Consumer<CaseResult> onResult, boolean oneAtATime) {
        this.target = target;
        this.selected = selected;
        this.onResult = onResult;
        this.turn = oneAtATime ? Optional.of(new ReentrantLock()) : Optional.empty();
    }

    /** What a case holds while it runs, where they have to run one after another. */
    Optional<Lock> turn() {
        return turn;
    }

    /** The run that the suite has put into the session; where there is none, one of what the environment says. */
    static Run of(ExtensionContext context) {
        ExtensionContext.Store session =
                context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create("misskey-kit"));
        Run given = session.get(KEY, Run.class);
        return given != null
                ? given
                : session.getOrComputeIfAbsent(
                                RunFromEnvironment.class,
                                key -> RunFromEnvironment.of(System.getenv()),
                                RunFromEnvironment.class)
                        .run();
    }

    Target target() {
        return target;
    }

    /** The scenarios that are its cases. */
    List<ScenarioCase> scenarios() {
        return Cases.scenarios(target.dialect().name(), selected);
    }

    synchronized void add(CaseResult result) {
        results.add(result);
        judged.add(result.requirement());
        onResult.accept(result);
    }

    synchronized boolean has(String requirement) {
        return judged.contains(requirement);
    }

    synchronized List<CaseResult> results() {
        return List.copyOf(results);
    }
}
