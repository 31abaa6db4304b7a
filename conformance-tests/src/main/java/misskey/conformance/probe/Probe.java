package misskey.conformance.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.Course;
import misskey.conformance.verdict.Expectation;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.Latency;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.conformance.wire.Handshake;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a case is given: connections, accounts that cause events, and a place for its evidence. One for
 * each case, used by its thread.
 */
public final class Probe implements AutoCloseable {
    private static final int MOST_LINES = 50_000;

    private final Target target;
    private final Target.Venue venue;
    private final Frames frames;
    private final Redactor redactor = new Redactor();
    private final Transcript transcript;
    private final Dialling dialling;
    private final List<StreamClient> clients = new ArrayList<>();
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Expectations expectations = new Expectations();
    private final Set<Integer> evidence = new LinkedHashSet<>();
    private final Set<StreamClient> greeted = new HashSet<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<Expectation> expected = new ArrayList<>();
    private Optional<String> unsayable = Optional.empty();
    private int named;

    public Probe(Target target) {
        this(target, Needs.usual());
    }

    public Probe(Target target, Needs needs) {
        this.target = target;
        this.venue = target.venue(needs);
        this.frames = new Frames(target.dialect());
        long began = System.nanoTime();
        this.transcript = new Transcript(() -> (System.nanoTime() - began) / 1_000, redactor, MOST_LINES);
        this.dialling = new Dialling(venue.stream(), target.patience(), transcript, target.lag());
        venue.tokens().values().forEach(redactor::add);
    }

    public Dialect dialect() {
        return target.dialect();
    }

    public Frames frames() {
        return frames;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** The account of this role: alice, bob or carol. Without its token the case is UNTESTABLE. */
    public Actor as(String account) {
        return actors.computeIfAbsent(
                account, name -> new Actor(name, venue.origin(), token(name), transcript, target.manners(), this));
    }

    /** The token of this account. Without it the case is UNTESTABLE. */
    public Secret token(String account) {
        Secret token = venue.tokens().get(account);
        if (token == null) {
            throw NotJudged.needs(Target.howToGive(account), "needs the token of an account");
        }
        return token;
    }

    /** Opens the stream as this account. */
    public StreamClient open(String account) {
        return opened(dialling.dial(account, Optional.of(token(account))));
    }

    /** Opens the stream as this account, with a token that is not the one it is known by. */
    public StreamClient open(String account, Secret token) {
        redactor.add(token);
        return opened(dialling.dial(account, Optional.of(token)));
    }

    /** Opens the stream without a token. */
    public StreamClient openAnonymously() {
        return opened(dialling.dial("anonymous", Optional.empty()));
    }

    private StreamClient opened(Dialling.Answered answered) {
        StreamClient client = dialling.accepted(answered);
        clients.add(client);
        return client;
    }

    /** Asks for a WebSocket as this account, or as nobody; the answer is the transcript's last line. */
    public Handshake dial(Optional<String> account) {
        return dialling.dial(account.orElse("anonymous"), account.map(this::token))
                .handshake();
    }

    /** Asks for a WebSocket with this token; the answer is the transcript's last line. */
    public Handshake dial(String label, Secret token) {
        redactor.add(token);
        return dialling.dial(label, Optional.of(token)).handshake();
    }

    /** Asks for a WebSocket with a token that is empty; the answer is the transcript's last line. */
    public Handshake dialWithEmptyToken(String label) {
        return dialling.dialWithEmptyToken(label).handshake();
    }

    /** How a server answered a handshake. */
    public record Answer(Line line, Handshake handshake) {
        /** The status of its answer, 101 where it accepted; 0 where there was no answer. */
        public int status() {
            return handshake.fold(
                    accepted -> accepted.status(), refused -> refused.status(), unanswered -> 0, failed -> 0);
        }

        /** A header of its answer, its name in lower case; empty where it is missing. */
        public String header(String name) {
            return handshake
                    .<Map<String, String>>fold(
                            accepted -> accepted.headers(),
                            refused -> refused.headers(),
                            unanswered -> Map.of(),
                            failed -> Map.of())
                    .getOrDefault(name, "");
        }
    }

    /** Asks in another way than usual, and lets the connection go at once where there is one. */
    public Answer ask(String label, Asked asked) {
        Dialling.Answered answered = dialling.dial(label, asked);
        if (answered.handshake() instanceof Handshake.Accepted accepted) {
            accepted.client().close();
        }
        return new Answer(answered.line(), answered.handshake());
    }

    /** Opens the stream in another way than usual. */
    public StreamClient open(String label, Asked asked) {
        return opened(dialling.dial(label, asked));
    }

    /** The transcript's last line. */
    public Line lastLine() {
        List<Line> lines = transcript.lines();
        return lines.get(lines.size() - 1);
    }

    /** An id that this case has not used. */
    public String freshId() {
        return "id-" + ++named;
    }

    /** Opens a channel under a fresh id, which it returns. */
    public JsonNode connect(StreamClient client, String channel) {
        return connectWith(client, channel, Json.object());
    }

    /** Opens a channel under a fresh id, which it returns, and asks for its confirmation: some servers may open none else. */
    public JsonNode connectConfirmed(StreamClient client, String channel) {
        return connectWith(client, channel, Json.object().put("pong", true));
    }

    /** Opens a channel under a fresh id, which it returns, with parameters that ask for nothing. */
    public JsonNode connectWithParams(StreamClient client, String channel) {
        return connectWith(client, channel, Json.object().set("params", Json.object()));
    }

    /** Opens a channel under this id. */
    public void connect(StreamClient client, String channel, JsonNode id) {
        connect(client, frames.connect(channel, id));
    }

    private JsonNode connectWith(StreamClient client, String channel, ObjectNode more) {
        JsonNode id = StringNode.valueOf(freshId());
        ObjectNode frame = frames.connect(channel, id);
        ((ObjectNode) frame.path("body")).setAll(more);
        connect(client, frame);
        return id;
    }

    private static void connect(StreamClient client, ObjectNode frame) {
        client.opened(frame);
        client.send(frame);
    }

    /**
     * Waits for the confirmation of a channel. Where the case is about what opening and giving up do, it takes the place of
     * {@link #settle}, which opens a channel of its own and gives it up.
     */
    public void confirmed(StreamClient client, JsonNode id) {
        given("channel.connected-on-pong", client, "the confirmation of " + id, frames.connected(id.stringValue()));
    }

    /** Makes sure that the server knows every open connection, and has read what it sent. Call it before causing something. */
    public void settle() {
        clients.stream().filter(client -> client.ended().isEmpty()).forEach(target.fence()::settle);
    }

    /** Waits for a frame that has to come; without it the case fails with {@code NO_EVENT}. */
    public Received await(StreamClient client, String what, FramePattern pattern) {
        return await(client, what, pattern, "NO_EVENT");
    }

    /**
     * Waits for a frame without which the case cannot come to its question; without it the case is
     * UNTESTABLE, blocked by the requirement that the frame is missing under.
     */
    public Received given(String requirement, StreamClient client, String what, FramePattern pattern) {
        String blocked = "blocked by " + requirement + ": " + what + " did not come";
        int said = transcript.last();
        Received came = client.given(pattern, target.patience().event(), blocked);
        expect(
                client.label(),
                Expectation.Kind.AWAITED,
                pattern.template(),
                said,
                came.line().n(),
                false);
        return came;
    }

    /** Waits for a frame that has to come; without it the case fails with this code. */
    public Received await(StreamClient client, String what, FramePattern pattern, String code) {
        return await(client, what, pattern, new Bindings(), code);
    }

    /** Waits for a frame that has to come, and binds what the pattern binds; without it the case fails with {@code NO_EVENT}. */
    public Received await(StreamClient client, String what, FramePattern pattern, Bindings bindings) {
        return await(client, what, pattern, bindings, "NO_EVENT");
    }

    /** As {@link #await(StreamClient, String, FramePattern)}, waiting as long as things of this kind take. */
    public Received await(StreamClient client, String what, FramePattern pattern, Patience.Kind kind) {
        return await(client, what, pattern, new Bindings(), "NO_EVENT", kind);
    }

    private Received await(StreamClient client, String what, FramePattern pattern, Bindings bindings, String code) {
        return await(client, what, pattern, bindings, code, Patience.Kind.EVENT);
    }

    private Received await(
            StreamClient client,
            String what,
            FramePattern pattern,
            Bindings bindings,
            String code,
            Patience.Kind kind) {
        List<String> missed = KnownUnder.of(pattern.template(), dialect(), client.channels());
        int said = transcript.last();
        try {
            Received came =
                    client.await(what, pattern, bindings, target.patience().of(kind), code, missed);
            expect(
                    client.label(),
                    Expectation.Kind.AWAITED,
                    pattern.template(),
                    said,
                    came.line().n(),
                    false);
            return came;
        } catch (Failed failed) {
            expect(client.label(), Expectation.Kind.AWAITED, pattern.template(), said, 0, true);
            throw failed;
        }
    }

    /** Sends a ping and waits for its pong, which has to come; the line that shows it, or empty where none came in time. */
    public Optional<Line> ping(StreamClient client, String payload) {
        Optional<Line> pong = client.ping(payload, target.patience().event());
        expect(
                client.label(),
                Expectation.Kind.AWAITED,
                Json.object().put(OtherMessage.PONG, payload),
                transcript.last(),
                pong.map(Line::n).orElse(0),
                pong.isEmpty());
        return pong;
    }

    /** Whether a frame comes that nothing depends on but what is said of a failure. */
    public boolean comes(StreamClient client, FramePattern pattern) {
        return client.poll(pattern, new Bindings(), target.patience().event()).isPresent();
    }

    /**
     * What to fail with where a frame was waited for in vain and something was done since: by this code where the frame comes
     * after all, so that it was late or lost, and else as before.
     */
    public Failed orLater(Failed inVain, StreamClient client, FramePattern pattern, String code, String words) {
        return comes(client, pattern)
                ? new Failed(
                        code, inVain.getMessage() + words, List.of(lastLine().n()))
                : inVain;
    }

    private void expect(String conn, Expectation.Kind kind, JsonNode pattern, int said, int line, boolean broken) {
        expected.add(new Expectation(conn, kind, 1, pattern, said, line, broken));
    }

    /** What the case did, besides what its transcript shows. */
    public Course course() {
        return new Course(Optional.empty(), expected, unsayable);
    }

    /**
     * While the connection lasts, no frame of this kind may come, nor may one have come. It is looked at
     * when the case is over; the case has to show, by a frame of the same kind that did come, that one
     * would have.
     */
    public void never(StreamClient client, String what, FramePattern pattern) {
        never(client, what, pattern, "UNEXPECTED_EVENT");
    }

    /** As {@link #never(StreamClient, String, FramePattern)}, failing with this code. */
    public void never(StreamClient client, String what, FramePattern pattern, String code) {
        expectations.never(client, what, pattern, new Bindings(), 0, transcript.last(), code);
    }

    /** As {@link #never(StreamClient, String, FramePattern, String)}, but frames up to now are none of it. */
    public void neverAgain(StreamClient client, String what, FramePattern pattern, String code) {
        neverAgain(client, what, pattern, new Bindings(), code);
    }

    /** As {@link #neverAgain(StreamClient, String, FramePattern, String)}, with names that the pattern refers to. */
    public void neverAgain(StreamClient client, String what, FramePattern pattern, Bindings names, String code) {
        int since = transcript.last();
        expectations.never(client, what, pattern, names, since, since, code);
    }

    /** Exactly this many frames of a kind may come while the connection lasts. */
    public void exactly(int times, StreamClient client, String what, FramePattern pattern) {
        exactly(times, client, what, pattern, "WRONG_COUNT");
    }

    /** As {@link #exactly(int, StreamClient, String, FramePattern)}, failing with this code. */
    public void exactly(int times, StreamClient client, String what, FramePattern pattern, String code) {
        expectations.exactly(times, client, what, pattern, transcript.last(), code);
    }

    /** These frames show that the requirement holds. */
    public void shows(Received... frames) {
        for (Received frame : frames) {
            evidence.add(frame.line().n());
        }
    }

    /** This line shows that the requirement holds. */
    public void shows(Line line) {
        evidence.add(line.n());
    }

    /** This frame shows that the requirement holds, and how long after the call that caused it it came is reported. */
    public void showsInTime(String what, Line cause, Received frame) {
        latencies.add(new Latency(
                what, frame.line().t() - cause.members().path("began").longValue(cause.t())));
        shows(frame);
    }

    /** How long what was waited for took to be told, where that is asked. */
    public List<Latency> latencies() {
        return List.copyOf(latencies);
    }

    /** Fails the case where this does not hold of something that a frame only led to. */
    public void check(boolean holds, String code, String message, Received frame) {
        if (!holds) {
            throw new Failed(code, message, List.of(frame.line().n()));
        }
    }

    /**
     * Fails the case where this does not hold of a frame.
     *
     * @param pattern of a frame of which it does
     */
    public void check(boolean holds, String code, String message, Received frame, JsonNode pattern) {
        if (!holds) {
            Line line = frame.line();
            expect(line.conn(), Expectation.Kind.CHECKED, pattern, transcript.last(), line.n(), true);
            throw new Failed(code, message, List.of(frame.line().n()));
        }
    }

    /**
     * A failure by a message that must not have come.
     *
     * @param pattern of that message, and of none that may come
     */
    public Failed forbidden(String code, String message, Line line, JsonNode pattern) {
        expect(line.conn(), Expectation.Kind.FORBIDDEN, pattern, 0, line.n(), true);
        return new Failed(code, message, List.of(line.n()));
    }

    /** What the case is about to expect no scenario can say, for this reason. */
    public void cannotBeReplayed(String why) {
        unsayable = Optional.of(why);
    }

    /** Whether cases that provoke the server may run; throws where they may not. */
    public void requireProvocation() {
        if (!target.mayBeProvoked()) {
            throw NotJudged.untestable("sends what no client should; runs against the mock and loopback, elsewhere only"
                    + " with --intrusive");
        }
    }

    /** Ends the connections in order, and waits for what was still on the way. */
    public void finish() {
        clients.forEach(client -> client.finish(target.patience().event()));
    }

    /** How long to wait. */
    public Patience patience() {
        return target.patience();
    }

    /** Lets the time of the server's world pass; false where it goes as everybody's. */
    public boolean pass(Duration time) {
        if (venue.time().isPresent()) { // the world's time moves at once: whoever is there has to be there by then
            clients.stream()
                    .filter(client -> client.ended().isEmpty() && greeted.add(client))
                    .forEach(this::greet);
        }
        venue.time().ifPresent(clock -> clock.pass(time, true));
        return venue.time().isPresent();
    }

    /** Has the server answer something, so that it is known to have the connection in its books. */
    public void greet(StreamClient client) {
        target.fence().greet(client);
    }

    /** Why a wait of this long that ran out just now says nothing about the other side; empty where the kit was punctual. */
    public Optional<String> lagged(Duration wait) {
        return Waiting.lagged(target.lag(), wait);
    }

    /** Lets time pass on this connection, which answers pings or does not; ends early where the connection does. */
    public void pass(Duration time, StreamClient client, boolean answersPings) {
        unsayable = Optional.of("it lets time pass on a connection of which it leaves pings unanswered");
        if (venue.time().isEmpty()) {
            client.linger(time);
            return;
        }
        int pings = venue.time().get().pass(time, answersPings);
        client.awaitPings(pings, target.patience().event());
    }

    /** A verdict without tokens: what a server or a library says of a failure may carry them. */
    public Verdict masked(Verdict verdict) {
        return new Verdict(
                verdict.outcome(),
                verdict.code(),
                redactor.redact(verdict.message()),
                verdict.needs(),
                verdict.evidence());
    }

    /** Ends the connections, looks at what should not have come, and says what the case came to. */
    public Verdict conclude() {
        finish();
        return expectations
                .broken()
                .map(broken -> {
                    expected.add(broken.expectation());
                    return broken.verdict();
                })
                .orElseGet(this::shown);
    }

    private Verdict shown() {
        return evidence.isEmpty()
                ? Verdict.unjudged(Outcome.ERROR, "the case named no evidence")
                : Verdict.pass(List.copyOf(evidence));
    }

    /** Takes back what was done and lets everything go. */
    @Override
    public void close() {
        clients.forEach(StreamClient::close);
        target.manners().made().takeBack(this);
        venue.close();
    }
}
