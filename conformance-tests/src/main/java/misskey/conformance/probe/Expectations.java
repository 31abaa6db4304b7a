package misskey.conformance.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;

/** What must not come, and how often something must: looked at when the connections have been closed in order. */
final class Expectations {
    private final List<Absence> absences = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    private record Absence(
            StreamClient client, String what, FramePattern pattern, Bindings names, int since, String code) {}

    private record Count(int times, StreamClient client, String what, FramePattern pattern, String code) {}

    /** No frame of this kind after this transcript line. */
    void never(StreamClient client, String what, FramePattern pattern, Bindings names, int since, String code) {
        absences.add(new Absence(client, what, pattern, names, since, code));
    }

    void exactly(int times, StreamClient client, String what, FramePattern pattern, String code) {
        counts.add(new Count(times, client, what, pattern, code));
    }

    /** The first that does not hold; empty where all do. */
    Optional<Verdict> broken() {
        return absences.stream()
                .map(Expectations::check)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> counts.stream()
                        .map(Expectations::check)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<Verdict> check(Absence absence) {
        return absence.client.all(absence.pattern, absence.names).stream()
                .filter(one -> one.line().n() > absence.since)
                .findFirst()
                .map(one -> Verdict.fail(
                        absence.code,
                        absence.what + " came, and should not have: " + Json.excerpt(one.json(), 200),
                        List.of(one.line().n())));
    }

    private static Optional<Verdict> check(Count count) {
        List<Received> seen = count.client.all(count.pattern, new Bindings());
        return seen.size() == count.times
                ? Optional.empty()
                : Optional.of(Verdict.fail(
                        count.code,
                        "expected " + count.what + " exactly " + count.times + " times, found " + seen.size(),
                        seen.stream().map(one -> one.line().n()).toList()));
    }
}
