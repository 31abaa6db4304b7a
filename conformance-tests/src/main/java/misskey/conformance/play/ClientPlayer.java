package misskey.conformance.play;

import java.util.Map;
import java.util.Optional;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FrameMaker;
import misskey.scenario.FramePattern;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Plays a scenario's client side to a server, and so judges the server. Used by one thread, once. */
public final class ClientPlayer implements Step.Visitor<Step, RuntimeException> {
    private final Scenario scenario;
    private final Probe probe;
    private final Bindings bindings = new Bindings();
    private final FrameMaker maker;
    private @Nullable StreamClient current;

    public ClientPlayer(Scenario scenario, Probe probe) {
        this.scenario = scenario;
        this.probe = probe;
        this.maker = new FrameMaker(bindings, () -> StringNode.valueOf(probe.freshId()));
    }

    /** Plays every step and says what it came to. */
    public Verdict play() {
        Step running = scenario.steps().get(0);
        try {
            makeWorld();
            for (Step step : scenario.steps()) {
                running = step;
                step.accept(this);
            }
            return probe.conclude();
        } catch (Failed failed) {
            Verdict verdict = failed.verdict();
            return Verdict.fail(
                    verdict.code().orElseThrow(), running.at() + ": " + verdict.message(), verdict.evidence());
        } catch (NotJudged notJudged) {
            return notJudged.verdict();
        } catch (Bindings.UnboundName | FrameMaker.CannotBeSent mistake) {
            return Verdict.unjudged(Outcome.UNTESTABLE, running.at() + ": " + mistake.getMessage());
        }
    }

    private void makeWorld() {
        for (String user : scenario.cast().users()) {
            Actor actor = probe.as(user);
            bindings.bind(user, Json.object().put("id", actor.id()).put("username", actor.username()));
        }
        for (Scenario.Follow follow : scenario.cast().follows()) {
            probe.as(follow.follower()).arrange(probe.as(follow.followee()), true);
        }
        for (Map.Entry<String, Scenario.Post> note : scenario.cast().notes().entrySet()) {
            Scenario.Post post = note.getValue();
            bindings.bind(
                    note.getKey(), Json.object().put("id", probe.as(post.by()).post(post.parameters())));
        }
    }

    @Override
    public Step open(Step.Open step) {
        current = step.as().map(probe::open).orElseGet(probe::openAnonymously);
        return step;
    }

    @Override
    public Step app(Step.App step) {
        return step; // a command to a client under test; here the kit is the client
    }

    @Override
    public Step client(Step.Client step) {
        connection(step).send((ObjectNode) maker.make(step.frame()));
        return step;
    }

    @Override
    public Step server(Step.Server step) {
        probe.shows(probe.await(connection(step), "the frame", new FramePattern(step.frame()), bindings));
        return step;
    }

    @Override
    public Step act(Step.Do step) {
        probe.settle();
        JsonNode result = probe.as(step.as())
                .done(step.call(), (ObjectNode) bindings.fill(step.with().isObject() ? step.with() : Json.object()))
                .body();
        step.bind().forEach(bind -> bindings.bind(bind.name(), result.path(bind.member())));
        return step;
    }

    @Override
    public Step reply(Step.Reply step) {
        JsonNode content = step.error() ? Json.object().set("error", onlyCode(step.content())) : step.content();
        String id = Json.text(bindings.fill(step.to()));
        probe.shows(probe.await(
                connection(step), "the response to " + id, probe.frames().response(id, content), bindings));
        return step;
    }

    /** Of an error the code is compared: its words are the server's own. */
    private static JsonNode onlyCode(JsonNode error) {
        return error.has("code") ? Json.object().set("code", error.path("code")) : error;
    }

    @Override
    public Step seen(Step.Seen step) {
        return step; // about a client under test
    }

    @Override
    public Step never(Step.Never step) {
        if (step.byServer()) {
            FramePattern pattern = new FramePattern(step.frame());
            probe.settle();
            probe.neverAgain(connection(step), step.at() + ": " + pattern, pattern, bindings, "UNEXPECTED_EVENT");
        }
        for (Step until : step.until()) {
            until.accept(this);
        }
        return step;
    }

    private StreamClient connection(Step step) {
        return Optional.ofNullable(current)
                .orElseThrow(() -> NotJudged.untestable(step.at() + ": no connection is open yet"));
    }
}
