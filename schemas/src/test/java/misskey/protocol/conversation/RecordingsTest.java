package misskey.protocol.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of real servers, judged as {@code documented}; the README explains every finding. */
class RecordingsTest {
    private static final Path README = Path.of("README.md");

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
                String where = finding.by() == Direction.SERVER
                        ? recording.getName(1) + "/" + recording.getName(2) + ":" + finding.line()
                        : "the recorder's own";
                found.merge(
                        "| %s | %s | `%s` | `%s` |"
                                .formatted(
                                        where,
                                        finding.certainty().name().toLowerCase(Locale.ROOT),
                                        finding.requirement(),
                                        finding.code()),
                        1,
                        Integer::sum);
            }
        }
        Map<String, Integer> explained = new TreeMap<>();
        for (String row : Files.readAllLines(README)) {
            if (row.matches("\\| .*(proven|suspect) \\| .*")) {
                String[] cells = row.split(" \\| ", -1);
                String key = String.join(" | ", cells[0], cells[1], cells[2], cells[3]) + " |";
                explained.put(key, Integer.valueOf(cells[4]));
            }
        }

        assertThat(found).isEqualTo(explained);
    }

    private static TranscriptJudge.Judgement judge(List<Line> lines) {
        return TranscriptJudge.judge(Dialect.named("documented"), lines);
    }
}
