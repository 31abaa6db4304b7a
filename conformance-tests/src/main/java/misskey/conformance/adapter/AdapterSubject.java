package misskey.conformance.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import misskey.conformance.adapter.Unanswered.Given;
import misskey.mock.play.Reports;
import misskey.mock.play.Subject;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client under test that is driven by its adapter. Commands are given by one thread; what the program reports comes in on
 * threads of its own. What went wrong first is what every later command is told.
 */
public final class AdapterSubject implements Subject {
    /** How long a command is waited for: an adapter that answers only when the server has may go on all the same. */
    private static final Duration FOR_DONE = Duration.ofSeconds(1);

    private static final Duration TO_END = Duration.ofMillis(500);
    private static final int LONGEST_NAME = 60;

    private final String command;
    private final Program program;
    private final Redactor redactor = new Redactor();
    private final AdapterLog log = new AdapterLog(redactor);
    private final Reports reports = new Reports();
    private final Unanswered unanswered = new Unanswered();
    private final CommandWriter writer;
    private final AdapterEars ears;
    private volatile @Nullable Failure failure;
    private volatile boolean closing;
    private volatile String name;
    private volatile Set<String> can = Set.of();

    AdapterSubject(Program program, String command) {
        this.program = program;
        this.command = command;
        this.name = command;
        this.writer = new CommandWriter(program.input());
        this.ears = new AdapterEars(program, log, this::take, this::fail, this::ended);
        ears.start();
    }

    /** Greets it, and waits until it is ready. */
    void hello(String dialect, Duration within) {
        ObjectNode message = Json.object()
                .put("command", "hello")
                .put("protocol", AdapterProtocol.VERSION)
                .put("dialect", dialect);
        ObjectNode ready = tell(message)
                .await(within)
                .orElseThrow(() -> new Failure(
                        Failure.Kind.ADAPTER_MISTAKE,
                        "the adapter \"" + command + "\" did not answer `hello` with `ready` within "
                                + seconds(within) + " s; give it more time with --start-within, or run it by hand and"
                                + " type {\"n\":1,\"command\":\"hello\"}"));
        if (!ready.path("report").stringValue("").equals("ready")) {
            throw mistake("answered `hello` with `done`; the answer is `ready`");
        }
        name = Json.excerpt(Json.text(ready.path("name")), LONGEST_NAME) + " "
                + Json.excerpt(Json.text(ready.path("version")), LONGEST_NAME);
        Set<String> abilities = new HashSet<>();
        ready.path("can").forEach(each -> abilities.add(each.stringValue("")));
        abilities.add(AdapterCommand.CLOSE.word());
        can = Set.copyOf(abilities);
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toMillis() / 1_000.0).replaceFirst("\\.0$", "");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> can() {
        return can;
    }

    @Override
    public Reports reports() {
        return reports;
    }

    @Override
    public void open(URI stream, Optional<Secret> token) {
        token.ifPresent(redactor::add);
        String origin = stream.getScheme().replace("ws", "http") + "://" + stream.getRawAuthority();
        ObjectNode message =
                Json.object().put("command", "open").put("origin", origin).put("stream", stream.toString());
        token.ifPresent(secret -> message.put("token", secret.reveal()));
        perform(message);
    }

    @Override
    public void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        AdapterCommand known = AdapterCommand.of(command)
                .orElseThrow(() -> new IllegalArgumentException("the language has no command \"" + command + "\""));
        perform(known.write(operand, as, params, "unnamed"));
    }

    private void perform(ObjectNode message) {
        Given given = tell(message);
        given.await(FOR_DONE).flatMap(done -> refusal(given, done)).ifPresent(refused -> {
            throw refused;
        });
    }

    private Optional<Failure> refusal(Given given, ObjectNode done) {
        return done.path("error")
                .stringValueOpt()
                .map(why -> new Failure(Failure.Kind.REFUSED, name + " could not " + given.command() + ": " + why));
    }

    @Override
    public void barrier(Duration patience) {
        if (tell(Json.object().put("command", "barrier")).await(patience).isEmpty()) {
            Failure silent = new Failure(
                    Failure.Kind.SILENT,
                    name + " did not answer `barrier` within " + patience.toMillis() + " ms (" + unanswered.describe()
                            + ")");
            fail(silent);
            throw silent;
        }
    }

    private Given tell(ObjectNode message) {
        Failure gone = failure;
        if (gone != null) {
            throw new Failure(gone.kind(), String.valueOf(gone.getMessage()));
        }
        Given given = unanswered.add(message.path("command").stringValue(""));
        ObjectNode line = Json.object().put("n", given.n());
        line.setAll(message);
        log.command(line);
        writer.write(Json.write(line));
        return given;
    }

    /** A line of its standard output. */
    private void take(String line) {
        ObjectNode report;
        try {
            report = redactor.redact(AdapterProtocol.report(line));
        } catch (AdapterProtocol.NotAReport wrong) {
            fail(mistake(redactor.redact(String.valueOf(wrong.getMessage()))));
            return;
        }
        String kind = report.path("report").stringValue("");
        if (kind.equals("ready") || kind.equals("done")) {
            answered(kind, report);
        } else if (!reports.add(AdapterReport.asSeen(report))) {
            fail(mistake("reported more than " + Reports.MOST + " things in one scenario"));
        }
    }

    private void answered(String kind, ObjectNode report) {
        int n = report.path("n").intValue(0);
        Optional<Given> given = unanswered.answer(n, report);
        if (given.isEmpty()) {
            fail(mistake("answered " + kind + " " + n + ", which is no command that waits for an answer: "
                    + unanswered.describe()));
            return;
        }
        boolean greeted = given.get().command().equals("hello");
        if (kind.equals("ready") && !greeted) {
            fail(mistake("answered `" + given.get().command() + "` with `ready`; the answer is `done`"));
        } else if (given.get().isGivenUp()) {
            refusal(given.get(), report).ifPresent(this::fail);
        }
    }

    /** Its standard output has ended. */
    private void ended() {
        if (closing) {
            return;
        }
        String how = program.awaitExit(Duration.ofSeconds(2)).stream()
                .mapToObj(code -> "ended with exit code " + code)
                .findFirst()
                .orElse("closed its standard output");
        fail(
                can.isEmpty()
                        ? mistake(how + " before it was ready")
                        : new Failure(Failure.Kind.CRASHED, "the program of " + name + " " + how + " in mid-scenario"));
    }

    private Failure mistake(String what) {
        String who = can.isEmpty() ? "the adapter \"" + command + "\"" : "the adapter of " + name;
        return new Failure(Failure.Kind.ADAPTER_MISTAKE, who + " " + what);
    }

    private void fail(Failure reason) {
        synchronized (this) {
            if (closing) {
                return; // what a program says while it ends is nobody's failure
            }
            if (failure == null) {
                failure = reason;
            }
        }
        unanswered.end(reason);
        reports.end(reason);
    }

    /** Its last lines on standard error, tokens masked. */
    public List<String> lastWords() {
        return log.lastWords();
    }

    /** What went between the kit and it, tokens masked: objects {@code {t, command}}, {@code {t, report}}, {@code {t, error}}. */
    public List<ObjectNode> log() {
        return log.lines();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        writer.end();
        program.awaitExit(TO_END);
        program.kill();
        ears.awaitEnd(TimeUnit.SECONDS.toMillis(1));
    }
}
