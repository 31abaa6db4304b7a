package misskey.scenario.play;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FrameMaker;
import misskey.scenario.FramePattern;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The rules that run beside the steps: what comes is answered at once, by a thread of its own. */
final class Background implements AutoCloseable {
    private static final int SECONDS_TO_END = 5;

    private final Stage stage;
    private final List<Scenario.Rule> rules;
    private final AtomicInteger made = new AtomicInteger();
    private @Nullable ExecutorService thread;
    private volatile @Nullable Bindings names;
    private volatile @Nullable String mistake;

    Background(Scenario scenario, Stage stage) {
        this.stage = stage;
        this.rules = scenario.background().stream()
                .filter(rule -> rule.of() == stage.kit().other())
                .toList();
    }

    /** From now on rules apply; they know these names. */
    synchronized void begin(Bindings world) {
        names = world.copy();
        if (!rules.isEmpty()) {
            thread = Executors.newSingleThreadExecutor(work -> {
                Thread worker = new Thread(work, "scenario-background");
                worker.setDaemon(true);
                return worker;
            });
        }
    }

    synchronized void heard(Arrived arrived) {
        ExecutorService worker = thread;
        if (worker != null) {
            worker.execute(() -> answer(arrived));
        }
    }

    private void answer(Arrived arrived) {
        Bindings world = names;
        for (Scenario.Rule rule : rules) {
            FramePattern pattern = new FramePattern(rule.pattern(), stage.dialect());
            Bindings own = world == null ? new Bindings() : world.copy();
            FramePattern.Match match = pattern.match(arrived.as(pattern), own);
            if (match.matches()) {
                match.bound().forEach(own::bind);
                rule.then().forEach(step -> send(step, own, arrived.line().conn()));
            }
        }
    }

    private void send(Step.Message step, Bindings own, String connection) {
        FrameMaker maker =
                new FrameMaker(own, () -> StringNode.valueOf("background-" + made.incrementAndGet()), stage.dialect());
        try {
            ObjectNode message = (ObjectNode) maker.make(step.frame());
            stage.send(connection, (ObjectNode) stage.complete(message));
        } catch (Bindings.UnboundName | FrameMaker.CannotBeSent wrong) {
            mistake = step.at() + ": " + wrong.getMessage();
        } catch (Broken gone) {
            stage.transcript()
                    .record(
                            connection,
                            Line.Op.REMARK,
                            Json.object().put("text", "not answered: " + gone.getMessage()));
        }
    }

    /** What a rule has asked for and cannot be. */
    Optional<Broken> mistake() {
        return Optional.ofNullable(mistake).map(wrong -> new Broken(Broken.Why.MISTAKE, wrong));
    }

    /** What comes from now on is not answered; what came before has been when this returns. */
    @Override
    public void close() {
        ExecutorService worker;
        synchronized (this) {
            worker = thread;
            thread = null;
        }
        if (worker == null) {
            return;
        }
        worker.shutdown();
        try {
            if (!worker.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException stop) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
