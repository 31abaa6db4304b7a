package misskey.scenario.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FrameMaker;
import misskey.scenario.FramePattern;
import misskey.scenario.Location;
import misskey.scenario.NearMiss;
import misskey.scenario.OtherMessage;
import misskey.scenario.Place;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through the steps of a scenario: what the kit's side does it does, what the other side must do it
 * waits for. Used by one thread, once.
 */
public final class Player implements Step.Visitor<Step, Broken> {
    /** Which frame it is, and what it is about, rather than what it says. */
    private static final Set<String> IDENTITY =
            Set.of("/type", "/body/id", "/body/type", "/body/body/id", "/body/body/type");

    private final Scenario scenario;
    private final Stage stage;
    private final long seed;
    private final Consumer<Step> onStep;
    private final Heard heard;
    private final Consumer<Line> ear;
    private final Background background;
    private final Bindings names = new Bindings();
    private final Absences absences = new Absences();
    private final Map<String, List<String>> opened = new LinkedHashMap<>();
    private final Map<String, Integer> reportsBefore = new HashMap<>();
    private final Set<Integer> evidence = new LinkedHashSet<>();
    private final Map<Location, List<Integer>> shown = new HashMap<>();
    private List<String> deciding = List.of();
    private String lastAccount = "";
    private String lastAsked = "";
    private Step running;
    private int since;
    private boolean causing;
    private boolean ordered;
    private int orderedFrom;
    private int latest;
    private final Map<String, Integer> reportsInOrder = new HashMap<>();
    private boolean stopping;
    private final Map<Location, Integer> made = new HashMap<>();

    /**
     * @param seed what the values are made from that the scenario does not write out
     * @param onStep is told of each step as it begins
     */
    public Player(Scenario scenario, Stage stage, long seed, Consumer<Step> onStep) {
        this.scenario = scenario;
        this.stage = stage;
        this.seed = seed;
        this.onStep = onStep;
        this.running = scenario.steps().get(0);
        this.background = new Background(scenario, stage);
        this.heard = new Heard(stage.dialect(), other(), stage::isOwn, background::heard);
        this.ear = heard::accept;
        stage.transcript().listen(ear);
    }

    /** Plays every step and says what it came to. */
    public Performance play() {
        Ended ended = new Ended(scenario, stage, seed);
        if (!scenario.holdsIn(stage.dialect().name())) {
            return ended.notApplicable("it holds in " + String.join(" and ", scenario.dialects()) + ", not in "
                    + stage.dialect().name());
        }
        Optional<Broken> broken = performed();
        int until = stage.transcript().last();
        finish();
        Optional<Absences.Violation> violation = absences.violation(heard);
        violation.ifPresent(came -> {
            running = came.step();
            deciding = running.place().covers();
        });
        return violation
                .map(Absences.Violation::broken)
                .or(() -> broken)
                .or(background::mistake)
                .map(why -> ended.broken(why, running, connectionOrNone(), until, shown, deciding))
                .orElseGet(() -> ended.passed(List.copyOf(evidence), shown));
    }

    /** Goes through all the steps; gives what stopped it. */
    private Optional<Broken> performed() {
        try (background) {
            stage.prepare(scenario, names);
            background.begin(names);
            runAll(scenario.steps());
            stage.check();
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(explained(broken));
        }
    }

    /** What ends now ends because the scenario does. */
    private void finish() {
        opened.values().forEach(connections -> connections.forEach(heard::closing));
        stage.finish();
        stage.transcript().forget(ear);
    }

    /** A client that is gone explains why something did not come. */
    private Broken explained(Broken broken) {
        if (broken.why().ending() != Broken.Ending.BROKEN) {
            return broken;
        }
        try {
            stage.check();
            return broken;
        } catch (Broken cause) {
            boolean same = String.valueOf(broken.getMessage()).equals(cause.getMessage());
            return same ? broken : new Broken(cause.why(), cause.getMessage() + " (" + broken.getMessage() + ")");
        }
    }

    private Direction other() {
        return stage.kit().other();
    }

    private void runAll(List<Step> steps) throws Broken {
        for (int i = 0; i < steps.size(); i++) {
            if (i + 1 < steps.size() && steps.get(i + 1) instanceof Step.Refused next && endsConnection(steps.get(i))) {
                stage.refuse(next);
            }
            run(steps.get(i));
        }
    }

    /** Whether the kit ends a connection by this step, so that a client may be back before the next step begins. */
    private boolean endsConnection(Step step) {
        return step instanceof Step.Fault fault
                ? fault.ends()
                : step instanceof Step.Close close && close.from() == stage.kit();
    }

    private void run(Step step) throws Broken {
        Step around = running;
        List<String> aroundDecides = deciding;
        running = step;
        if (!step.place().covers().isEmpty()) {
            deciding = step.place().covers();
        }
        onStep.accept(step);
        try {
            step.accept(this);
        } catch (Bindings.UnboundName | FrameMaker.CannotBeSent mistake) {
            throw new Broken(Broken.Why.MISTAKE, String.valueOf(mistake.getMessage()));
        }
        running = around;
        deciding = aroundDecides;
    }

    private void show(int line) {
        evidence.add(line);
        shown.computeIfAbsent(running.at(), step -> new ArrayList<>()).add(line);
    }

    /**
     * Something begins that may bring frames. What is awaited from here on came after it; several causes in a
     * row count from the first.
     */
    private void cause() throws Broken {
        if (stopping) { // what was on the way when it was told to stop is none of it
            stage.settle();
            stopping = false;
            causing = false;
        }
        if (!causing) {
            since = stage.transcript().last();
            reportsBefore.clear();
            opened.keySet()
                    .forEach(account -> reportsBefore.put(
                            account,
                            stage.reports(account).map(AppReports::size).orElse(0)));
        }
        causing = true;
    }

    @Override
    public Step open(Step.Open step) throws Broken {
        String account = step.party().name();
        List<String> before = opened.computeIfAbsent(account, name -> new ArrayList<>());
        if (step.nth().isPresent() && step.nth().get() != before.size() + 1) {
            throw new Broken(
                    Broken.Why.MISTAKE,
                    "this is connection " + (before.size() + 1) + " of " + account + ", not "
                            + step.nth().get());
        }
        if (stage.kit() == Direction.CLIENT) {
            cause();
        } // a client may have come back, and said all it has to, before this step began
        Step.Open asked = new Step.Open(step.place(), step.party().filled(names), step.nth());
        String connection = stage.open(asked, heard, patience(step));
        before.add(connection);
        lastAccount = account;
        lastAsked = account;
        heard.lines().stream()
                .filter(line -> line.op() == Line.Op.OPENED && line.conn().equals(connection))
                .forEach(line -> show(line.n()));
        return step;
    }

    @Override
    public Step refused(Step.Refused step) throws Broken {
        cause();
        show(stage.refused(step.as(step.party().filled(names)), heard, patience(step)));
        lastAsked = step.party().name();
        return step;
    }

    @Override
    public Step app(Step.App step) throws Broken {
        if (step.command().equals("call")) {
            requireRequests();
        }
        if (stage.kit() == Direction.SERVER) {
            cause();
            String account = account(step.place());
            stage.command(
                    account, step, names.fill(step.operand()), step.params().map(names::fill));
        }
        return step;
    }

    @Override
    public Step message(Step.Message step) throws Broken {
        if (step.from() == stage.kit()) {
            cause();
            ObjectNode message = (ObjectNode) maker(step).make(step.frame());
            stage.send(connection(step.place()), (ObjectNode) stage.complete(message));
            stopping = stops(message);
        } else {
            await(step, pattern(step.frame()));
        }
        return step;
    }

    /** Whether the frame asks the other side to send no more of something. */
    private boolean stops(ObjectNode frame) {
        return stage.dialect()
                .frameType(stage.kit(), frame.path("type").stringValue(""))
                .map(FrameType::means)
                .filter(meaning -> meaning == Meaning.DISCONNECT || meaning == Meaning.RELEASE)
                .isPresent();
    }

    private FrameMaker maker(Step step) {
        return new FrameMaker(
                names, () -> MadeUp.text(seed, step.at(), made.merge(step.at(), 1, Integer::sum)), stage.dialect());
    }

    private FramePattern pattern(JsonNode template) {
        return new FramePattern(template, stage.dialect());
    }

    private void await(Step step, FramePattern pattern) throws Broken {
        causing = false;
        String connection = connection(step.place());
        Duration patience = patience(step);
        Optional<Arrived> found = heard.take(connection, pattern, names, since, patience);
        if (found.isEmpty()) {
            throw missing(connection, pattern, patience, awaited(pattern));
        }
        came(found.get().line());
    }

    /** What was awaited came; where order matters, what is awaited next comes after it. */
    private void came(Line line) {
        show(line.n());
        latest = Math.max(latest, line.n());
        if (ordered) {
            since = Math.max(since, line.n());
        }
    }

    private Broken missing(String connection, FramePattern pattern, Duration patience, JsonNode awaited) {
        Optional<Heard.Near> nearest = heard.nearest(connection, pattern, names, since);
        Optional<String> end = heard.ended(connection);
        if (end.isPresent()) {
            return new Broken(
                    Broken.Why.CLOSED,
                    "CONNECTION_LOST",
                    "the connection ended before it came: " + end.get(),
                    nearest,
                    awaited);
        }
        if (ordered
                && heard.take(connection, pattern, names.copy(), orderedFrom, Duration.ZERO)
                        .isPresent()) {
            return new Broken(
                    Broken.Why.WRONG_FRAME,
                    "WRONG_ORDER",
                    "it came before the one that it has to follow",
                    nearest,
                    awaited);
        }
        String waited = "waited " + patience.toMillis() + " ms";
        return nearest.filter(near -> isNear(near.miss(), pattern))
                .map(near -> new Broken(
                        Broken.Why.WRONG_FRAME,
                        isAnother(near.miss()) ? absent(pattern) : "WRONG_BODY",
                        waited + "; what came differs",
                        nearest,
                        awaited))
                .orElseGet(() -> new Broken(
                        Broken.Why.TIMEOUT,
                        absent(pattern),
                        waited + (nearest.isPresent() ? "; nothing like it came" : "; nothing came at all"),
                        nearest,
                        awaited));
    }

    /** Under what it is known that nothing like it came. */
    private String absent(FramePattern pattern) {
        JsonNode template = pattern.template();
        if (template.has(OtherMessage.PING)) {
            return "NO_PING";
        }
        if (template.has(OtherMessage.PONG)) {
            return "NO_PONG";
        }
        if (template.has(OtherMessage.CLOSE)) {
            return "NO_CLOSE";
        }
        boolean response = stage.dialect()
                .frameType(other(), template.path("type").stringValue(""))
                .filter(type -> type.means() == Meaning.RESPONSE)
                .isPresent();
        return response ? "NO_RESPONSE" : "NO_EVENT";
    }

    /** What tells of which kind an awaited frame is: its type, and the id and type in it. */
    private JsonNode awaited(FramePattern pattern) {
        ObjectNode awaited = Json.object();
        JsonNode body = pattern.template().path("body");
        awaited.put("type", pattern.template().path("type").stringValue(""))
                .putObject("body")
                .put("type", body.path("type").stringValue(""))
                .set("id", body.path("id").isString() ? names.fill(body.path("id")) : Json.object());
        return awaited;
    }

    /** Of the same type: the type is not what differs. */
    private static boolean isNear(NearMiss miss, FramePattern pattern) {
        return !pattern.isOfOtherMessage()
                && miss.differences().stream().noneMatch(each -> each.pointer().equals("/type"));
    }

    /** Whether what came nearest is something else than what was awaited, and not the same told wrongly. */
    private static boolean isAnother(NearMiss miss) {
        return miss.differences().stream().anyMatch(each -> IDENTITY.contains(each.pointer()));
    }

    @Override
    public Step act(Step.Do step) throws Broken {
        stage.settle();
        if (stopping) {
            stopping = false;
            causing = false;
        }
        cause();
        JsonNode result = stage.act(step, names.fill(step.with()));
        step.bind()
                .forEach(bind ->
                        names.bind(bind.name(), bind.member().equals(".") ? result : result.path(bind.member())));
        return step;
    }

    @Override
    public Step reply(Step.Reply step) throws Broken {
        requireRequests();
        JsonNode to = names.fill(step.to());
        if (stage.kit() == Direction.SERVER) {
            cause();
            stage.send(
                    connection(step.place()),
                    stage.response(to, step.error(), maker(step).make(step.content())));
        } else {
            await(step, pattern(stage.response(to, step.error(), step.content())));
        }
        return step;
    }

    private void requireRequests() throws Broken {
        if (!stage.dialect().has(Meaning.REQUEST)) {
            throw new Broken(Broken.Why.NOT_APPLICABLE, "the dialect has no api requests over the stream");
        }
    }

    @Override
    public Step call(Step.Call step) throws Broken {
        causing = false;
        FramePattern pattern = pattern(step.with());
        int after = since;
        Optional<Line> found = heard.takeLine(
                line -> line.op() == Line.Op.CALL
                        && line.n() > after
                        && line.get("endpoint").stringValue("").equals(step.endpoint())
                        && step.party()
                                .map(party -> party.account().orElse("-").equals(line.conn()))
                                .orElse(true)
                        && stage.isTheirCall(line.n())
                        && pattern.match(line.get("data"), names).matches(),
                patience(step));
        Line line = found.orElseThrow(() -> new Broken(
                Broken.Why.TIMEOUT,
                "waited " + patience(step).toMillis() + " ms; the client did not call " + step.endpoint()));
        pattern.match(line.get("data"), names).bound().forEach(names::bind);
        came(line);
        return step;
    }

    @Override
    public Step attempts(Step.Attempts step) throws Broken {
        Attempts.count(step, step.place().on().orElse(lastAsked), heard, stage.transcript())
                .forEach(this::show);
        return step;
    }

    @Override
    public Step seen(Step.Seen step) throws Broken {
        if (stage.kit() == Direction.CLIENT) {
            return step;
        }
        causing = false;
        FramePattern pattern = pattern(step.report());
        String account = account(step.place());
        AppReports reports = reports(account);
        int from =
                Math.max(reportsBefore.getOrDefault(account, 0), ordered ? reportsInOrder.getOrDefault(account, 0) : 0);
        Optional<Integer> told = reports.take(pattern, names, from, patience(step));
        if (told.isEmpty()) {
            if (ordered && reports.take(pattern, names.copy(), 0, Duration.ZERO).isPresent()) {
                throw new Broken(
                        Broken.Why.CLIENT, "the client told its application of it before what it has to follow");
            }
            String nearest = NearMiss.among(reports.untaken(), pattern, names)
                    .map(miss -> System.lineSeparator() + miss.describe())
                    .orElse("");
            throw new Broken(
                    Broken.Why.CLIENT,
                    "waited " + patience(step).toMillis() + " ms; the client did not tell its application" + nearest);
        }
        reportsInOrder.put(account, told.get() + 1);
        return step;
    }

    private AppReports reports(String account) throws Broken {
        return stage.reports(account)
                .orElseThrow(() -> new Broken(
                        Broken.Why.MISSING, "what the client told its application cannot be seen without an adapter"));
    }

    @Override
    public Step never(Step.Never step) throws Broken {
        if (step.of() == other()) {
            if (stopping) {
                cause();
                causing = false;
            }
            String account = account(step.place());
            Optional<AppReports> reports = step.report() ? Optional.of(reports(account)) : Optional.empty();
            absences.arm(new Absences.Armed(
                    step,
                    connection(step.place()),
                    reports,
                    pattern(step.pattern()),
                    names.copy(),
                    step.report() ? reportsBefore.getOrDefault(account, 0) : since));
        }
        runAll(step.until());
        return step;
    }

    @Override
    public Step close(Step.Close step) throws Broken {
        if (step.from() == stage.kit()) {
            cause();
            String connection = connection(step.place());
            heard.closing(connection);
            stage.close(connection, step.code().orElse(1000), step.reason().orElse(""));
        } else {
            ObjectNode end = Json.object();
            step.code().ifPresent(code -> end.put("code", code));
            step.reason().ifPresent(reason -> end.put("reason", reason));
            await(step, pattern(Json.object().set(OtherMessage.CLOSE, end)));
        }
        return step;
    }

    @Override
    public Step fault(Step.Fault step) throws Broken {
        cause();
        String connection = step.ofHandshakes() ? "" : connection(step.place());
        if (step.ends()) {
            heard.closing(connection);
        }
        stage.fault(connection, step, names.fill(step.details()));
        return step;
    }

    @Override
    public Step pause(Step.Wait step) throws Broken {
        cause();
        stage.pass(step.time());
        return step;
    }

    @Override
    public Step repeat(Step.Repeat step) throws Broken {
        Bindings before = names.copy();
        for (int i = 0; i < step.times(); i++) {
            int count = i;
            step.index().ifPresent(name -> names.bind(name, IntNode.valueOf(count)));
            runAll(step.steps());
            names.become(before);
        }
        return step;
    }

    @Override
    public Step group(Step.Group step) throws Broken {
        boolean around = ordered;
        int before = latest;
        ordered = step.ordered();
        if (ordered && !around) {
            orderedFrom = since;
            reportsInOrder.clear();
        }
        runAll(step.steps());
        ordered = around;
        if (around && latest > before) { // what follows the group comes after all of it
            since = Math.max(since, latest);
        }
        return step;
    }

    @Override
    public Step checkpoint(Step.Checkpoint step) throws Broken {
        stage.checkpoint(connection(step.place()));
        return step;
    }

    private Duration patience(Step step) {
        return step.place().within().orElse(stage.patience());
    }

    private String account(Place place) {
        return place.on().orElse(lastAccount);
    }

    private String connectionOrNone() {
        try {
            return connection(running.place());
        } catch (Broken none) {
            return "";
        }
    }

    private String connection(Place place) throws Broken {
        List<String> all = opened.getOrDefault(account(place), List.of());
        int nth = place.nth().orElse(all.size());
        if (nth < 1 || nth > all.size()) {
            throw new Broken(Broken.Why.MISTAKE, "no connection is open yet; an \"open\" step goes before it");
        }
        return all.get(nth - 1);
    }
}
