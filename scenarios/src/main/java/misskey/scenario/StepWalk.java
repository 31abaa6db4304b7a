package misskey.scenario;

import java.util.List;

/** Goes through all steps of a scenario, those inside others too, in order. What is of interest at each, a subclass says. */
abstract class StepWalk implements Step.Visitor<Step, RuntimeException> {
    final void walk(List<? extends Step> steps) {
        steps.forEach(step -> {
            each(step);
            step.accept(this);
        });
    }

    /** Any step, before its own method. */
    void each(Step step) {}

    @Override
    public Step open(Step.Open step) {
        return step;
    }

    @Override
    public Step refused(Step.Refused step) {
        return step;
    }

    @Override
    public Step app(Step.App step) {
        return step;
    }

    @Override
    public Step message(Step.Message step) {
        return step;
    }

    @Override
    public Step act(Step.Do step) {
        return step;
    }

    @Override
    public Step reply(Step.Reply step) {
        return step;
    }

    @Override
    public Step call(Step.Call step) {
        return step;
    }

    @Override
    public Step attempts(Step.Attempts step) {
        return step;
    }

    @Override
    public Step seen(Step.Seen step) {
        return step;
    }

    @Override
    public Step never(Step.Never step) {
        walk(step.until());
        return step;
    }

    @Override
    public Step close(Step.Close step) {
        return step;
    }

    @Override
    public Step fault(Step.Fault step) {
        return step;
    }

    @Override
    public Step pause(Step.Wait step) {
        return step;
    }

    @Override
    public Step repeat(Step.Repeat step) {
        walk(step.steps());
        return step;
    }

    @Override
    public Step group(Step.Group step) {
        walk(step.steps());
        return step;
    }

    @Override
    public Step checkpoint(Step.Checkpoint step) {
        return step;
    }
}
