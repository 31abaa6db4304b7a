package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.mock.MockServer;
import misskey.protocol.Dialect;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client lines and calls of a recording, played to the mock in the recorded server's dialect, bring the same server lines,
 * but for what the list in {@code EXPECTED.md} gives a reason for: nothing more, nothing less.
 */
class FidelityTest {
    private static final Path RECORDINGS = Path.of("..", "schemas", "transcripts");
    private static final Map<String, Comparison> PLAYED = new TreeMap<>();

    @BeforeAll
    static void playAll() throws Exception {
        try (MockServer mock = MockServer.start()) {
            for (String recording : recordings()) {
                List<Line> lines = Transcript.read(RECORDINGS.resolve(recording));
                try (Replay replay = new Replay(mock, dialect(recording), lines)) {
                    Map<String, List<Line>> heard = replay.play();
                    Comparison comparison = new Comparison(replay.ids(), Expected.openMembers());
                    comparison.compare(Recording.lanes(lines), heard);
                    PLAYED.put(recording, comparison);
                }
            }
        }
    }

    @AfterAll
    static void forget() {
        PLAYED.clear();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void theMockSaysWhatTheRealServerSaid(String recording) throws IOException {
        Comparison played = PLAYED.get(recording);

        assertThat(played.alike()).as("lines that are alike").isPositive();
        assertThat(Expected.rows(played.differences()))
                .containsExactlyInAnyOrderElementsOf(Expected.differences(recording));
    }

    @Test
    void everyMemberThatIsLeftOpenDiffersSomewhere() throws IOException {
        Set<String> open = new TreeSet<>();
        Expected.openMembers().forEach((entity, members) -> members.forEach(member -> open.add(entity + " " + member)));
        Set<String> used = new TreeSet<>();
        PLAYED.values().forEach(comparison -> used.addAll(comparison.openMembersThatDiffer()));

        assertThat(used).isEqualTo(open);
    }

    static List<String> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDINGS)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .map(file -> RECORDINGS.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** E.g. {@code misskey-12@12.119.2} for a recording below {@code misskey-12.119.2}. */
    private static Dialect dialect(String recording) {
        String version = recording.substring("misskey-".length(), recording.indexOf('/'));
        return Dialect.named("misskey-" + version.substring(0, version.indexOf('.')) + "@" + version);
    }
}
