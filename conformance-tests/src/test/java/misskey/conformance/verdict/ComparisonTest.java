package misskey.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.verdict.PastRun.Row;
import misskey.protocol.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every outcome before, beside every outcome after, at every level: none is left out. */
class ComparisonTest {
    /** What a thing came to; {@code FAIL-A} and {@code FAIL-B} are failures under two codes, {@code -} is nothing. */
    private static final List<String> STATES =
            List.of("PASS", "FAIL-A", "FAIL-B", "UNTESTABLE", "INCONCLUSIVE", "NOT_APPLICABLE", "ERROR", "-");

    /**
     * Rows are before, columns after, as in {@link #STATES}. {@code =} is unchanged, {@code w} worse where all has to be judged
     * and else no longer judged.
     */
    private static final Map<String, List<String>> TABLE = """
            PASS           =  W  W  w  w  N  w  V
            FAIL-A         B  =  W  N  N  N  N  V
            FAIL-B         B  W  =  N  N  N  N  V
            UNTESTABLE     J  J  J  =  =  =  =  V
            INCONCLUSIVE   J  J  J  =  =  =  =  V
            NOT_APPLICABLE J  J  J  =  =  =  =  V
            ERROR          J  J  J  =  =  =  =  V
            -              A  A  A  A  A  A  A  =
            """.lines()
            .map(line -> List.of(line.split(" +", -1)))
            .collect(Collectors.toMap(row -> row.get(0), Function.identity()));

    private record Cell(String before, String after, Level level, boolean complete) {
        private String letter() {
            return TABLE.getOrDefault(before, List.of()).get(1 + STATES.indexOf(after));
        }

        private Optional<String> change() {
            return switch (letter()) {
                case "=" -> Optional.empty();
                case "W" -> Optional.of("WORSE");
                case "w" -> Optional.of(complete ? "WORSE" : "NO_LONGER_JUDGED");
                case "B" -> Optional.of("BETTER");
                case "N" -> Optional.of("NO_LONGER_JUDGED");
                case "J" -> Optional.of("NEWLY_JUDGED");
                case "A" -> Optional.of("APPEARED");
                case "V" -> Optional.of("VANISHED");
                default -> throw new IllegalStateException(letter());
            };
        }

        private int exitCode() {
            boolean worse = letter().equals("W") || (letter().equals("w") && complete);
            return worse && level != Level.INFO ? 1 : 0;
        }
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String before : STATES) {
            for (String after : STATES) {
                for (Level level : Level.values()) {
                    cells.add(new Cell(before, after, level, false));
                    cells.add(new Cell(before, after, level, true));
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void changeIsThatOfTheTable(Cell cell) {
        Row beside = new Row("z", Outcome.PASS, Optional.empty(), Level.MUST, "");
        Comparison comparison = Comparison.of(
                run(cell.before(), cell.level(), beside), run(cell.after(), cell.level(), beside), cell.complete());

        assertThat(comparison.differences().stream()
                        .map(each -> each.change().name())
                        .findFirst())
                .isEqualTo(cell.change());
        assertThat(comparison.differences()).hasSizeLessThan(2);
        assertThat(comparison.unchanged())
                .isEqualTo(cell.change().isPresent() || cell.before().equals("-") ? 1 : 2);
        assertThat(comparison.exitCode()).isEqualTo(cell.exitCode());
    }

    @Test
    void tableHasEveryCell() {
        assertThat(cells().distinct()).hasSize(8 * 8 * 3 * 2);
        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(STATES);
        assertThat(TABLE.values()).allSatisfy(row -> assertThat(row).hasSize(9));
    }

    private static PastRun run(String state, Level level, Row beside) {
        List<Row> rows = new ArrayList<>();
        if (!state.equals("-")) {
            String[] words = state.split("-", -1);
            Optional<String> code = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
            rows.add(new Row("a", Outcome.valueOf(words[0]), code, level, ""));
        }
        rows.add(beside);
        return new PastRun("1", "t", "documented", "server", rows);
    }
}
