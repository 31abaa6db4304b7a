package misskey.conformance.probe;

import java.time.Duration;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Dialect;

/** A target like another, judged by a kit that lags as a test wants. */
public record Lagging(Target inner, Lag lag) implements Target {
    /** A kit that takes itself for punctual, however busy its machine is. */
    public static Target never(Target inner) {
        return new Lagging(inner, (from, to) -> Duration.ZERO);
    }

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
    public long seed() {
        return inner.seed();
    }

    @Override
    public Venue venue(Needs needs) {
        return inner.venue(needs);
    }

    @Override
    public Manners manners() {
        return inner.manners();
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
