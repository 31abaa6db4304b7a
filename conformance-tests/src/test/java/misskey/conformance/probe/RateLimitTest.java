package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import misskey.conformance.diagnosis.OddServer;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are asked too often. */
class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2,                                    {},                                               2000",
        "0.5,                                  {},                                               500",
        "'Fri, 27 Nov 2026 12:00:30 GMT',      {},                                               30000",
        "'Fri, 27 Nov 2026 11:00:00 GMT',      {},                                               0",
        "'',                                   '{\"error\":{\"info\":{\"resetMs\":1500}}}',      1500",
        "'',                                   '{\"error\":{\"info\":{\"resetMs\":1795780860000}}}', 60000",
        "soon,                                 '{\"error\":{\"info\":{\"resetMs\":1500}}}',      1500"
    })
    void serverSaysWhenToComeAgain(String retryAfter, String body, long millis) {
        assertThat(RateLimit.pause(retryAfter, Json.read(body), NOW)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"'', {}", "soon, {}", "'', '{\"error\":{\"info\":{\"resetMs\":\"later\"}}}'"})
    void serverMayNotSayIt(String retryAfter, String body) {
        assertThat(RateLimit.pause(retryAfter, Json.read(body), NOW)).isEmpty();
    }

    @Test
    void callIsMadeAgainWhenTheServerWantsIt() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (OddServer server = new OddServer(request -> calls.incrementAndGet() == 1
                        ? OddServer.answer(
                                429, "{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"info\":{\"resetMs\":20}}}", "")
                        : OddServer.answer(200, "{\"id\":\"a1\"}", ""));
                Target target = guest(server.stream());
                Probe probe = new Probe(target)) {
            assertThat(probe.as("alice").id()).isEqualTo("a1");
            assertThat(calls).hasValue(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"'Retry-After: 900', may be called again in 900 s", "'X-Odd: 1', without saying when to come again"})
    void callThatWouldHaveToWaitTooLongLeavesTheCaseWithoutAnAnswer(String header, String why) throws Exception {
        try (OddServer server = new OddServer(request -> OddServer.answer(429, "{}", header + "\r\n"));
                Target target = guest(server.stream());
                Probe probe = new Probe(target)) {
            assertThatThrownBy(() -> probe.as("alice").id())
                    .isInstanceOf(NotJudged.class)
                    .hasMessageContainingAll("rate limited by the server: i ", why);
        }
    }

    @Test
    void handshakeIsMadeAgainWhenTheServerWantsIt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (OddServer server = new OddServer(request -> asked.incrementAndGet() == 1
                        ? OddServer.answer(429, "", "Retry-After: 0.02\r\n")
                        : request.accepted());
                Target target = guest(server.stream());
                Probe probe = new Probe(target)) {
            assertThat(probe.openAnonymously().ended()).isEmpty();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void handshakeThatWouldHaveToWaitTooLongLeavesTheCaseWithoutAnAnswer() throws Exception {
        try (OddServer server = new OddServer(request -> OddServer.answer(429, "", "Retry-After: 300\r\n"));
                Target target = guest(server.stream());
                Probe probe = new Probe(target)) {
            assertThatThrownBy(probe::openAnonymously)
                    .isInstanceOf(NotJudged.class)
                    .hasMessageContainingAll("rate limited by the server: the handshake", "X-Forwarded-For");
        }
    }

    @Test
    void postsBeyondTheBudgetAreNotMade() throws Exception {
        try (OddServer server =
                        new OddServer(request -> OddServer.answer(200, "{\"createdNote\":{\"id\":\"n1\"}}", ""));
                Target target = guest(server.stream());
                Probe probe = new Probe(target)) {
            probe.as("alice").post("one");
            probe.as("alice").post("two");

            assertThatThrownBy(() -> probe.as("alice").post("three"))
                    .isInstanceOf(NotJudged.class)
                    .hasMessage("the budget of 2 posts is used up; --post-budget N allows more, where the server does");
            assertThat(server.requests())
                    .extracting(OddServer.Request::path)
                    .isEqualTo(List.of("/api/notes/create", "/api/notes/create"));
        }
    }

    private static Target guest(URI stream) {
        return RemoteTarget.open(
                RemoteSettings.of(stream, Dialect.named("documented"))
                        .withTokens(Map.of("alice", Secret.of("alice", "secret-of-alice")))
                        .withPosts(PostBudget.of(2))
                        .withPatience(Patience.embedded()),
                Optional.empty(),
                line -> {});
    }
}
