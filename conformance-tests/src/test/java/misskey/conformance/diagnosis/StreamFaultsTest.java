package misskey.conformance.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import misskey.conformance.diagnosis.Evidence.Delivery;
import misskey.conformance.diagnosis.Signs.Held;
import misskey.conformance.probe.HttpLook;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.PostBudget;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is said about streams that open and do not do what they should. */
class StreamFaultsTest {
    /** Frames without a payload, which are ASCII but for their first octet; see {@link OddServer}. */
    private static final String PING = "\u0089\u0000";

    private static final String CLOSE = "\u0088\u0000";

    private static final URI STREAM = URI.create("wss://misskey.example/streaming");

    @Test
    void tokenThatTheApiRefusesTooIsNotValid() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            assertThat(lookWith(session, "bob", Secret.of("bob", "n0-such-token")))
                    .isEqualTo("the token of bob is not valid at this server (A5; the handshake with it: 401; POST"
                            + " /api/i with it: 401 AUTHENTICATION_FAILED)");
        }
    }

    @Test
    void tokenThatIsNeverAnsweredIsNotValid() {
        try (MockServer mock = MockServer.start();
                MockSession session =
                        mock.session(SessionSettings.defaults().withDialect(Dialect.named("misskey-12")))) {
            assertThat(lookWith(session, "bob", Secret.of("bob", "n0-such-token")))
                    .startsWith("the token of bob is not valid at this server (A5; the handshake with it: no answer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-2025", "misskey-2025@cherrypick-4.17.0"})
    void tokenWithoutThePermissionToReadTheAccountIsNamed(String dialect) {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withDialect(Dialect.named(dialect)))) {
            String token = call(
                            session,
                            "miauth/gen-token",
                            "{\"i\":\"alice-token\",\"session\":null,\"permission\":[\"write:notes\"]}")
                    .json()
                    .path("token")
                    .stringValue();

            assertThat(lookWith(session, "alice", Secret.of("alice", token)))
                    .contains("read:account", "(A5; the handshake with it: 401; POST /api/i with it: ")
                    .doesNotContain(token);
        }
    }

    @Test
    void accountThatIsSuspendedIsNamed() {
        try (MockServer mock = MockServer.start();
                MockSession session =
                        mock.session(SessionSettings.defaults().withDialect(Dialect.named("misskey-2025")))) {
            String bob = call(session, "i", "{\"i\":\"bob-token\"}")
                    .json()
                    .path("id")
                    .stringValue();
            call(session, "admin/suspend-user", "{\"i\":\"admin-token\",\"userId\":\"" + bob + "\"}");

            assertThat(lookWith(session, "bob", session.token("bob")))
                    .startsWith("the account of bob is suspended (A5; ");
        }
    }

    @Test
    void goodTokensNeedNoMoreThanTheirHandshakes() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            Evidence seen = new Prober(settings(session).withTokens(Map.of("bob", session.token("bob")))).look();

            assertThat(seen.opensForSomebody()).isTrue();
            assertThat(Diagnosis.of(seen)).isEmpty();
            assertThat(session.journal()).noneMatch(line -> line.op().label().equals("call"));
        }
    }

    @Test
    void noteThatIsToldToNobodyShowsThatEventsDoNotReachTheStream() {
        Mutation tellsNobody = new Mutation.AtRouting((told, fact, viewer, straight) -> false);

        assertThat(delivered(tellsNobody)).contains(new Delivery(4, 0));
        assertThat(oneLine(about(STREAM).withDelivery(Optional.of(new Delivery(4, 0)))))
                .isEqualTo("connections open, but no event comes: what is published does not reach the streaming"
                        + " process (A6; a note was posted, and none of 4 connections of its author was told)");
    }

    @Test
    void noteThatIsToldToSomeConnectionsShowsThatSomeNodesDoNotDeliver() {
        AtomicInteger asked = new AtomicInteger();
        Mutation tellsEverySecond =
                new Mutation.AtRouting((told, fact, viewer, straight) -> straight && asked.incrementAndGet() % 2 == 0);

        assertThat(delivered(tellsEverySecond)).contains(new Delivery(4, 2));
        assertThat(oneLine(about(STREAM).withDelivery(Optional.of(new Delivery(4, 2)))))
                .isEqualTo("only some of the server's processes deliver events (A7; a note was posted, and 2 of 4"
                        + " connections of its author were told)");
    }

    @Test
    void noteThatIsToldToAllShowsNothingAndIsDeleted() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults());
                Target target = remote(session)) {
            assertThat(DeliveryProbe.at(target)).contains(new Delivery(4, 4));
            assertThat(Diagnosis.of(about(STREAM).withDelivery(Optional.of(new Delivery(4, 4)))))
                    .isEmpty();
            assertThat(call(session, "notes/timeline", "{\"i\":\"alice-token\"}")
                            .json())
                    .isEmpty();
        }
    }

    @Test
    void runInWhichNotOneEventCameIsEnoughWhereNothingCanBePosted() {
        Signs silent = new Signs(0, List.of("timeline.local-note"), 0, List.of());
        Signs notSilent = new Signs(1, List.of("timeline.local-note"), 0, List.of());

        assertThat(Diagnosis.of(about(STREAM).withSigns(silent)))
                .extracting(Advice::id)
                .containsExactly("A6");
        assertThat(Diagnosis.of(about(STREAM).withSigns(notSilent))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30.1, 30", "59.96, 60", "60.4, 60", "100.2, 100"})
    void connectionThatIsCutForItsSilenceShowsAProxysTimeout(double seconds, int some) {
        assertThat(oneLine(about(STREAM).withSigns(held(seconds, 0, Optional.of("closed with 1006")))))
                .startsWith("a proxy cuts connections that are silent for some " + some
                        + " s (A2; a connection closed with 1006 after ");
    }

    @ParameterizedTest
    @CsvSource({"59.9, 2, closed with 1006", "4, 0, closed with 1006", "132, 0, closed with 1006", "59, 0, ''"})
    void otherEndingsAreNoProxysTimeout(double seconds, int pings, String cut) {
        Optional<String> how = Optional.of(cut).filter(text -> !text.isEmpty());

        assertThat(Diagnosis.of(about(STREAM).withSigns(held(seconds, pings, how))))
                .isEmpty();
    }

    @Test
    void longSilenceOfAServerThatDoesNotPingIsNamed() {
        assertThat(oneLine(about(STREAM).withSigns(held(71, 0, Optional.empty()))))
                .startsWith("the server does not ping, so that dead connections are noticed by nobody (A10; ");
        assertThat(Diagnosis.of(about(STREAM).withSigns(held(71, 1, Optional.empty()))))
                .isEmpty();
    }

    @Test
    void watchHoldsAConnectionAndCountsItsPings() throws Exception {
        try (OddServer server = new OddServer(request -> request.accepted() + PING + PING + CLOSE);
                IdleWatch watch = IdleWatch.open(RemoteSettings.of(server.stream(), Dialect.named("documented")))) {
            assertThat(watch.ended(Duration.ofSeconds(10))).isTrue();
            assertThat(watch.soFar()).hasValueSatisfying(held -> {
                assertThat(held.pings()).isEqualTo(2);
                assertThat(held.cut()).contains("closed with 1005");
            });
        }
    }

    @Test
    void timelineThatIsSwitchedOffIsNoFault() {
        Signs missing = new Signs(5, List.of("timeline.local-note"), 0, List.of());

        assertThat(oneLine(
                        about(STREAM).withSigns(missing).withFeatures(Map.of("local timeline", "off", "miauth", "on"))))
                .startsWith("the policy of the server switches the local timeline off, which is no fault (A9; ");
        assertThat(Diagnosis.of(about(STREAM).withSigns(missing).withFeatures(Map.of("local timeline", "on"))))
                .isEmpty();
        assertThat(Diagnosis.of(about(STREAM).withFeatures(Map.of("local timeline", "off"))))
                .isEmpty();
    }

    @Test
    void casesThatWereLimitedAreTold() {
        assertThat(oneLine(about(STREAM).withSigns(new Signs(9, List.of(), 3, List.of()))))
                .endsWith("(A8; 3 cases were answered 429)");
    }

    private static Evidence about(URI stream) {
        return Evidence.about(stream);
    }

    private static String oneLine(Evidence evidence) {
        return Diagnosis.inOneLine(evidence);
    }

    private static Signs held(double seconds, int pings, Optional<String> cut) {
        return new Signs(3, List.of(), 0, List.of(new Held(Duration.ofMillis((long) (seconds * 1_000)), pings, cut)));
    }

    private static Optional<Delivery> delivered(Mutation mutation) {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(mutation));
                Target target = remote(session)) {
            return DeliveryProbe.at(target);
        }
    }

    private static Target remote(MockSession session) {
        return RemoteTarget.open(
                settings(session).withTokens(Map.of("alice", session.token("alice"))), Optional.empty(), line -> {});
    }

    private static String lookWith(MockSession session, String account, Secret token) {
        return Diagnosis.inOneLine(new Prober(settings(session).withTokens(Map.of(account, token))).look());
    }

    private static RemoteSettings settings(MockSession session) {
        return RemoteSettings.of(session.streamUrl(), Dialect.named("documented"))
                .withPosts(PostBudget.of(5))
                .withPatience(Patience.embedded());
    }

    private static HttpLook.Answer call(MockSession session, String endpoint, String body) {
        return HttpLook.post(
                        session.origin().resolve("/api/" + endpoint),
                        (ObjectNode) Json.read(body),
                        Duration.ofSeconds(10))
                .answer()
                .orElseThrow();
    }
}
