package misskey.mock;

import static misskey.mock.junit.MockAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import misskey.mock.junit.MockMisskey;
import misskey.mock.junit.MockSessionAssert;
import misskey.mock.session.SessionSettings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The assertions for JVM users, on what a client really sends. */
@MockMisskey
class MockSessionAssertTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final MockSession session;
    private final String note;
    private StreamPeer stream;

    MockSessionAssertTest(MockSession session) {
        this.session = session;
        this.note = new ApiPeer(session, "bob").note("hello");
    }

    /** Sends, on alice's first connection: connect m, subNote, unsubNote twice, disconnect m. */
    @BeforeEach
    void talk() {
        stream = StreamPeer.as(session, "alice").connect("main", "m");
        stream.say("{'type':'subNote','body':{'id':'" + note + "'}}")
                .say("{'type':'unsubNote','body':{'id':'" + note + "'}}")
                .say("{'type':'unsubNote','body':{'id':'" + note + "'}}")
                .say("not json")
                .say("{'type':'disconnect','body':{'id':'m'}}");
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    static Stream<Arguments> thatHold() {
        return Stream.of(
                holds("one", it -> it.received("{type: 'connect', body: {channel: 'main'}}")),
                holds("one, as a map", it -> it.received(Map.of("type", "connect", "body", Map.of("id", "m")))),
                holds("two", it -> it.received(2, "{type: 'unsubNote'}")),
                holds("order", it -> it.receivedInOrder("{type: 'connect'}", "{type: 'disconnect'}")),
                holds(
                        "order with a name",
                        it -> it.receivedInOrder(
                                "{type: 'connect', body: {id: {$bind: 'channel'}}}",
                                "{type: 'disconnect', body: {id: '${channel}'}}")),
                holds(
                        "order, as maps",
                        it -> it.receivedInOrder(List.of(Map.of("type", "subNote"), Map.of("type", "unsubNote")))),
                holds("absence", it -> it.neverReceived("{type: 'disconnect'}").until("{type: 'unsubNote'}")),
                holds(
                        "absence between",
                        it -> it.neverReceived("{type: 'subNote'}")
                                .between("{type: 'subNote'}", "{type: 'disconnect'}")),
                holds("finding", it -> it.hasFinding("RELEASE_WITHOUT_CAPTURE")),
                holds("one on a connection", it -> it.on("alice-1").received("{type: 'connect'}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thatHold")
    void assertionHolds(String name, Function<MockSessionAssert, MockSessionAssert> assertion) {
        assertThat(assertion.apply(assertThat(session))).isInstanceOf(MockSessionAssert.class);
    }

    private static Arguments holds(String name, Function<MockSessionAssert, MockSessionAssert> assertion) {
        return Arguments.of(name, assertion);
    }

    static Stream<Arguments> thatDoNot() {
        return Stream.of(
                fails(it -> it.received("{type: 'connect', body: {channel: 'main', id: 'n'}}"), """
                        expected a frame from the clients like
                          {"type":"connect","body":{"channel":"main","id":"n"}}
                        waited 20 ms; 5 frames came, 0 like it
                        nearest: {"type":"connect","body":{"channel":"main","id":"m","pong":true}}
                          /body/id: expected "n", found "m"
                        """),
                fails(it -> it.received(3, "{type: 'unsubNote'}"), """
                        expected 3 frames from the clients like
                          {"type":"unsubNote"}
                        waited 20 ms; 5 frames came, 2 like it
                        nearest: {"type":"disconnect","body":{"id":"m"}}
                          /type: expected "unsubNote", found "disconnect"
                        """),
                fails(
                        it -> it.receivedInOrder(
                                "{type: 'subNote'}",
                                "{type: 'disconnect', body: {id: {$bind: 'c'}}}",
                                "{type: '${c}'}"),
                        """
                        expected 3 frames from the clients in this order; of these came 2, and then none like
                          {"type":"${c}"}
                        waited 20 ms; 5 frames came
                        """),
                fails(it -> it.neverReceived("{type: 'subNote'}").until("{type: 'disconnect'}"), """
                        expected no frame from the clients like
                          {"type":"subNote"}
                        before one like
                          {"type":"disconnect"}
                        found
                          6 T ms alice-1 client {"type":"subNote","body":{"id":"NOTE"}}
                        """),
                fails(it -> it.neverReceived("{type: 'api'}").until("{type: 'pong'}"), """
                        nothing can be said about frames like
                          {"type":"api"}
                        because none came that was to prove their absence, one like
                          {"type":"pong"}
                        waited 20 ms; 5 frames came
                        nearest: {"type":"disconnect","body":{"id":"m"}}
                          /type: expected "pong", found "disconnect"
                        """),
                fails(it -> it.on("alice-2").received("{type: 'connect'}"), """
                        expected a frame from alice-2 like
                          {"type":"connect"}
                        waited 20 ms; 0 frames came, 0 like it
                        """),
                fails(MockSessionAssert::hasNoFindings, "expected no findings about the clients\n"),
                fails(it -> it.hasFinding("NO_SUCH_CODE"), """
                        expected the finding NO_SUCH_CODE about the clients
                        waited 20 ms
                        """));
    }

    private static Arguments fails(Function<MockSessionAssert, MockSessionAssert> assertion, String text) {
        return Arguments.of(text, assertion);
    }

    @ParameterizedTest
    @MethodSource("thatDoNot")
    void failureSaysWhatWasAwaitedWhatCameAndWhatHappened(
            String text, Function<MockSessionAssert, MockSessionAssert> assertion) {
        assertThat(session).received("{type: 'disconnect'}");

        assertThat(messageOf(() -> assertion.apply(assertThat(session).within(SHORT))))
                .startsWith(text + "findings:\n")
                .contains("\nthe journal's last lines:\n");
    }

    @Test
    void wholeFailureText() {
        assertThat(session).received("{type: 'disconnect'}");
        String message = messageOf(() -> assertThat(session)
                .as("alice greets")
                .within(SHORT)
                .received("{type: 'connect', body: {channel: 'main', id: 'n'}}"));

        assertThat(message).isEqualTo("""
                [alice greets] expected a frame from the clients like
                  {"type":"connect","body":{"channel":"main","id":"n"}}
                waited 20 ms; 5 frames came, 0 like it
                nearest: {"type":"connect","body":{"channel":"main","id":"m","pong":true}}
                  /body/id: expected "n", found "m"
                findings:
                  client.releases-captured RELEASE_WITHOUT_CAPTURE in line 8 on alice-1: a release names the note "NOTE", which is not captured
                  connection.json-frames NOT_JSON in line 10 on alice-1: the client sent a text message that is no frame: not one JSON document
                the journal's last lines:
                  1 T ms bob call {"endpoint":"notes/create","data":…
                  2 T ms alice-1 open {"url":"/streaming?i=<alice>","as":"alice"}
                  3 T ms alice-1 opened {"status":101,"headers":{}}
                  4 T ms alice-1 client {"type":"connect","body":{"channel":"main","id":"m","pong":true}}
                  5 T ms alice-1 server {"type":"connected","body":{"id":"m"}}
                  6 T ms alice-1 client {"type":"subNote","body":{"id":"NOTE"}}
                  7 T ms alice-1 client {"type":"unsubNote","body":{"id":"NOTE"}}
                  8 T ms alice-1 client {"type":"unsubNote","body":{"id":"NOTE"}}
                  9 T ms alice-1 remark {"text":"ignored, because the note is not captured"}
                  10 T ms alice-1 client "not json"
                  11 T ms alice-1 remark {"text":"ignored, because it is no frame: not one JSON document"}
                  12 T ms alice-1 client {"type":"disconnect","body":{"id":"m"}}""");
    }

    private String messageOf(ThrowingCallable failing) {
        Throwable failed = catchThrowable(failing);
        assertThat(failed).isInstanceOf(AssertionError.class);
        return String.valueOf(failed.getMessage())
                .replace(note, "NOTE")
                .replaceAll("(?m)^(  \\d+) \\d+ ms ", "$1 T ms ")
                .replaceAll("(?m)^(  1 .*\"data\":).*$", "$1…");
    }

    @Test
    void waitsForWhatIsStillToCome() {
        CompletableFuture<MockSessionAssert> awaited =
                CompletableFuture.supplyAsync(() -> assertThat(session).received(2, "{type: 'connect'}"));
        stream.connect("main", "again");

        assertThat(awaited).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void silenceProvesNothing() {
        try (MockServer server = MockServer.start();
                MockSession quiet = server.session(SessionSettings.defaults())) {
            assertThatThrownBy(() -> assertThat(quiet).hasNoFindings()).hasMessage("""
                            no client has sent a frame so far, so there is nothing to judge;\
                             await what the client does first: received(…)
                            findings: none
                            the journal is empty: no client has connected""");
        }
    }

    @Test
    void messageTooLongToBeKeptProvesNoAbsence() {
        stream.say("{'type':'x','body':{'text':'" + "x".repeat(300_000) + "'}}").connect("main", "last");

        assertThatThrownBy(() ->
                        assertThat(session).neverReceived("{type: 'y'}").until("{type: 'connect', body: {id: 'last'}}"))
                .hasMessageStartingWith("nothing can be said about frames like")
                .hasMessageContaining("because some messages were longer than the journal keeps");
    }
}
