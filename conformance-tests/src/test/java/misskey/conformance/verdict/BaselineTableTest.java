package misskey.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.Direction;
import misskey.protocol.Level;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every outcome, at every level, beside every state of the baseline, under every policy: none is left out. */
class BaselineTableTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final String BESIDE = server(Level.MUST, 0);

    /** What the baseline has of the requirement. */
    private enum Entry {
        NONE,
        SAME,
        OTHER,
        EXPIRED_SAME,
        EXPIRED_OTHER;

        private Baseline baseline(String id) {
            if (this == NONE) {
                return Baseline.none();
            }
            String code = this == SAME || this == EXPIRED_SAME ? "SOME_CODE" : "OTHER_CODE";
            LocalDate expires = name().startsWith("EXPIRED") ? TODAY.minusDays(1) : TODAY;
            return new Baseline(
                    "b.yaml",
                    List.of(new Known(id, code, "known", Optional.empty(), Optional.of(expires), "b.yaml:1:1")));
        }
    }

    /** A row for what the requirement came to, {@code -} for nothing; a column for each of {@link Entry}. */
    private static final Map<String, List<String>> STANDINGS = """
            -              PLAIN  UNJUDGED  UNJUDGED    LAPSED   LAPSED
            PASS           PLAIN  STALE     STALE       LAPSED   LAPSED
            FAIL           NEW    KNOWN     REGRESSION  EXPIRED  EXPIRED
            UNTESTABLE     PLAIN  UNJUDGED  UNJUDGED    LAPSED   LAPSED
            INCONCLUSIVE   PLAIN  UNJUDGED  UNJUDGED    LAPSED   LAPSED
            NOT_APPLICABLE PLAIN  UNJUDGED  UNJUDGED    LAPSED   LAPSED
            ERROR          PLAIN  UNJUDGED  UNJUDGED    LAPSED   LAPSED
            """.lines()
            .map(line -> List.of(line.split(" +", -1)))
            .collect(Collectors.toMap(row -> row.get(0), Function.identity()));

    /**
     * One cell of the table.
     *
     * @param outcome what the requirement came to; null where the run says nothing of it
     * @param beside whether a MUST passes beside it
     */
    private record Cell(
            @Nullable Outcome outcome, Level level, Entry entry, Level gate, boolean complete, boolean beside) {

        private String id() {
            return server(level, 1);
        }

        private RunResult run() {
            List<CaseResult> cases = new ArrayList<>();
            if (outcome != null) {
                cases.add(result(id(), outcome));
            }
            if (beside) {
                cases.add(result(BESIDE, Outcome.PASS));
            }
            Policy policy = new Policy(gate, complete).with(entry.baseline(id()), TODAY);
            return new RunResult(
                    new Conditions("target", "documented", Optional.empty(), 1, policy), Direction.SERVER, cases, 0);
        }

        private String standing() {
            return STANDINGS
                    .getOrDefault(outcome == null ? "-" : outcome.name(), List.of())
                    .get(1 + List.of(Entry.values()).indexOf(entry));
        }

        /** The exit code as design and README have it, written without a look at how it is computed. */
        private int exitCode() {
            if (outcome == Outcome.ERROR) {
                return 4;
            }
            boolean counts = level == Level.MUST || (level == Level.SHOULD && gate == Level.SHOULD);
            boolean red = standing().equals("STALE")
                    || (counts && List.of("NEW", "EXPIRED", "REGRESSION").contains(standing()));
            if (red) {
                return 1;
            }
            boolean judgedAMust =
                    beside || (level == Level.MUST && (outcome == Outcome.PASS || outcome == Outcome.FAIL));
            boolean left = outcome == Outcome.UNTESTABLE || outcome == Outcome.INCONCLUSIVE;
            return !judgedAMust || (complete && left) ? 3 : 0;
        }
    }

    static Stream<Cell> cells() {
        List<@Nullable Outcome> outcomes = new ArrayList<>(Arrays.asList(Outcome.values()));
        outcomes.add(null);
        List<Cell> cells = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            for (Level level : Level.values()) {
                for (Entry entry : Entry.values()) {
                    for (Level gate : Level.values()) {
                        for (boolean complete : new boolean[] {false, true}) {
                            cells.add(new Cell(outcome, level, entry, gate, complete, true));
                            cells.add(new Cell(outcome, level, entry, gate, complete, false));
                        }
                    }
                }
            }
        }
        return cells.stream().filter(cell -> cell.gate() != Level.INFO);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void standingAndExitCodeAreThoseOfTheTable(Cell cell) {
        RunResult run = cell.run();
        Judgement judgement = Judgement.of(run);

        assertThat(judgement.row(cell.id()).map(row -> row.standing().name()))
                .isEqualTo(
                        cell.outcome() == null && cell.entry() == Entry.NONE
                                ? Optional.empty()
                                : Optional.of(cell.standing()));
        assertThat(judgement.exitCode()).isEqualTo(cell.exitCode());
        assertThat(Gate.exitCode(run)).isEqualTo(cell.exitCode());
    }

    @Test
    void tableHasEveryCell() {
        assertThat(cells().distinct()).hasSize(7 * 3 * 5 * 2 * 2 * 2);
        assertThat(STANDINGS).hasSize(Outcome.values().length + 1);
        assertThat(STANDINGS.values()).allSatisfy(row -> assertThat(row).hasSize(1 + Entry.values().length));
        assertThat(STANDINGS.values().stream().flatMap(row -> row.stream().skip(1)))
                .containsOnlyOnceElementsOf(List.of("NEW", "KNOWN", "REGRESSION"))
                .containsAll(Arrays.stream(Standing.values()).map(Enum::name).toList());
    }

    @Test
    void entryHoldsOnItsLastDay() {
        Known entry = new Known(BESIDE, "X", "r", Optional.empty(), Optional.of(TODAY), "b.yaml:1:1");

        assertThat(entry.isExpired(TODAY)).isFalse();
        assertThat(entry.isExpired(TODAY.plusDays(1))).isTrue();
    }

    private static CaseResult result(String id, Outcome outcome) {
        Verdict verdict = switch (outcome) {
            case PASS -> Verdict.pass(List.of(1));
            case FAIL -> Verdict.fail("SOME_CODE", "why", List.of(1));
            case UNTESTABLE, INCONCLUSIVE, NOT_APPLICABLE, ERROR -> Verdict.unjudged(outcome, "why");
        };
        return new CaseResult(id, "case", verdict, List.of(), List.of(), List.of(), Drifts.none(), List.of(), 0);
    }

    private static String server(Level level, int index) {
        return Requirements.all().list().stream()
                .filter(requirement -> requirement.in("documented").level() == level
                        && requirement.in("documented").applies()
                        && requirement.binds().binds(Direction.SERVER))
                .map(Requirement::id)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}
