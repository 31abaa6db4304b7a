package misskey.conformance.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Expectation;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;

/** What must not come, and how often something must: looked at when the connections have been closed in order. */
final class Expectations {
    private final List<Absence> absences = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    private record Absence(
            StreamClient client, String what, FramePattern pattern, Bindings names, int since, int said, String code) {
        Broken broken(Received came) {
            return new Broken(
                    new Expectation(
                            client.label(),
                            Expectation.Kind.FORBIDDEN,
                            1,
                            pattern.template(),
                            said,
                            came.line().n(),
                            true),
                    Verdict.fail(
                            code,
                            what + " came, and should not have: " + Json.excerpt(came.json(), 200),
                            List.of(came.line().n())));
        }
    }

    private record Count(int times, StreamClient client, String what, FramePattern pattern, int said, String code) {}

    /**
     * No frame of this kind may come.
     *
     * @param since after which transcript line
     * @param said the transcript's last line by now
     */
    void never(
            StreamClient client, String what, FramePattern pattern, Bindings names, int since, int said, String code) {
        absences.add(new Absence(client, what, pattern, names, since, said, code));
    }

    void exactly(int times, StreamClient client, String what, FramePattern pattern, int said, String code) {
        counts.add(new Count(times, client, what, pattern, said, code));
    }

    /** What does not hold, and what that comes to. */
    record Broken(Expectation expectation, Verdict verdict) {}

    /** The first that does not hold; empty where all do. */
    Optional<Broken> broken() {
        return absences.stream()
                .map(Expectations::check)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> counts.stream()
                        .map(Expectations::check)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<Broken> check(Absence absence) {
        return absence.client.all(absence.pattern, absence.names).stream()
                .filter(one -> one.line().n() > absence.since)
                .findFirst()
                .map(absence::broken);
    }

    private static Optional<Broken> check(Count count) {
        List<Received> seen = count.client.all(count.pattern, new Bindings());
        if (seen.size() == count.times) {
            return Optional.empty();
        }
        Expectation expectation = new Expectation(
                count.client.label(),
                Expectation.Kind.EXACTLY,
                count.times,
                count.pattern.template(),
                count.said,
                0,
                true);
        String message = "expected " + count.what + " exactly " + count.times + " times, found " + seen.size();
        List<Integer> lines = seen.stream().map(one -> one.line().n()).toList();
        return Optional.of(new Broken(expectation, Verdict.fail(count.code, message, lines)));
    }
}
