package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import misskey.scenario.Located;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a baseline may say, and where its mistakes are. */
class BaselineFileTest {
    @TempDir
    Path folder;

    record Mistake(String text, String said) {}

    private static Mistake entry(String lines, String said) {
        return new Mistake("known:\n  - requirement: main.followed\n    code: NO_EVENT\n" + lines, said);
    }

    static List<Mistake> mistakes() {
        String reason = "    reason: slow\n";
        return List.of(
                new Mistake("", "1:1: the file is empty; expected a baseline"),
                new Mistake("# nothing\n", "1:1: the file is empty; expected a baseline"),
                new Mistake(
                        "- main.followed\n", "1:1: a baseline is an object with a list called \"known\"; found array"),
                new Mistake("known: 7\n", "1:1: \"known\" is the list of known failures; found number 7"),
                new Mistake("knwon: []\n", "1:1: a baseline has no \"knwon\"; did you mean \"known\"?"),
                new Mistake("known: []\nmore: 1\n", "2:1: a baseline has no \"more\"; there is: known"),
                new Mistake("known:\n  - main.followed\n", "2:5: an entry is an object"),
                new Mistake("known:\n\t- x: 1\n", "2:1: not YAML: a tab where YAML wants spaces"),
                new Mistake(
                        "known:\n  - code: NO_EVENT\n    reason: x\n",
                        "2:5: \"requirement\" is missing: the id of the requirement"),
                new Mistake(
                        "known:\n  - requirement: main.folowed\n    code: NO_EVENT\n    reason: x\n",
                        "2:5: there is no requirement \"main.folowed\"; did you mean \"main.followed\"?"),
                new Mistake(
                        "known:\n  - requirement: main.followed\n    reason: x\n",
                        "2:5: \"code\" is missing: the code"),
                new Mistake(
                        "known:\n  - requirement: main.followed\n    code: no event\n    reason: x\n",
                        "3:5: \"no event\" is no code; the code it fails under"),
                entry("", "2:5: \"reason\" is missing: say why it is put up with"),
                entry("    reason: ''\n", "4:5: the reason is empty: say why"),
                entry("    reason: TODO\n", "4:5: the reason is still TODO: say why"),
                entry("    reason: todo\n", "4:5: the reason is still TODO: say why"),
                entry("    reason: 7\n", "4:5: \"reason\" is a text; found number 7"),
                entry("    reason:\n", "4:5: \"reason\" is a text; found null"),
                entry("    reason: a\n    reason: b\n", "5:5: the key \"reason\" is there twice, first in line 4"),
                entry(reason + "    resaon: b\n", "5:5: an entry has no \"resaon\"; did you mean \"reason\"?"),
                entry(reason + "    expires: soon\n", "5:5: soon is no date; expected the last day"),
                entry(reason + "    expires: 2027-02-30\n", "5:5: there is no day 2027-02-30; expected the last day"),
                entry(reason + "    expires: 31.3.2027\n", "5:5: 31.3.2027 is no date"),
                entry(reason + "    expires: 2027\n", "5:5: \"expires\" is a text; found number 2027"),
                entry(reason + "    link: issue 12\n", "5:5: \"issue 12\" is no link; expected a URL with https://"),
                entry(
                        reason + "  - requirement: main.followed\n    code: OTHER\n    reason: x\n",
                        "5:5: \"main.followed\" has an entry already, at "));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldWithItsPlace(Mistake mistake) throws IOException {
        Path file = write(mistake.text());

        assertThatThrownBy(() -> BaselineFile.read(file)).hasMessageContaining(file + ":" + mistake.said());
        Cli server = Cli.run("server", "--baseline", file.toString());
        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(server.err()).startsWith("misskey-kit: " + file + ":" + mistake.said());
        assertThat(server.out()).isEmpty();
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        Path file = write("""
                known:
                  - {requirement: main.folowed, code: X, reason: x}
                  - {requirement: main.followed, code: X}
                  - {requirement: main.follow, code: X, reason: TODO}
                """);
        CannotRun thrown = catchThrowableOfType(CannotRun.class, () -> BaselineFile.read(file));

        assertThat(String.valueOf(thrown.getMessage()).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith(file + ":"));
    }

    @Test
    void entryIsReadWithEverythingItSays() throws Exception {
        Path file = write("""
                # yaml-language-server: $schema=https://misskey-kit.github.io/schemas/baseline.schema.json
                known:
                  # of the queue
                  - requirement: main.followed
                    code: NO_EVENT
                    reason: |
                      the queue is slow
                    link: https://issues.example/12
                    expires: 2027-03-31
                """);

        Baseline baseline = BaselineFile.read(file);

        assertThat(baseline.entries())
                .containsExactly(new Known(
                        "main.followed",
                        "NO_EVENT",
                        "the queue is slow",
                        Optional.of("https://issues.example/12"),
                        Optional.of(LocalDate.of(2027, 3, 31)),
                        file + ":4:5"));
        assertThat(BaselineFile.read(write("known: []\n")).entries()).isEmpty();
    }

    /** Of mistakes that a schema can know of, none is fine by it, and what is read is fine by it. */
    @Test
    void schemaSaysTheSame() throws Exception {
        DocumentSchema schema = DocumentSchema.of(BaselineFile.schema());
        DocumentSchema meta = DocumentSchema.of("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");
        assertThat(meta.check(Json.read(BaselineFile.schema()))).isEmpty();
        int checked = 0;
        for (Mistake mistake : mistakes()) {
            boolean beyondSchemas = mistake.said()
                    .matches("(?s).*(file is empty|not YAML|twice|no requirement|entry already|no day).*");
            if (!beyondSchemas) {
                checked++;
                assertThat(schema.check(Located.read(write(mistake.text()), "a baseline")
                                .root()))
                        .as(mistake.text())
                        .isNotEmpty();
            }
        }
        assertThat(checked).isGreaterThan(15);
        String fine =
                "known:\n  - {requirement: main.followed, code: X, reason: x, link: 'http://a', expires: 2027-01-01}\n";
        assertThat(schema.check(Located.read(write(fine), "a baseline").root())).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "baseline", ".yaml"), text);
    }
}
