package misskey.protocol.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Line;
import misskey.protocol.Requirements;
import misskey.protocol.ServerVersion;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of real servers, judged as {@code documented} and in the dialect of their server; every finding is explained. */
class RecordingsTest {
    private static final Path README = Path.of("README.md");
    private static final Path EXPECTED = Path.of("transcripts", "EXPECTED.md");

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("transcripts"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyLineIsAccountedFor(Path recording) throws Exception {
        List<Line> lines = Transcript.read(recording);
        TranscriptJudge.Judgement judgement = judge(lines);

        assertThat(lines).hasSameSizeAs(Files.readAllLines(recording));
        assertThat(judgement.lines().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(lines.size());
        assertThat(judgement.messages() + judgement.unjudged())
                .isEqualTo(judgement.lines().getOrDefault(Line.Op.TEXT, 0));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void lineWrittenAgainIsTheLineThatWasRead(Path recording) throws Exception {
        List<String> written =
                Transcript.read(recording).stream().map(Transcript::format).toList();

        assertThat(written).isEqualTo(Files.readAllLines(recording));
    }

    /** One row a recording, side, requirement, code and certainty: nothing more than the table, nothing less. */
    @Test
    void findingsAreThoseThatTheReadmeExplains() throws Exception {
        Map<String, Integer> found = new TreeMap<>();
        for (Path recording : recordings()) {
            for (Finding finding : judge(Transcript.read(recording)).findings()) {
                String where = finding.by() == Direction.SERVER ? where(recording, finding) : "the recorder's own";
                found.merge(row(where, finding), 1, Integer::sum);
            }
        }
        Map<String, Integer> explained = new TreeMap<>();
        for (String[] cells : explained(README)) {
            explained.put(key(cells), Integer.valueOf(cells[4]));
        }

        assertThat(found).isEqualTo(explained);
    }

    /** One row a finding about the server: nothing more than the table, nothing less. */
    @Test
    void findingsInTheDialectOfTheServerAreThoseThatAreExpected() throws Exception {
        List<String> found = new ArrayList<>();
        for (Path recording : recordings()) {
            ofTheServer(recording).forEach(finding -> found.add(row(where(recording, finding), finding)));
        }

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        explained(EXPECTED).stream().map(RecordingsTest::key).toList());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyFrameOfAServerHasTheShapeItsDialectSays(Path recording) throws Exception {
        assertThat(ofTheServer(recording))
                .filteredOn(finding -> finding.code().equals("SCHEMA"))
                .isEmpty();
    }

    /** What the server's own dialect does not know of its frames: nothing but what the table lists. */
    @Test
    void everyFrameOfAServerIsKnownToItsDialect() throws Exception {
        Set<String> unknown = new TreeSet<>();
        for (Path recording : recordings()) {
            inItsDialect(recording).drifts().seen().keySet().stream()
                    .filter(drift -> drift.by() == Direction.SERVER)
                    .forEach(drift -> unknown.add(
                            recording.getName(1) + " " + drift.kind().label() + " " + drift.name()));
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyFindingIsUnderACodeOfTheRowItNames() throws Exception {
        for (Path recording : recordings()) {
            assertThat(inItsDialect(recording).findings())
                    .allSatisfy(finding -> assertThat(Requirements.all()
                                    .get(finding.requirement())
                                    .findings())
                            .as(finding.requirement())
                            .contains(finding.code()));
        }
    }

    private static List<Finding> ofTheServer(Path recording) throws Exception {
        return inItsDialect(recording).findings().stream()
                .filter(finding -> finding.by() == Direction.SERVER)
                .toList();
    }

    /** The folder of a recording is named misskey-VERSION; the dialect is the one that was checked on that version. */
    private static TranscriptJudge.Judgement inItsDialect(Path recording) throws Exception {
        ServerVersion version =
                ServerVersion.parse(recording.getName(1).toString().replace("misskey-", ServerVersion.MISSKEY + " "));
        String name = Dialect.NAMES.stream()
                .filter(one -> Dialect.named(one).versions().checkedOn().contains(version))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dialect was checked on " + version));
        return TranscriptJudge.judge(Dialect.named(name + "@" + version.shortName()), Transcript.read(recording));
    }

    private static String where(Path recording, Finding finding) {
        return recording.getName(1) + "/" + recording.getName(2) + ":" + finding.line();
    }

    private static String row(String where, Finding finding) {
        return "| %s | %s | `%s` | `%s` |"
                .formatted(
                        where,
                        finding.certainty().name().toLowerCase(Locale.ROOT),
                        finding.requirement(),
                        finding.code());
    }

    /** The cells of the rows of a table of findings. */
    private static List<String[]> explained(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .filter(row -> row.matches("\\| .*(proven|suspect) \\| .*"))
                .map(row -> row.split(" \\| ", -1))
                .toList();
    }

    private static String key(String[] cells) {
        return String.join(" | ", cells[0], cells[1], cells[2], cells[3]) + " |";
    }

    private static TranscriptJudge.Judgement judge(List<Line> lines) {
        return TranscriptJudge.judge(Dialect.named("documented"), lines);
    }
}
