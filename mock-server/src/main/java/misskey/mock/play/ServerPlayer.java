package misskey.mock.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.MockSession;
import misskey.mock.session.Session;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Bindings;
import misskey.scenario.FrameMaker;
import misskey.scenario.FramePattern;
import misskey.scenario.NearMiss;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Plays a scenario's server side to a client. Frames go out exactly as written; a bound account or note
 * alone is the whole entity of the world. Used by one thread, once.
 */
public final class ServerPlayer implements Step.Visitor<Step, ServerPlayer.Stopped> {
    private final Scenario scenario;
    private final MockSession address;
    private final Session session;
    private final Optional<Subject> subject;
    private final Duration patience;
    private final Consumer<Step> onStep;
    private final Inbox inbox;
    private final Bindings bindings = new Bindings();
    private int made;
    private final FrameMaker maker = new FrameMaker(bindings, () -> StringNode.valueOf("made-up-" + ++made));
    private final List<Armed> armed = new ArrayList<>();
    private @Nullable StreamConnection current;

    /** What must not come any more, from which arrival on. */
    private record Armed(Step.Never step, StreamConnection connection, int since) {}

    /** The script cannot go on. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        private final Played.Kind kind;

        Stopped(Played.Kind kind, String message) {
            super(message);
            this.kind = kind;
        }
    }

    /**
     * Takes over a session, which must have the scenario's accounts and no connection yet.
     *
     * @param subject the client that takes commands; without one, somebody has to work the client by hand
     * @param patience how long to wait for whatever the client must do
     * @param onStep is told of each step as it begins
     */
    public ServerPlayer(
            Scenario scenario,
            MockSession address,
            Optional<Subject> subject,
            Duration patience,
            Consumer<Step> onStep) {
        this.scenario = scenario;
        this.address = address;
        this.session = address.session();
        this.subject = subject;
        this.patience = patience;
        this.onStep = onStep;
        this.inbox = new Inbox(session.dialect());
        session.behaveAs(inbox);
    }

    /** Plays every step and says what it came to. */
    public Played play() {
        Cast.make(scenario.cast(), session, bindings);
        try {
            for (Step step : scenario.steps()) {
                run(step);
            }
            subject.ifPresent(Subject::close);
            for (Armed absence : armed) {
                checkAbsence(absence);
            }
            return new Played(Played.Kind.PASSED, "", clientLines(), clientFindings());
        } catch (Stopped stopped) {
            return new Played(stopped.kind, String.valueOf(stopped.getMessage()), List.of(), clientFindings());
        }
    }

    private void run(Step step) throws Stopped {
        onStep.accept(step);
        try {
            step.accept(this);
        } catch (Bindings.UnboundName | FrameMaker.CannotBeSent mistake) {
            throw new Stopped(Played.Kind.UNTESTABLE, step.at() + ": " + mistake.getMessage());
        }
    }

    @Override
    public Step open(Step.Open step) throws Stopped {
        subject.ifPresent(client -> client.open(address.streamUrl(), step.as().map(session::token)));
        Optional<String> wanted = step.as().map(this::idOf);
        current = inbox.connection(connection -> connection.userId().equals(wanted), patience)
                .orElseThrow(() -> broken(
                        step,
                        "no connection came " + step.as().map(as -> "of " + as).orElse("without a token")));
        return step;
    }

    @Override
    public Step app(Step.App step) {
        subject.ifPresent(client -> client.perform(
                step.command(),
                Json.text(bindings.fill(step.operand())),
                step.as(),
                step.params().map(bindings::fill)));
        return step;
    }

    @Override
    public Step client(Step.Client step) throws Stopped {
        FramePattern pattern = new FramePattern(step.frame());
        StreamConnection connection = connection(step);
        if (inbox.frame(connection, pattern, bindings, patience).isEmpty()) {
            String nearest = NearMiss.among(inbox.untaken(connection), pattern, bindings)
                    .map(miss -> System.lineSeparator() + miss.describe())
                    .orElse("");
            throw broken(step, "the client did not send " + pattern + nearest);
        }
        return step;
    }

    @Override
    public Step server(Step.Server step) throws Stopped {
        send(step, new Outgoing.Text(Json.write(maker.make(step.frame()))));
        return step;
    }

    @Override
    public Step act(Step.Do step) throws Stopped {
        Session.ApiAnswer answer =
                session.call(Optional.of(session.token(step.as()).reveal()), step.call(), bindings.fill(step.with()));
        if (answer.status() >= 300) {
            throw broken(
                    step,
                    step.as() + " called " + step.call() + " and was answered " + Json.excerpt(answer.body(), 200));
        }
        step.bind().forEach(bind -> bindings.bind(bind.name(), answer.body().path(bind.member())));
        return step;
    }

    @Override
    public Step reply(Step.Reply step) throws Stopped {
        JsonNode content = maker.make(step.content());
        JsonNode body = step.error() ? Json.object().set("error", content) : content;
        send(step, new Outgoing.Response(bindings.fill(step.to()), body));
        return step;
    }

    @Override
    public Step seen(Step.Seen step) throws Stopped {
        if (subject.isEmpty()) {
            throw new Stopped(
                    Played.Kind.UNTESTABLE,
                    step.at() + ": whether the client told its application cannot be seen without an adapter");
        }
        if (!subject.get().reports(step.report(), bindings, patience)) {
            throw broken(step, "the client did not tell its application " + Json.write(step.report()));
        }
        return step;
    }

    @Override
    public Step never(Step.Never step) throws Stopped {
        if (!step.byServer()) {
            armed.add(new Armed(step, connection(step), inbox.count()));
        }
        for (Step until : step.until()) {
            run(until);
        }
        return step;
    }

    private void checkAbsence(Armed absence) throws Stopped {
        FramePattern pattern = new FramePattern(absence.step.frame());
        List<ObjectNode> came = inbox.since(absence.since, absence.connection, pattern, bindings);
        if (!came.isEmpty()) {
            throw broken(absence.step, "the client sent " + Json.excerpt(came.get(0), 200) + ", and should not have");
        }
    }

    private void send(Step step, Outgoing frame) throws Stopped {
        session.send(connection(step), frame);
    }

    private StreamConnection connection(Step step) throws Stopped {
        if (current == null) {
            throw broken(step, "no connection is open yet; an \"open\" step goes before it");
        }
        return current;
    }

    private Stopped broken(Step step, String what) {
        return new Stopped(
                Played.Kind.BROKEN, step.at() + ": " + what + " (waited up to " + patience.toMillis() + " ms)");
    }

    private String idOf(String user) {
        return session.inWorld(world -> world.userNamed(user).orElseThrow().id());
    }

    private List<Integer> clientLines() {
        return address.journal().stream()
                .filter(line -> line.op() == Line.Op.TEXT || line.op() == Line.Op.OPENED)
                .map(Line::n)
                .toList();
    }

    private List<Finding> clientFindings() {
        return address.findings();
    }
}
