package misskey.conformance.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.CaseResult;
import org.junit.platform.engine.support.store.Namespace;

/** One run of the suite: its target, and the results as they come. Thread-safe. */
final class Run {
    /** Where the cases find it, in the store of their launcher session. */
    static final Namespace NAMESPACE = Namespace.create("misskey-kit");

    static final String KEY = "run";

    private final Target target;
    private final Consumer<CaseResult> onResult;
    private final List<CaseResult> results = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();

    Run(Target target, Consumer<CaseResult> onResult) {
        this.target = target;
        this.onResult = onResult;
    }

    Target target() {
        return target;
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
