package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.scenario.Scenario.Follow;
import misskey.scenario.Scenario.Post;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader makes of files that are right; {@link MistakesTest} has those that are wrong. */
class ScenarioReaderTest {
    private static final String SMALL = """
            # yaml-language-server: $schema=x.json
            # What it is about.
            # More of it.
            scenario: Small
            covers: [main.followed]
            steps:
              - open: {as: alice}
              - client: {type: ping}
              - server: {type: pong}
            """;

    @TempDir
    Path folder;

    static List<Path> library() throws IOException {
        return Library.files();
    }

    @ParameterizedTest
    @MethodSource("library")
    void libraryIsReadAndExplained(Path file) throws ScenarioError {
        Scenario scenario = ScenarioReader.read(file);

        assertThat(scenario.comment()).endsWith(".");
        assertThat(Explainer.explain(scenario))
                .hasSizeGreaterThan(scenario.steps().size());
        String path = file.toString().replace('\\', '/');
        assertThat(ScenarioReader.library(path).steps()).hasSameSizeAs(scenario.steps());
        assertThat(ScenarioReader.libraryHead(path))
                .isEqualTo(new ScenarioHead(
                        path, scenario.title(), scenario.covers(), scenario.plays(), scenario.dialects()));
    }

    @Test
    void libraryHasTheThreeFirstScenarios() throws IOException {
        assertThat(library())
                .extracting(file -> file.getFileName().toString())
                .contains("followed.yaml", "reacted.yaml", "api-response.yaml");
    }

    @Test
    void leftOutPartsMeanWhatTheLanguageSays() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", SMALL);

        assertThat(scenario.file()).isEqualTo("f.yaml");
        assertThat(scenario.title()).isEqualTo("Small");
        assertThat(scenario.comment()).isEqualTo("What it is about.");
        assertThat(scenario.plays()).containsExactly(Direction.CLIENT, Direction.SERVER);
        assertThat(scenario.dialects()).isEmpty();
        assertThat(scenario.cast().users()).containsExactly("alice", "bob");
        assertThat(scenario.cast().follows()).isEmpty();
        assertThat(scenario.cast().notes()).isEmpty();
        assertThat(scenario.virtualTime()).isFalse();
        assertThat(scenario.background()).isEmpty();
        assertThat(scenario.steps())
                .first()
                .isEqualTo(new Step.Open(
                        new Place(
                                new Location("f.yaml", 7, 5),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        new Party(Optional.of("alice"), Optional.empty()),
                        Optional.empty()));
    }

    @Test
    void worldIsReadAsWritten() throws ScenarioError {
        Scenario.Cast cast = ScenarioReader.parse("f.yaml", """
                scenario: s
                covers: [main.followed]
                plays: [client]
                dialects: [documented]
                world:
                  users: [carol, dave]
                  follows: [carol > dave, dave>carol]
                  notes:
                    n1: {by: carol}
                    n2: {by: dave, text: hello, visibility: home, poll: [a, b]}
                steps:
                  - open: {as: carol}
                  - client: {type: a}
                """).cast();

        assertThat(cast.follows()).containsExactly(new Follow("carol", "dave"), new Follow("dave", "carol"));
        assertThat(cast.notes())
                .isEqualTo(Map.of(
                        "n1", new Post("carol", "n1", "public", List.of()),
                        "n2", new Post("dave", "hello", "home", List.of("a", "b"))));
    }

    @Test
    void readScenarioCannotBeChanged() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", SMALL);

        assertThatThrownBy(() -> scenario.cast().notes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> scenario.cast().follows().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> scenario.steps().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void namesAreKnownOnceSomethingBindsThem() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", """
                scenario: s
                covers: [main.followed]
                world: {notes: {n1: {by: bob}}}
                steps:
                  - open: {as: alice}
                  - client: {type: a, body: {id: {$bind: first}, again: "${first}"}}
                  - do: {as: bob, call: x, with: {id: "${first} ${n1.id}"}, bind: {note: createdNote}}
                  - never: {server: {body: {id: "${note.id}"}}}
                    until:
                      - server: {type: a, body: {id: {$bind: second}}}
                  - server: {type: b, body: {id: "${second}", text: {$lit: "${third}"}}}
                """);

        assertThat(scenario.steps()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void lineEndsOfOtherSystemsReadAsWell(String end) throws ScenarioError {
        String text = SMALL.replace("\n", end);

        assertSame(ScenarioReader.parse("f.yaml", text), ScenarioReader.parse("f.yaml", SMALL));
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsChangeNothing() throws IOException, ScenarioError {
        Path file = folder.resolve("windows.yaml");
        Files.writeString(file, "\uFEFF" + SMALL.replace("\n", "\r\n"));

        assertSame(ScenarioReader.read(file), ScenarioReader.parse(file.toString(), SMALL));
    }

    /** The same but for the text, which stays as the file has it. */
    private static void assertSame(Scenario read, Scenario wanted) {
        assertThat(read.comment()).isEqualTo(wanted.comment());
        assertThat(read.covers()).isEqualTo(wanted.covers());
        assertThat(read.steps()).isEqualTo(wanted.steps());
        assertThat(read.text().lines())
                .containsExactlyElementsOf(wanted.text().lines().toList());
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("nowhere.yaml");

        assertThatThrownBy(() -> ScenarioReader.read(file))
                .isInstanceOf(ScenarioError.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void folderIsNotAScenario() {
        assertThatThrownBy(() -> ScenarioReader.read(folder))
                .isInstanceOf(ScenarioError.class)
                .hasMessageStartingWith(folder + ": cannot be read: ");
    }

    @Test
    void byteThatIsNotUtf8IsNamedWithItsPlace() throws IOException {
        Path file = folder.resolve("latin1.yaml");
        Files.write(file, "# 👍\r\nscenario: caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ScenarioReader.read(file))
                .isInstanceOf(ScenarioError.class)
                .hasMessage(file + ":2:14: the byte 0xE9 is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void utf16IsNotUtf8() throws IOException {
        Path file = folder.resolve("utf16.yaml");
        Files.write(file, SMALL.getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> ScenarioReader.read(file))
                .isInstanceOf(ScenarioError.class)
                .hasMessage(file + ":1:1: the byte 0xFE is not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void unknownLibraryFileIsAMistakeOfTheKit() {
        assertThatThrownBy(() -> ScenarioReader.library("documented/nothing.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no documented/nothing.yaml in the library");
    }
}
