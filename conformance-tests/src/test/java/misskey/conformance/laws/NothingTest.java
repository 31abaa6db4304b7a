package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.mock.session.Peer;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who does nothing passes nothing but what it truly did, and a run against it leaves no thread and no port behind. */
class NothingTest {
    private static final int SAMPLE = 4;
    private static final int SOME = 30;
    private static final int CASES_AT_A_TIME = 16;
    /** What a peer that does nothing has not done by then, it will not do. */
    private static final double BRIEF = 0.2;

    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Set<Peer> OPENING = Set.of(Peer.MUTE, Peer.GARBAGE, Peer.ECHOES);
    /** What a server that opens the stream, and then does nothing, did: it took or refused each handshake, and its library answered a close. */
    private static final Set<String> DONE_BY_OPENING = Set.of(
            "connection.handshake",
            "connection.any-path",
            "connection.plain-get-is-no-page",
            "connection.plain-get-not-cached",
            "connection.subprotocol-first",
            "connection.no-compression",
            "connection.key-needed",
            "connection.version-unknown",
            "liveness.close-answered",
            "liveness.close-echoed");

    static List<Arguments> peers() {
        return Sample.of(
                SAMPLE,
                Dialect.NAMES.stream()
                        .flatMap(dialect -> Stream.of(Peer.values()).map(peer -> Arguments.of(dialect, peer)))
                        .toList());
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("peers")
    void peerThatDoesNothingPassesNothingButWhatItDidByOpening(String name, Peer peer) {
        Dialect dialect = Dialect.named(name);
        RunResult run =
                Square.run(SessionSettings.defaults().withDialect(dialect).withPeer(peer), id -> true, BRIEF);

        if (OPENING.contains(peer)) {
            assertThat(DONE_BY_OPENING).containsAll(passed(run));
            assertThat(passed(run)).contains("connection.handshake");
        } else {
            assertThat(passed(run)).isEmpty();
        }
        assertThat(run.requirements())
                .hasSizeGreaterThanOrEqualTo(ServerSuite.requirements(dialect).size())
                .noneMatch(result -> result.outcome() == Outcome.ERROR);
        assertThat(Gate.exitCode(run)).isNotEqualTo(Gate.MET);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stranger.Kind.class,
            names = {"SILENT", "CLOSING", "ANSWERING"})
    void whoIsNoServerOfTheKindPassesNothing(Stranger.Kind kind) throws IOException {
        Dialect dialect = Dialect.named("documented");
        Set<String> asked = Set.copyOf(Sample.of(SOME, List.copyOf(ServerSuite.requirements(dialect))));
        try (Stranger stranger = new Stranger(kind);
                RemoteTarget target = there(stranger, dialect)) {
            RunResult run = run(target, asked::contains, 1);

            assertThat(passed(run)).isEmpty();
            assertThat(run.requirements()).noneMatch(result -> result.outcome() == Outcome.ERROR);
            assertThat(Gate.exitCode(run)).isNotEqualTo(Gate.MET);
        }
    }

    private static RemoteTarget there(Stranger stranger, Dialect dialect) {
        RemoteSettings settings = RemoteSettings.of(URI.create("ws://" + stranger.address() + "/streaming"), dialect)
                .withTokens(Map.of(
                        "alice", Secret.of("alice", "alice-token"),
                        "bob", Secret.of("bob", "bob-token"),
                        "carol", Secret.of("carol", "carol-token")))
                .withPatience(Patience.remote().times(BRIEF / 10));
        return RemoteTarget.open(settings, Optional.empty(), line -> {});
    }

    /** The threads of a run are those that its first thread begins, and what these begin: threads are of the group of who starts them. */
    @Test
    void runThatIsOverLeavesNoThreadAndNoPort() throws Exception {
        ThreadGroup group = new ThreadGroup("judged");
        FutureTask<URI> judged = new FutureTask<>(() -> {
            try (EmbeddedTarget target = new EmbeddedTarget(
                    SessionSettings.defaults().withPeer(Peer.MUTE),
                    Patience.embedded().times(BRIEF))) {
                Set<String> asked =
                        Set.copyOf(Sample.of(SOME, List.copyOf(ServerSuite.requirements(target.dialect()))));
                URI port;
                try (Target.Venue venue = target.venue(Needs.usual())) {
                    port = venue.stream();
                }
                run(target, asked::contains, CASES_AT_A_TIME);
                return port;
            }
        });
        Thread first = new Thread(group, judged, "first");
        first.start();
        URI port = judged.get();
        first.join();

        long deadline = System.nanoTime() + MOST.toNanos();
        for (Thread thread : threads(group)) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        assertThat(threads(group)).extracting(Thread::getName).isEmpty();
        assertThat(Stranger.listensAt(port)).as("somebody listens at %s", port).isFalse();
    }

    private static RunResult run(Target target, Predicate<String> asked, int atATime) {
        return ServerSuite.run(target, Policy.defaults(), asked, atATime, result -> {});
    }

    private static Set<String> passed(RunResult run) {
        return run.requirements().stream()
                .filter(result -> result.outcome() == Outcome.PASS)
                .map(result -> result.requirement().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Thread> threads(ThreadGroup group) {
        Thread[] all = new Thread[group.activeCount() + 10];
        group.enumerate(all);
        return Arrays.stream(all)
                .filter(Objects::nonNull)
                .filter(thread -> !livesAsLongAsTheProcess(thread))
                .toList();
    }

    /** Made once for the whole process, by whoever needs them first. */
    private static boolean livesAsLongAsTheProcess(Thread thread) {
        return thread.getName().startsWith("HttpClient-") || thread.getName().startsWith("misskey-kit-lag");
    }
}
