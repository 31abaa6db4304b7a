package misskey.conformance.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** @param selected which requirements are judged, by id */
    Run(Target target, Predicate<String> selected, Consumer<CaseResult> onResult) {
        this.target = target;
        this.selected = selected;
        this.onResult = onResult;
    }

    /** The run that a case belongs to. */
    static Run of(ExtensionContext context) {
        Run run = context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create("misskey-kit"))
                .get(KEY, Run.class);
        if (run == null) {
            throw new IllegalStateException("these cases are run by ServerSuite, which gives them their target");
        }
        return run;
    }

    Target target() {
        return target;
    }

    /** The scenarios that are its cases. */
    List<ScenarioCase> scenarios() {
        return Cases.scenarios(target.dialect(), selected);
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
