package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.mock.session.Peer;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import org.junit.jupiter.api.Test;

/** A wait that ran out says nothing about the server where the kit itself could not keep up, and everything where it could. */
class LagTest {
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(20),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofMillis(30),
            Duration.ofSeconds(1));
    private static final Lag PUNCTUAL = (from, to) -> Duration.ZERO;
    private static final Lag HALF = (from, to) -> Duration.ofNanos((to - from) / 2);

    @Test
    void silentServerFailsWhereTheKitWasPunctual() {
        RequirementResult result = judgedMute(PUNCTUAL);

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.code()).contains("NO_RESPONSE");
    }

    @Test
    void silentServerIsNotJudgedWhereTheKitLagged() {
        RequirementResult result = judgedMute(HALF);

        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.verdict().message())
                .containsPattern("lagged too much to tell.*: it did not run for \\d+ of the \\d+ ms that it waited")
                .contains("expected the response to");
    }

    @Test
    void lagOfATenthIsTolerated() {
        assertThat(judgedMute((from, to) -> Duration.ofNanos((to - from) / 10)).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(judgedMute((from, to) -> Duration.ofNanos((to - from) / 10 + 1_000_000))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    private static RequirementResult judgedMute(Lag lag) {
        SessionSettings mute = SessionSettings.defaults().withPeer(Peer.MUTE);
        try (Target target = new Lagging(new EmbeddedTarget(mute, PATIENCE), lag)) {
            return ServerSuite.run(target, Policy.defaults(), "api.answers"::equals, 1, result -> {})
                    .requirements()
                    .get(0);
        }
    }

    @Test
    void whatComesWhileTheKitCatchesUpIsSeen() {
        AtomicReference<Runnable> lateServer = new AtomicReference<>(() -> {});
        Lag lag = (from, to) -> {
            lateServer.getAndSet(() -> {}).run();
            return Duration.ofNanos((to - from) / 2);
        };
        try (Target target = target(lag);
                Probe probe = new Probe(target)) {
            StreamClient alice = probe.open("alice");
            probe.connect(alice, "homeTimeline");
            probe.settle();
            lateServer.set(() -> probe.as("alice").post("late"));

            assertThat(probe.await(alice, "the post", event())
                            .body()
                            .path("type")
                            .stringValue())
                    .isEqualTo("note");
        }
    }

    @Test
    void waitEndsAfterThreeTimesTheDeadlineHoweverMuchTheKitLags() {
        AtomicInteger asked = new AtomicInteger();
        Lag lag = (from, to) -> {
            asked.incrementAndGet();
            return Duration.ofNanos(to - from);
        };
        try (Target target = target(lag);
                Probe probe = new Probe(target)) {
            StreamClient alice = probe.open("alice");
            long began = System.nanoTime();

            assertThatThrownBy(() -> probe.await(alice, "the post", event())).isInstanceOf(NotJudged.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThanOrEqualTo(
                            target.patience().event().multipliedBy(3).minusMillis(5));
            assertThat(asked).as("it waits, and does not ask all the time").hasValueBetween(3, 1_000);
        }
    }

    @Test
    void connectionThatEndedIsTheServersDoingHoweverMuchTheKitLags() {
        try (Target target = target(HALF);
                Probe probe = new Probe(target)) {
            StreamClient alice = probe.open("alice");
            alice.finish(Duration.ofSeconds(5));

            assertThatThrownBy(() -> probe.await(alice, "the post", event())).isInstanceOf(Failed.class);
        }
    }

    private static Target target(Lag lag) {
        return new Lagging(new EmbeddedTarget(SessionSettings.defaults(), PATIENCE), lag);
    }

    private static FramePattern event() {
        return new FramePattern(Json.read("{\"type\":\"channel\",\"body\":{\"type\":\"note\"}}"));
    }
}
