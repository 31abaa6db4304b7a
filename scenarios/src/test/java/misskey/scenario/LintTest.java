package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
    private static final Set<String> ENDPOINTS = Set.of("notes/create", "following/create");
    private static final String GOOD = """
            # What it is about.
            scenario: s
            covers: [main.followed, client.ids-unique]
            plays: [client, server]
            steps:
              - open: {as: alice}
              - client: {type: connect, body: {channel: main, id: {$bind: id}}}
              - do: {as: bob, call: following/create, with: {userId: "${alice.id}"}}
              - server: {type: channel, body: {id: "${id}", type: followed, body: "${bob}"}}
            """;

    private static List<String> lint(String text) {
        return Lint.check("f.yaml", text, ENDPOINTS).stream()
                .map(Throwable::getMessage)
                .toList();
    }

    @Test
    void nothingIsToldOfAGoodFile() {
        assertThat(lint(GOOD)).isEmpty();
    }

    @Test
    void everyMistakeThatTheReaderRefusesIsToldAndWhatFollowsFromOneIsNot() {
        assertThat(lint("""
                # What it is about.
                scenario: s
                covers: [main.folowed, main.followed]
                steps:
                  - open: {as: alcie}
                  - client: {type: a, body: {id: "${x}"}}
                  - do: {as: bob, call: notes/create, with: {a: "${y}"}, bind: {note: createdNote}}
                  - server: {type: b, body: "${note}"}
                  - anyOrder:
                      - server: {type: b, body: "${z}"}
                      - server: {type: c, body: "${alcie}"}
                """))
                .containsExactly(
                        "f.yaml:3:10: there is no requirement \"main.folowed\"; did you mean \"main.followed\"?",
                        "f.yaml:5:12: the world has no account \"alcie\"; it has alice, bob; did you mean \"alice\"?",
                        "f.yaml:6:30: nothing before this binds \"x\"",
                        "f.yaml:7:46: nothing before this binds \"y\"",
                        "f.yaml:10:27: nothing before this binds \"z\"");
    }

    @Test
    void everyUnknownKeyIsTold() {
        assertThat(lint("""
                # What it is about.
                scenaro: s
                covers: []
                setps:
                  - opne: {as: alice}
                """))
                .containsExactly(
                        "f.yaml:2:1: the language has no \"scenaro\" here; did you mean \"scenario\"?",
                        "f.yaml:3:1: must have at least 1 items but found 0: The ids of the requirements it shows;"
                                + " `misskey-kit list` names them all.",
                        "f.yaml:4:1: the language has no \"setps\" here; did you mean \"steps\"?");
    }

    @Test
    void fileThatCannotBeReadIsToldLikeAnyOther() {
        assertThat(Lint.check(Path.of("no-such-file.yaml"), ENDPOINTS))
                .extracting(Throwable::getMessage)
                .containsExactly("no-such-file.yaml: there is no such file");
        assertThat(lint("scenario: [")).hasSize(1).allMatch(text -> text.contains("not YAML"));
    }

    @Test
    void commentSaysWhatTheFileIsAbout() {
        assertThat(lint(GOOD.replace("# What it is about.", "# yaml-language-server: $schema=x.json")))
                .containsExactly("f.yaml:1:1: no comment says what the file is about: begin it with a line \"# …\","
                        + " which lists and reports show");
    }

    @Test
    void requirementBindsASideThatTheFileIsPlayedTo() {
        assertThat(lint(GOOD.replace("[client, server]", "[client]")))
                .contains("f.yaml:3:10: main.followed binds the server, and the file is played to a client only: cover"
                        + " something that a client must do, or play it to the other side");
        assertThat(lint(GOOD.replace("[client, server]", "[server]")))
                .containsExactly("f.yaml:3:25: client.ids-unique binds the client, and the file is played to a server"
                        + " only: cover something that a server must do, or play it to the other side");
    }

    @Test
    void requirementHoldsWhereTheFileDoes() {
        assertThat(lint(GOOD.replace("main.followed,", "api.answers,")
                        .replace("steps:", "dialects: [misskey-2025]\nsteps:")))
                .containsExactly(
                        "f.yaml:3:10: api.answers is not required in misskey-2025, where alone the file holds");
    }

    /** Each line takes the place of one in the good file; the mistake is told with its line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plays: [client, server]   | world: {users: [alice, bob, carol]}     | 4:29: nothing in the file uses "carol": leave the account out of the world
            plays: [client, server]   | world: {notes: {n1: {by: bob}}}         | 4:17: nothing in the file uses "n1": leave the note out of the world
            call: following/create    | call: following/creat                   | 8:5: the mock has no endpoint "following/creat"; did you mean "following/create"?
            call: following/create    | call: no/such                           | 8:5: the mock has no endpoint "no/such"; POST /api/endpoints names them all
            call: following/create    | call: following/create, bind: {u: id}   | 8:5: nothing in the file uses "u": leave it out of "bind"
            {type: connect, body      | {type: conect, body                     | 7:5: there is no frame of the client "conect"; did you mean "connect"? If it is meant, write {$lit: conect}
            channel: main             | channel: mian                           | 7:5: there is no channel "mian"; did you mean "main"? If it is meant, write {$lit: mian}
            channel: main             | channel: antenna                        | 7:5: the channel "antenna" is not in documented, where the file holds too: write "dialects: [misskey-12, misskey-2025]"; if it is meant, write {$lit: antenna}
            type: followed            | type: folowed                           | 9:5: there is no event of main "folowed"; did you mean "followed"? If it is meant, write {$lit: folowed}
            type: followed            | type: notification                      | 9:5: the event of main "notification" is not in documented, where the file holds too: write "dialects: [misskey-12, misskey-2025]"; if it is meant, write {$lit: notification}
            """)
    void wordThatNobodyUsesOrKnowsIsTold(String good, String bad, String mistake) {
        assertThat(GOOD).contains(good);
        assertThat(lint(GOOD.replace(good, bad))).contains("f.yaml:" + mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type: followed            | type: {$lit: folowed}
            type: followed            | type: somethingNew
            channel: main             | channel: {$lit: mian}
            channel: main             | channel: somewhereElse
            userId: "${alice.id}"     | text: hello @alice
            """)
    void wordThatIsMeantIsNotTold(String good, String meant) {
        assertThat(GOOD).contains(good);
        assertThat(lint(GOOD.replace(good, meant))).isEmpty();
    }

    /** The mistake is in line 6 or below, in a file for clients. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            app: {connect: main, as: mine}                                          | 6:5: nothing in the file uses "mine": leave "as" out
            app: {connect: main, as: mine}; app: {disconnect: mine}                 |
            app: {call: i, as: asked}; seen: {response: asked}                      |
            client: {type: connect, body: {id: {$bind: x}}}                         | 6:5: nothing in the file uses "x": write {$any: true} in its place
            client: {type: connect, body: {id: {$bind: x}}}; server: {type: "${x}"} |
            server: {type: channel, body: {id: {$bind: x}, type: note}}             |
            connect: {channel: main, as: mine}                                      |
            connect: {channel: main, as: mine}; event: {channel: mine, type: note}  | 7:5: there is no event of main "note"; did you mean "renote"? If it is meant, write {$lit: note}
            app: {connect: main, as: mine}; seen: {channel: mine, type: folowed}    | 7:5: there is no event of main "folowed"; did you mean "followed"? If it is meant, write {$lit: folowed}
            update: {note: x, type: reactd}                                         | 6:5: there is no update of a note "reactd"; did you mean "reacted"? If it is meant, write {$lit: reactd}
            never: {seen: {noteUpdated: x, type: delted}}; until: client: {type: a} | 6:5: there is no update of a note "delted"; did you mean "deleted"? If it is meant, write {$lit: delted}
            repeat: {times: 2, as: i, steps: [{client: {type: a}}]}                 | 6:5: nothing in the file uses "i": leave "as" out
            app: {close: true}; client: {type: a}                                   | 7:5: this can never happen: the application has its client close the connection in line 6
            app: {close: true}; close: {by: client}                                 |
            """)
    void stepsForAClient(String steps, @Nullable String mistake) {
        String text = "# About.\nscenario: s\ncovers: [client.ids-unique]\nplays: [client]\n"
                + "steps: [open: {as: alice}, client: {type: a},\n    "
                + Arrays.stream(steps.split("; (?!until)"))
                        .map(step -> step.replaceFirst("^(never.*); until: (.*)$", "{$1, until: [$2]}"))
                        .collect(Collectors.joining(",\n    "))
                + "]\n";
        List<String> told = lint(text);

        if (mistake == null) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).containsExactly("f.yaml:" + mistake);
        }
    }

    @Test
    void replyCanNeverHappenWhereNoDialectHasRequests() {
        assertThat(lint("""
                # About.
                scenario: s
                covers: [client.ids-unique]
                dialects: [misskey-2025]
                steps:
                  - open: {as: alice}
                  - client: {type: api, body: {id: "1"}}
                  - reply: {to: "1", result: {}}
                """))
                .containsExactly("f.yaml:8:5: this can never happen: misskey-2025 has no api requests over the stream;"
                        + " leave the step out, or hold in another dialect");
    }
}
