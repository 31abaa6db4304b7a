package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about scenario files that play none. */
class LintVerbTest {
    private static final Path LIBRARY = Path.of("..", "scenarios");
    private static final String GOOD = """
            # What it is about.
            scenario: s
            covers: [client.ids-unique]
            plays: [client]
            steps:
              - open: {as: alice}
              - connect: {channel: main, as: mine}
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    /** A mistake in the library is one in what users copy. */
    @Test
    void libraryHasNoMistakes() {
        Cli lint = Cli.run("lint", LIBRARY.toString());

        assertThat(lint.out()).endsWith(" files, no mistakes" + System.lineSeparator());
        assertThat(lint.exitCode()).isZero();
    }

    @Test
    void mistakesOfAllFilesAreToldAndNotTheFirstOnesOnly() throws IOException {
        String first = file("a/first.yaml", GOOD.replace("open", "opne").replace("covers", "cover"));
        String second = file("b/second.yaml", GOOD.replace("alice", "alcie"));
        file("b/third.yaml", GOOD);
        file("b/other.yaml", "compose: 3\n");
        file(".hidden/copy.yaml", GOOD.replace("alice", "alcie"));
        Cli lint = Cli.run("lint", folder.toString());

        assertThat(lint.exitCode()).isEqualTo(2);
        assertThat(lint.out().lines())
                .containsExactly(
                        first + ":3:1: the language has no \"cover\" here; did you mean \"covers\"?",
                        first + ":6:5: the language has no \"opne\" here; did you mean \"open\"?",
                        second
                                + ":6:12: the world has no account \"alcie\"; it has alice, bob; did you mean \"alice\"?",
                        "3 files, 3 mistakes in 2");
    }

    @Test
    void endpointsAreTheMocksOwn() throws IOException {
        String text = GOOD + "  - do: {as: bob, call: notes/reactions/crate}\n";

        assertThat(Cli.run("lint", file("f.yaml", text)).out())
                .contains(
                        "the mock has no endpoint \"notes/reactions/crate\"; did you mean \"notes/reactions/create\"?");
        assertThat(Cli.run("lint", file("f.yaml", text.replace("crate", "create")))
                        .exitCode())
                .isZero();
    }

    @Test
    void fileThatIsNotThereIsAMistakeAndAnEmptyFolderIsNoLint() {
        assertThat(Cli.run("lint", "no-such.yaml").out()).contains("no-such.yaml: there is no such file");
        assertThat(Cli.run("lint", "no-such.yaml").exitCode()).isEqualTo(2);
        assertThat(Cli.run("lint", folder.toString()).err()).contains("there is no scenario (.yaml) in " + folder);
    }

    @Test
    void explainWritesShortStepsOut() throws IOException {
        String file = file("f.yaml", GOOD);

        assertThat(Cli.run("explain", "--expand", file).out().lines())
                .endsWith(
                        "  - app: {connect: main, as: mine}",
                        "  - client: {type: connect, body: {channel: main, id: {$bind: mine}}}");
        assertThat(Cli.run("explain", file).out())
                .contains("2. The application tells alice's client to connect to main");
        assertThat(Cli.run("explain", "--expand", "main.followed").err())
                .contains("--expand is for scenario files, and there is no file \"main.followed\"");
    }
}
