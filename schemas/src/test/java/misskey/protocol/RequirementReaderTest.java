package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in the catalogue is named with its file, line and column, and with what would have been right. */
class RequirementReaderTest {
    private static final List<String> ROW = List.of(
            "- id: note.first",
            "  binds: server",
            "  level: MUST",
            "  basis: documented",
            "  statement: A first thing holds.",
            "  quote: words",
            "  source: a document",
            "  judged: It is looked at.",
            "  good: |",
            "    > {}",
            "  bad: |",
            "    < {}");

    /** A key of the row, what it is replaced by (nothing: taken away; with a plus sign: put before it), and what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quote | qoute: words | 6:10: there is no key "qoute" here; did you mean "quote"?
            level | level: MUTS | 3:10: there is no word "MUTS" here; did you mean "MUST"?
            binds | binds: servre | 2:10: there is no word "servre" here; did you mean "server"?
            basis | basis: wish | 4:10: there is no word "wish" here; there is: documented, reference, ecosystem, kit
            source | | 1:3: the row note.first lacks "source"
            quote | | 1:3: the row note.first lacks "quote"
            judged | | 1:3: the row note.first lacks "judged"
            bad | | 1:3: the row note.first lacks "bad"
            - id | - id: main.first | 1:7: the id "main.first" is not one of this file; expected "note." and words of small letters, joined by hyphens
            - id | - id: note.First | 1:7: the id "note.First" is not one of this file; expected "note." and words of small letters, joined by hyphens
            basis | basis: kit | 3:10: it is a MUST on the kit's own word; name a source or lower the level
            quote | + dialects: {misskey-21: {is: different, statement: S}} | 6:26: there is no dialect "misskey-21"; did you mean "misskey-12"?
            judged | + dialects: {misskey-12: {is: diferent}} | 8:31: there is no word "diferent" here; did you mean "different"?
            judged | + dialects: {misskey-12: {why: W}} | 8:26: it does not say "is"; expected required, different or not-applicable
            judged | + dialects: {misskey-12: {is: different, why: W}} | 8:26: a statement goes with "is: different" and with nothing else
            judged | + dialects: {misskey-12: {is: not-applicable}} | 8:26: it does not say "why"; expected the reason, with versions
            judged | + dialects: {misskey-12: {is: required, level: SHOULD}} | 8:26: it does not say "why"; expected the reason, with versions
            judged | + dialects: {misskey-12: {is: required, level: MUST, why: W}} | 8:48: a dialect can lower the level MUST of what applies, and nothing else
            judged | + dialects: {misskey-12: {is: required}} | 8:26: it says what holds anyway: leave it out, or lower the level
            judged | + exchange-dialect: misskey-202 | 8:21: there is no dialect where it applies, "misskey-202"; did you mean "misskey-2025"?
            good | good: hello | 9:9: the line "hello" begins with neither "> " (the client sends), "< " (the server sends) nor "* " (anything else)
            """)
    void mistakeIsNamedWithItsPlace(String key, String replacement, String error) {
        String text = lines(key, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> read(text)).hasMessage("requirements/note.yaml:" + error);
    }

    @Test
    void idThatIsThereTwiceIsNamedWithBothPlaces() {
        String row = String.join("\n", ROW) + "\n";

        assertThatThrownBy(() -> read(row + row))
                .hasMessage("requirements/note.yaml:13:7: the id \"note.first\" is there twice;"
                        + " before at requirements/note.yaml:1:7: ");
    }

    @Test
    void keyThatIsThereTwiceIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read(String.join("\n", ROW) + "\n  level: INFO\n"))
                .hasMessageStartingWith("requirements/note.yaml:13:8: Duplicate Object property \"level\"");
    }

    @Test
    void rowThatAppliesNowhereIsRefused() {
        String gone = Dialect.NAMES.stream()
                .map(name -> name + ": {is: not-applicable, why: W}")
                .collect(Collectors.joining(", ", "  dialects: {", "}\n"));

        assertThatThrownBy(() -> read(String.join("\n", ROW) + "\n" + gone))
                .hasMessage("requirements/note.yaml:13:13: it applies in no dialect");
    }

    @Test
    void exampleIsThatOfTheFirstDialectWhereTheRowHolds() {
        String elsewhere =
                "\n  dialects: {documented: {is: not-applicable, why: W}, misskey-12: {is: different, statement: S}}\n";

        assertThat(read(String.join("\n", ROW) + elsewhere)
                        .example()
                        .orElseThrow()
                        .dialect())
                .isEqualTo("misskey-2025");
    }

    @Test
    void excludedRowNeedsNoJudgeAndNoExample() {
        List<String> excluded = ROW.subList(0, 7);

        assertThat(read(String.join("\n", excluded) + "\n  excluded: Nobody can see it.\n")
                        .example())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            note.first 0000 | requirements/note.yaml:5:14: the statement of "note.first" is not the one that is locked; expected the words of before, or a new id
            note.frist 0000 | requirements/ids.lock:1:1: the id "note.frist" is gone from the catalogue; did you mean "note.first"?
            """)
    void lockNamesWhatChangedAndWhatIsGone(String line, String error) {
        assertThat(IdsLock.differences(files(String.join("\n", ROW)), line)).contains(error);
    }

    @Test
    void lockNamesWhatIsNew() {
        assertThat(IdsLock.differences(files(String.join("\n", ROW)), ""))
                .containsExactly("requirements/note.yaml:1:7: the id \"note.first\" is not in requirements/ids.lock");
    }

    /** The row with the line of this key, and what belongs to it, replaced; or, after a plus sign, with a line before it. */
    private static String lines(String key, String replacement) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        boolean before = replacement.startsWith("+ ");
        for (String line : ROW) {
            boolean begins = line.trim().startsWith(key + ":");
            inside = begins || (inside && line.startsWith("    "));
            if (begins && !replacement.isEmpty()) {
                text.append(replacement.startsWith("-") ? "" : "  ")
                        .append(before ? replacement.substring(2) : replacement)
                        .append('\n');
            }
            if (!inside || before) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static Requirement read(String text) {
        return new RequirementReader(files(text)).read().values().iterator().next();
    }

    private static UnaryOperator<String> files(String text) {
        return path -> Arrays.asList("[note]", text).get(path.endsWith("areas.yaml") ? 0 : 1);
    }
}
