package misskey.conformance.probe;

import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Dialect;

/** A target like another, judged by a kit that lags as a test wants. */
public record Lagging(Target inner, Lag lag) implements Target {
    @Override
    public Dialect dialect() {
        return inner.dialect();
    }

    @Override
    public Patience patience() {
        return inner.patience();
    }

    @Override
    public String describe() {
        return inner.describe();
    }

    @Override
    public Conditions conditions(Policy policy) {
        return inner.conditions(policy);
    }

    @Override
    public Venue venue() {
        return inner.venue();
    }

    @Override
    public Fence fence() {
        return inner.fence();
    }

    @Override
    public boolean mayBeProvoked() {
        return inner.mayBeProvoked();
    }

    @Override
    public void close() {
        inner.close();
    }
}
