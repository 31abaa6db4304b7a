package misskey.mock.play;

import java.time.Duration;
import java.util.ArrayList;
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
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect;
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
    private final Session session;
    private final Subjects subjects;
    private final Duration patience;
    private final Set<Integer> ownCalls = new HashSet<>();
    private final Refusals refusals;

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
        return false;
    }

    @Override
    public String open(Step.Open step, Heard heard, Duration within) throws Broken {
        String account = step.party().name();
        subjects.open(step.party());
        Optional<Line> opened = heard.takeLine(
                line -> line.op() == Line.Op.OPENED && line.conn().startsWith(account + "-"), within);
        if (opened.isEmpty()) {
            subjects.check(account);
            throw new Broken(
                    Broken.Why.HANDSHAKE, "waited " + within.toMillis() + " ms; no connection came of " + account);
        }
        return opened.get().conn();
    }

    @Override
    public int refused(Step.Refused step, Heard heard, Duration within) throws Broken {
        refusals.arm(step);
        subjects.open(step.party());
        int last = 0;
        for (int i = 0; i < (step.lasting().isPresent() ? 1 : step.times()); i++) {
            Optional<Line> line =
                    heard.takeLine(each -> each.op() == Line.Op.REFUSED || each.op() == Line.Op.UNANSWERED, within);
            if (line.isEmpty()) {
                subjects.check(step.party().name());
                throw new Broken(
                        Broken.Why.HANDSHAKE,
                        "waited " + within.toMillis() + " ms; the client asked for "
                                + (i == 0 ? "no connection" : "a connection " + i + " times only"));
            }
            last = line.get().n();
        }
        return last;
    }

    @Override
    public void command(String account, Step.App step, JsonNode operand, Optional<JsonNode> params) throws Broken {
        subjects.command(account, step, operand, params);
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
        boolean isEvent = message.path("type")
                .stringValue("")
                .equals(dialect().canonical(Meaning.EVENT).name());
        if (isEvent
                && message.path("body") instanceof ObjectNode event
                && event.path("body") instanceof ObjectNode body) {
            String id = body.path("id").stringValue("");
            session.entity(id).ifPresent(entity -> {
                ObjectNode whole = entity.deepCopy();
                whole.setAll(body);
                event.set("body", whole);
            });
        }
        return message;
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
        Faults.act(session, label, step, details);
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
        session.with(connection(label), open -> open.ping("checkpoint"));
        Optional<Line> answered = awaitLine(line -> line.op() == Line.Op.PONG
                && line.conn().equals(label)
                && line.get("data").stringValue("").equals("checkpoint"));
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
        refusals.close();
        subjects.close();
        awaitEnds();
    }

    /** What the clients had sent before they went is in the journal when their connections have ended. */
    private void awaitEnds() {
        List<String> open = new ArrayList<>();
        session.connections().forEach(each -> open.add(each.label()));
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
