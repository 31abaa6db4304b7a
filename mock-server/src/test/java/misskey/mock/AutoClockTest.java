package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Time that jumps by itself, as clients see it. */
class AutoClockTest {
    private static final long MICROS_OF_PATIENCE = 2_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockServer mock = MockServer.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"documented", "misskey-12", "misskey-2025"})
    void clientThatAnswersPingsLivesThroughManyOfThem(String dialect) throws Exception {
        MockSession session = session(dialect);
        Instant before = timeOf(session);
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            List<Line> pings = pings(session, 20);

            stream.connect("localTimeline", "l"); // it is answered, so it is there
            assertThat(Duration.between(before, timeOf(session)))
                    .as("of the session's time")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(20 * 20));
            assertThat(pings.get(19).t() - pings.get(0).t())
                    .as("of real time, in microseconds, less than one patience for each ping")
                    .isLessThan(19 * MICROS_OF_PATIENCE);
        }
        List<Line.Op> beats = session.journal().stream()
                .map(Line::op)
                .filter(op -> op == Line.Op.PING || op == Line.Op.PONG)
                .limit(20)
                .toList();
        assertThat(beats).as("the next ping waits for the pong").startsWith(Line.Op.PING, Line.Op.PONG, Line.Op.PING);
        for (int i = 0; i < beats.size(); i++) {
            assertThat(beats.get(i)).isEqualTo(i % 2 == 0 ? Line.Op.PING : Line.Op.PONG);
        }
    }

    @Test
    void clientThatAnswersNoPingIsDroppedOnceItHasHadTheChance() throws Exception {
        MockSession session = session("misskey-2025");
        try (RawPeer silent = RawPeer.upgraded(session)) {
            assertThat(silent.read().opcode()).isEqualTo(RawPeer.PING);
            assertThat(silent.closeCode()).isEqualTo(1006);
        }
        Line dropped = line(session, Line.Op.CLOSED);
        Line lastPing = session.journal().stream()
                .filter(line -> line.op() == Line.Op.PING)
                .reduce((one, next) -> next)
                .orElseThrow();

        assertThat(session.journal())
                .anySatisfy(line -> assertThat(line.get("text").stringValue(""))
                        .matches("cut off, because it has answered no ping for 1[28]0 s"));
        assertThat(dropped.t() - lastPing.t()).isGreaterThanOrEqualTo(MICROS_OF_PATIENCE);
    }

    @Test
    void timeStandsStillWhileAPingIsUnanswered() throws Exception {
        MockSession session = session("misskey-12");
        assertThat(timeOf(session)).isEqualTo(timeOf(session)); // and what comes is quick from now on
        try (RawPeer slow = RawPeer.upgraded(session)) {
            assertThat(slow.read().opcode()).isEqualTo(RawPeer.PING);
            Instant first = timeOf(session);
            Instant second = timeOf(session);
            slow.frame(RawPeer.PONG, true, new byte[0]);

            assertThat(slow.read().opcode()).as("then it goes on").isEqualTo(RawPeer.PING);
            long real = session.journal().stream()
                            .filter(line -> line.op() == Line.Op.PONG)
                            .findFirst()
                            .orElseThrow()
                            .t()
                    - pings(session, 1).get(0).t();
            assertThat(first.equals(second) || real > MICROS_OF_PATIENCE)
                    .as("%s and %s, with %d µs between ping and pong", first, second, real)
                    .isTrue();
        }
    }

    @Test
    void timeStandsStillUntilSomebodyIsConnected() {
        MockSession session = session("misskey-2025");
        ApiPeer alice = new ApiPeer(session, "alice");
        JsonNode asked = alice.call("notes/create", "{'text':'?','poll':{'choices':['a','b'],'expiredAfter':60000}}");
        String note = asked.at("/createdNote/id").stringValue("");
        assertThat(timeOf(session)).isEqualTo(time(asked));

        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m")) {
            JsonNode event = stream.next("what tells of the end of the poll, a minute later");
            while (!event.at("/body/body/type").stringValue("").equals("pollEnded")) {
                event = stream.next("what tells of the end of the poll, a minute later");
            }
            assertThat(event.at("/body/body/note/id").stringValue()).isEqualTo(note);
            assertThat(timeOf(session)).isAfterOrEqualTo(time(asked).plusSeconds(60));
        }
    }

    @Test
    void controlMakesSuchSessionsAndWaitsForAnswersWhileItAdvances() throws Exception {
        ControlPeer control = new ControlPeer(mock.session(SessionSettings.defaults()));
        JsonNode made = control.ask("POST", "/sessions", "{'clock':'auto','dialect':'misskey-12','port':true}", 201);
        assertThat(control.ask("GET", "/sessions/1", "", 200).path("clock")).hasToString("\"auto\"");
        URI url = URI.create(made.path("wsUrl").stringValue());
        try (StreamPeer stream = StreamPeer.at(url)) {
            control.ask("POST", "/sessions/1/advance", "{'by':'10m'}", 204);

            assertThat(stream.connect("localTimeline", "l").untilFence())
                    .as("it has had the time to answer each ping")
                    .isEmpty();
        }
    }

    private MockSession session(String dialect) {
        return mock.session(
                SessionSettings.defaults().withDialect(Dialect.named(dialect)).withAutomaticTime());
    }

    /** The session's time: when a note is made that nobody is told of. */
    private static Instant timeOf(MockSession session) {
        return time(session.session()
                .call(
                        Optional.of(session.token("carol").reveal()),
                        "notes/create",
                        Json.read("{\"text\":\"now\",\"visibility\":\"specified\",\"visibleUserIds\":[]}"))
                .body());
    }

    private static Instant time(JsonNode posted) {
        return Instant.parse(posted.at("/createdNote/createdAt").stringValue());
    }

    private static Line line(MockSession session, Line.Op op) throws InterruptedException {
        return session.await(line -> line.op() == op, PATIENCE).orElseThrow();
    }

    /** Waits for so many pings, and gives those that there are. */
    private static List<Line> pings(MockSession session, int count) throws InterruptedException {
        List<Line> pings = new ArrayList<>();
        assertThat(session.await(
                        line -> line.op() == Line.Op.PING && pings.add(line) && pings.size() == count, PATIENCE))
                .as(count + " pings in time; there were %s", pings)
                .isPresent();
        return pings;
    }
}
