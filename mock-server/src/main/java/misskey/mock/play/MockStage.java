package misskey.mock.play;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import misskey.mock.session.Session;
import misskey.mock.session.SessionAddress;
import misskey.mock.session.SessionTime;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.Fact;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.OtherMessage;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.AppReports;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Heard;
import misskey.scenario.play.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session of the mock as the place where a scenario is played to a client. */
final class MockStage implements Stage {
    private static final String CHECKPOINT = "checkpoint-";

    private final Session session;
    private final Subjects subjects;
    private final Duration patience;
    private final Set<Integer> ownCalls = new HashSet<>();
    private final Refusals refusals;
    private int checkpoints;

    MockStage(SessionAddress address, Optional<Supplier<Subject>> subjects, Duration patience) {
        this.session = address.session();
        this.subjects = new Subjects(subjects, address);
        this.patience = patience;
        this.refusals = new Refusals(session);
        session.behaveAs((connection, text) -> {
            // What a client sends is answered by the script alone, which reads it in the journal.
        });
    }

    @Override
    public Direction kit() {
        return Direction.SERVER;
    }

    @Override
    public Dialect dialect() {
        return session.dialect();
    }

    @Override
    public Transcript transcript() {
        return session.journal().transcript();
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void prepare(Scenario scenario, Bindings names) {
        Cast.make(scenario.cast(), session, names);
        // What was done to make the world was nobody's call.
        transcript().lines().forEach(line -> ownCalls.add(line.n()));
    }

    @Override
    public boolean isOwn(ObjectNode frame) {
        return frame.path(OtherMessage.PONG).stringValue("").startsWith(CHECKPOINT);
    }

    @Override
    public String open(Step.Open step, Heard heard, Duration within) throws Broken {
        String account = step.party().name();
        subjects.open(step.party());
        Optional<Line> opened = heard.takeLine(
                line -> line.op() == Line.Op.OPENED && line.conn().startsWith(account + "-"), within);
        if (opened.isEmpty()) {
            throw new Broken(
                    Broken.Why.HANDSHAKE, "waited " + within.toMillis() + " ms; no connection came of " + account);
        }
        return opened.get().conn();
    }

    @Override
    public void refuse(Step.Refused step) {
        refusals.arm(step);
    }

    @Override
    public int refused(Step.Refused step, Heard heard, Duration within) throws Broken {
        refusals.arm(step);
        subjects.open(step.party());
        int last = 0;
        for (int i = 0; i < (step.lasting().isPresent() ? 1 : step.times()); i++) {
            Optional<Line> line = Refusals.await(step.party(), heard, within);
            if (line.isEmpty()) {
                throw new Broken(
                        Broken.Why.HANDSHAKE,
                        "waited " + within.toMillis() + " ms; the client asked for "
                                + (i == 0 ? "no connection" : "a connection " + i + " times only"));
            }
            last = line.get().n();
        }
        refusals.done(step);
        return last;
    }

    @Override
    public void command(String account, Step.App step, JsonNode operand, Optional<JsonNode> params) throws Broken {
        subjects.command(account, step, operand, params);
    }

    @Override
    public void check() throws Broken {
        subjects.check();
    }

    @Override
    public Optional<AppReports> reports(String account) {
        return subjects.reports(account);
    }

    @Override
    public void send(String label, ObjectNode message) throws Broken {
        StreamConnection connection = connection(label);
        Optional<String> kind = OtherMessage.kind(message);
        if (kind.isEmpty()) {
            session.send(connection, new Outgoing.Text(Json.write(message)));
            return;
        }
        JsonNode content = message.path(kind.get());
        switch (kind.get()) {
            case OtherMessage.TEXT -> session.send(connection, new Outgoing.Text(Json.text(content)));
            case OtherMessage.BINARY -> {
                byte[] octets = HexFormat.of().parseHex(Json.text(content));
                session.with(connection, open -> open.binary(octets));
            }
            case OtherMessage.PING -> session.with(connection, open -> open.ping(Json.text(content)));
            case OtherMessage.PONG -> session.with(connection, open -> open.pong(Json.text(content)));
            default -> throw new Broken(Broken.Why.MISTAKE, "write a \"close\" step to close the connection");
        }
    }

    @Override
    public JsonNode complete(ObjectNode message) {
        if (message.path("body") instanceof ObjectNode told && told.path("body") instanceof ObjectNode details) {
            dialect()
                    .frameType(Direction.SERVER, message.path("type").stringValue(""))
                    .map(FrameType::means)
                    .ifPresent(means -> complete(means, told, details));
        }
        return message;
    }

    private void complete(Meaning means, ObjectNode told, ObjectNode details) {
        if (means == Meaning.EVENT) {
            String id = details.path("id").stringValue("");
            Optional<ObjectNode> own = isOwnAccount(told.path("type")) ? session.ownAccount(id) : Optional.empty();
            own.or(() -> session.entity(id)).ifPresent(entity -> {
                ObjectNode whole = entity.deepCopy();
                whole.setAll(details);
                told.set("body", whole);
            });
        } else if (means == Meaning.NOTE_UPDATE && isReaction(told.path("type")) && details.has("reaction")) {
            ObjectNode whole = session.inWorld(world -> world.describeReaction(details.deepCopy()));
            whole.setAll(details);
            told.set("body", whole);
        }
    }

    /** Whether an event tells an account of itself, with its settings. */
    private boolean isOwnAccount(JsonNode event) {
        return dialect().channels().stream()
                .flatMap(channel -> channel.events().values().stream())
                .filter(known -> known.name().equals(event.stringValue("")))
                .flatMap(known -> known.body().stream())
                .anyMatch(body -> Fact.Part.of(body) == Fact.Part.OWN_ACCOUNT);
    }

    private boolean isReaction(JsonNode update) {
        return dialect().noteUpdates().stream()
                .filter(kind -> kind.name().equals(update.stringValue("")))
                .flatMap(kind -> kind.when().stream())
                .anyMatch(when -> Fact.Kind.of(when) == Fact.Kind.REACTED);
    }

    @Override
    public ObjectNode response(JsonNode id, boolean error, JsonNode content) {
        boolean wrapped = dialect().behaviour().apiResponse() == ApiResponse.RES;
        JsonNode body = error
                ? Json.object().set("error", content)
                : wrapped ? Json.object().set("res", content) : content;
        ObjectNode frame =
                Json.object().put("type", dialect().canonical(Meaning.RESPONSE).name() + Json.text(id));
        frame.set("body", body);
        return frame;
    }

    @Override
    public void close(String label, int code, String reason) throws Broken {
        session.close(connection(label), code, reason);
    }

    @Override
    public void fault(String label, Step.Fault step, JsonNode details) throws Broken {
        try {
            Faults.act(session, label, step, details);
        } catch (Broken mistake) {
            if (!step.ofHandshakes()) {
                connection(label); // one that the client has ended is no mistake of the file
            }
            throw mistake;
        }
    }

    @Override
    public JsonNode act(Step.Do step, JsonNode data) throws Broken {
        int before = transcript().last();
        Session.ApiAnswer answer =
                session.call(Optional.of(session.token(step.as()).reveal()), step.call(), data);
        transcript().lines().stream()
                .filter(line -> line.n() > before
                        && line.op() == Line.Op.CALL
                        && line.conn().equals(step.as())
                        && line.get("endpoint").stringValue("").equals(step.call()))
                .findFirst()
                .ifPresent(line -> ownCalls.add(line.n()));
        if (answer.status() >= 300) {
            throw new Broken(
                    Broken.Why.MISTAKE,
                    step.as() + " called " + step.call() + " and was answered " + Json.excerpt(answer.body(), 200));
        }
        return answer.body();
    }

    @Override
    public boolean isTheirCall(int line) {
        return !ownCalls.contains(line);
    }

    /** What a client has not read yet it will read in order: nothing that a step awaits came before it. */
    @Override
    public void settle() {}

    @Override
    public void checkpoint(String label) throws Broken {
        String data = CHECKPOINT + ++checkpoints;
        session.with(connection(label), open -> open.ping(data));
        Optional<Line> answered = awaitLine(line -> line.conn().equals(label)
                && (line.op() == Line.Op.CLOSED
                        || (line.op() == Line.Op.PONG
                                && line.get("data").stringValue("").equals(data))));
        if (answered.filter(line -> line.op() == Line.Op.CLOSED).isPresent()) {
            throw new Broken(Broken.Why.CLOSED, "the client has ended the connection " + label);
        }
        if (answered.isEmpty()) {
            throw new Broken(
                    Broken.Why.TIMEOUT, "waited " + patience.toMillis() + " ms; the client did not answer a ping");
        }
        subjects.barrier(patience);
    }

    private Optional<Line> awaitLine(Predicate<Line> wanted) throws Broken {
        try {
            return session.arrivals().await(wanted, patience);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Broken(Broken.Why.MISSING, "interrupted");
        }
    }

    @Override
    public void pass(Duration time) throws Broken {
        if (session.settings().time() != SessionTime.REAL) {
            session.advance(time);
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Broken(Broken.Why.MISSING, "interrupted");
        }
    }

    private StreamConnection connection(String label) throws Broken {
        return session.connections().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new Broken(Broken.Why.CLOSED, "the client has ended the connection " + label));
    }

    @Override
    public void finish() {
        List<String> open =
                session.connections().stream().map(StreamConnection::label).toList();
        refusals.close();
        subjects.close();
        awaitEnds(open);
    }

    /** What the clients had sent before they went is in the journal when their connections have ended. */
    private void awaitEnds(List<String> open) {
        Map<String, Boolean> ended = new HashMap<>();
        if (open.isEmpty() || !subjects.present()) {
            return;
        }
        try {
            session.arrivals()
                    .await(
                            line -> {
                                if (line.op() == Line.Op.CLOSED) {
                                    ended.put(line.conn(), true);
                                }
                                return ended.keySet().containsAll(open);
                            },
                            patience);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        refusals.close();
        subjects.close();
    }
}
