package misskey.conformance.laws;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays the client lines and the calls of one recording to the mock, over sockets, each at its time. */
final class Replay implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For a handshake that was not answered on the real server. */
    private static final Duration UNANSWERED = Duration.ofMillis(300);
    /** Connections whose token is written as any token, and which came with a good one: the servers' answers show it. */
    private static final Set<String> GOOD_TOKENS = Set.of("i-twice", "extra-query");

    private final List<Line> recording;
    private final MockSession session;
    private final Outside outside;
    private final Counterparts ids = new Counterparts();
    private final Map<String, Heard> open = new LinkedHashMap<>();
    private final List<Line> answers = new ArrayList<>();
    private volatile int playing;
    private Duration now = Duration.ZERO;

    Replay(MockServer mock, Dialect dialect, List<Line> recording) throws IOException, InterruptedException {
        this.recording = recording;
        JsonNode state = recording.get(0).members();
        List<String> accounts = List.copyOf(state.path("accounts").propertyNames());
        session = mock.session(SessionSettings.defaults()
                .withDialect(dialect)
                .withAccounts(accounts)
                .withVirtualTime());
        outside = new Outside(session);
        for (String account : accounts) {
            ids.pair(
                    state.at("/accounts/" + account + "/id").stringValue(),
                    session.session()
                            .inWorld(world ->
                                    world.userNamed(account).orElseThrow().id()));
        }
        for (JsonNode follow : state.path("follows")) {
            JsonNode followee = state.at("/accounts/" + follow.get(1).stringValue() + "/id");
            outside.call(
                    follow.get(0).stringValue(),
                    "following/create",
                    Json.object().put("userId", ids.fill(followee.stringValue())));
        }
        for (String account : accounts) {
            outside.call(account, "notifications/mark-all-as-read", Json.object());
        }
        session.session().advance(Duration.ofMinutes(1));
    }

    Counterparts ids() {
        return ids;
    }

    /** Everything that the mock said, by connection. */
    Map<String, List<Line>> play() throws IOException, InterruptedException {
        List<Line> steps = recording.stream()
                .filter(Replay::isPlayed)
                .sorted(Comparator.comparingLong(Replay::began).thenComparing(Line::n))
                .toList();
        for (Line step : steps) {
            pass(Duration.ofNanos(began(step) * 1_000));
            playing = step.n();
            switch (step.op()) {
                case OPEN -> open(step);
                case CALL -> call(step);
                case EXCHANGE ->
                    answer(
                            step,
                            Line.Op.EXCHANGE,
                            outside.exchange(
                                    step.get("request").stringValue(),
                                    step.get("response").stringValue().isEmpty() ? UNANSWERED : PATIENCE));
                default ->
                    ClientLine.send(
                            step,
                            Objects.requireNonNull(open.get(step.conn()), step.conn())
                                    .client(),
                            text -> filled(step, text));
            }
            settle();
        }
        pass(Duration.ofNanos(recording.get(recording.size() - 1).t() * 1_000));
        return heard();
    }

    private Map<String, List<Line>> heard() {
        Map<String, List<Line>> heard = new LinkedHashMap<>();
        answers.forEach(line ->
                heard.computeIfAbsent(line.conn(), none -> new ArrayList<>()).add(line));
        open.forEach((conn, one) ->
                heard.computeIfAbsent(conn, none -> new ArrayList<>()).addAll(one.lines()));
        return heard;
    }

    private static boolean isPlayed(Line line) {
        return switch (line.op()) {
            case OPEN, CALL, EXCHANGE -> true;
            case TEXT, BINARY, PING, CLOSE -> line.from() == Direction.CLIENT;
            default -> false;
        };
    }

    /** A call is listed when it was answered; what it brought may stand before it. */
    private static long began(Line line) {
        return line.op() == Line.Op.CALL ? line.get("began").longValue() : line.t();
    }

    private void pass(Duration until) throws InterruptedException {
        while (now.compareTo(until) < 0) {
            // Timer by timer: a ping is answered before its time is over.
            Duration left = until.minus(now);
            Duration step = session.session()
                    .untilNext()
                    .filter(next -> next.compareTo(left) < 0)
                    .orElse(left);
            session.session().advance(step);
            now = now.plus(step);
            settle();
        }
    }

    /** When this returns, all has been heard that was sent, and the pongs for it have been read. */
    private void settle() throws InterruptedException {
        Collection<Heard> all = List.copyOf(open.values());
        for (int turn = 0; turn < 2; turn++) {
            all.forEach(Heard::askForAFence);
            for (Heard one : all) {
                one.awaitFence(PATIENCE);
            }
        }
    }

    private void open(Line step) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        step.get("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(), tokens(step, header.getValue().stringValue())));
        List<String> subprotocols = new ArrayList<>();
        step.get("subprotocols").forEach(name -> subprotocols.add(name.stringValue()));
        URI url = session.origin().resolve(tokens(step, step.get("url").stringValue()));
        Handshake handshake = WireClient.dial(
                new WireRequest(url, headers, subprotocols, Optional.empty()),
                was(step, Line.Op.UNANSWERED) && !was(step, Line.Op.REFUSED) ? UNANSWERED : PATIENCE);
        Line outcome = handshake.fold(
                accepted -> line(step, Line.Op.OPENED, head(accepted.status(), accepted.headers())),
                refused -> line(
                        step,
                        Line.Op.REFUSED,
                        head(refused.status(), refused.headers()).put("body", refused.body())),
                silent -> line(step, Line.Op.UNANSWERED, Json.object()),
                failed -> line(step, Line.Op.ERROR, Json.object().put("message", failed.reason())));
        answers.add(outcome);
        if (handshake instanceof Handshake.Accepted accepted) {
            Heard heard = new Heard(step.conn(), accepted.client(), () -> playing);
            accepted.client().answerPings(was(step, Line.Op.PONG) || !was(step, Line.Op.PING));
            accepted.client().start(heard);
            open.put(step.conn(), heard);
        }
    }

    private boolean was(Line step, Line.Op op) {
        return recording.stream()
                .anyMatch(line -> line.conn().equals(step.conn())
                        && line.op() == op
                        && (op != Line.Op.PONG || line.from() == Direction.CLIENT));
    }

    static ObjectNode head(int status, Map<String, String> headers) {
        ObjectNode head = Json.object().put("status", status);
        for (String name : Recording.HEADERS) {
            if (headers.containsKey(name)) {
                head.put(name, headers.get(name));
            }
        }
        return head;
    }

    private void call(Line step) throws IOException, InterruptedException {
        ObjectNode data = (ObjectNode) Json.read(filled(step, Json.write(step.get("data"))));
        Outside.Answer answer = outside.call(step.conn(), step.get("endpoint").stringValue(), data);
        ids.learn(step.get("response"), answer.body());
        answer(step, Line.Op.CALL, Json.object().put("status", answer.status()));
    }

    /** Ids that no answer has shown were heard on a stream. */
    private String filled(Line step, String text) {
        if (!ids.know(text)) {
            List<Line> before =
                    recording.stream().filter(line -> line.n() < step.n()).toList();
            new Comparison(ids, Map.of()).compare(Recording.lanes(before), heard());
        }
        return ids.fill(text);
    }

    private String tokens(Line step, String text) {
        String token =
                GOOD_TOKENS.contains(step.conn()) ? session.token("alice").reveal() : "not-a-token";
        String filled = text.replace("<token>", token);
        for (String account : session.session().settings().accounts()) {
            filled = filled.replace("<" + account + ">", session.token(account).reveal());
        }
        return filled;
    }

    private static Line line(Line step, Line.Op op, ObjectNode members) {
        return new Line(step.n(), 0, step.conn(), op, members);
    }

    private void answer(Line step, Line.Op op, ObjectNode members) {
        answers.add(new Line(step.n(), 0, Recording.lane(step), op, members));
    }

    @Override
    public void close() {
        open.values().forEach(one -> one.client().close());
        session.close();
    }
}
