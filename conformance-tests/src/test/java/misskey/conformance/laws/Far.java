package misskey.conformance.laws;

import java.util.concurrent.atomic.AtomicLong;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Fence;
import misskey.conformance.probe.Manners;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Dialect;

/** The mock in this process, with a network before it. */
record Far(EmbeddedTarget near, Way.Kind way, AtomicLong seeds) implements Target {
    Far(EmbeddedTarget near, Way.Kind way) {
        this(near, way, new AtomicLong(1));
    }

    @Override
    public Venue venue(Needs needs) {
        Venue there = near.venue(needs);
        Between between = Between.to(there.origin(), way, seeds.getAndIncrement());
        return new Venue(
                between.through(there.stream()), between.through(there.origin()), there.tokens(), there.time(), () -> {
                    between.close();
                    there.close();
                });
    }

    @Override
    public Dialect dialect() {
        return near.dialect();
    }

    @Override
    public Patience patience() {
        return near.patience();
    }

    @Override
    public String describe() {
        return near.describe() + ", far away";
    }

    @Override
    public Conditions conditions(Policy policy) {
        return near.conditions(policy);
    }

    @Override
    public long seed() {
        return near.seed();
    }

    @Override
    public Fence fence() {
        return near.fence();
    }

    @Override
    public Manners manners() {
        return near.manners();
    }

    @Override
    public boolean mayBeProvoked() {
        return true;
    }

    @Override
    public void close() {
        near.close();
    }
}
