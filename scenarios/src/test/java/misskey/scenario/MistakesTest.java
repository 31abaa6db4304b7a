package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of mistake is told with {@code file:line:column}, what was wrong and, where it is near, what was meant. */
class MistakesTest {
    private static final String STEP = "steps:\n  - open: {as: alice}\n";

    private static void assertMistake(String text, String message) {
        assertThatThrownBy(() -> ScenarioReader.parse("f.yaml", text))
                .isInstanceOf(ScenarioError.class)
                .hasMessage("f.yaml:" + message);
    }

    /** The mistake is in line 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stesp: []                                   | 3:1: the language has no "stesp" here; did you mean "steps"?
            foo: 1                                      | 3:1: the language has no "foo" here; known here: scenario, covers, source, plays, dialects, world, steps
            covers: [main.followed]                     | 3:1: the key "covers" is there twice, first in line 2
            plays: [cleint]                             | 3:9: there is no "cleint" here; did you mean "client"?
            plays: [client, client]                     | 3:1: must have only unique items in the array: The sides it can judge; both where this is left out.
            plays: client                               | 3:1: string found, array expected: The sides it can judge; both where this is left out.
            dialects: [documentd]                       | 3:12: there is no dialect "documentd"; did you mean "documented"?
            world: {user: [alice]}                      | 3:9: the language has no "user" here; did you mean "users"?
            world: {users: [a-b]}                       | 3:17: "a-b" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            world: {users: [anonymous]}                 | 3:17: "anonymous" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            world: {follows: [alice bob]}               | 3:19: "alice bob" does not fit: Who follows whom: `alice > bob`.
            world: {follows: [alice > bbo]}             | 3:19: the world has no account "bbo"; it has alice, bob; did you mean "bob"?
            world: {notes: {n1: {by: carol}}}           | 3:22: the world has no account "carol"; it has alice, bob
            world: {notes: {n1: {}}}                    | 3:17: "by" is missing: The author.
            world: {notes: {n1: {by: bob, txt: hi}}}    | 3:31: the language has no "txt" here; did you mean "text"?
            world: {notes: {a/b: {by: bob}}}            | 3:17: "a/b" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            world: {notes: {bob: {by: bob}}}            | 3:17: "bob" is an account already; give the note another name
            source: {$any: .nan}                        | 3:16: .nan can be read in two ways: write it as JSON does, or in quotes for a text
            source: 1e999                               | 3:9: 1e999 can be read in two ways: write it as JSON does, or in quotes for a text
            source: 5                                   | 3:1: integer found, string expected: Where the behaviour or the bug was seen.
            source: !!str 5                             | 3:9: tags are not part of the language; write a text in quotes and a number without
            source: &here x                             | 3:9: anchors and aliases are not part of the language; write the value out
            source: *there                              | 3:9: anchors and aliases are not part of the language; write the value out
            &key source: x                              | 3:1: anchors and aliases are not part of the language; write the value out
            source: 010                                 | 3:9: 010 can be read in two ways: write it as JSON does, or in quotes for a text
            source: ~                                   | 3:9: ~ can be read in two ways: write it as JSON does, or in quotes for a text
            source: {[a]: b}                            | 3:10: a key is a text; found a list or an object
            source: {*a : b}                            | 3:10: anchors and aliases are not part of the language; write the value out
            source: !x [a]                              | 3:9: tags are not part of the language; write a text in quotes and a number without
            source: @home                               | 3:9: not YAML: found character '@' that cannot start any token, while scanning for the next token
            source: [a                                  | 4:6: not YAML: expected ',' or ']', but got :, while parsing a flow sequence
            """)
    void mistakeAtTheTopSaysWhereAndWhat(String line, String message) {
        assertMistake("scenario: s\ncovers: [main.followed]\n" + line + "\n" + STEP, message);
    }

    /** The mistake is in line 4 or below. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            opne: {as: alice}                                     | 4:5: the language has no "opne" here; did you mean "open"?
            wait: 3s                                              | 4:5: the language has no "wait" here; known here: open, app, client, server, do, reply, seen, never, until
            <<: {open: {as: alice}}                               | 4:5: the language has no "<<" here; known here: open, app, client, server, do, reply, seen, never, until
            {open: {as: alice}, client: {type: a}}                | 4:5: expected exactly one of open, app, client, server, do, reply, seen, never; found open and client
            {}                                                    | 4:5: expected exactly one of open, app, client, server, do, reply, seen, never; found none of them
            open                                                  | 4:5: expected exactly one of open, app, client, server, do, reply, seen, never; found none of them
            open: {}                                              | 4:5: "as" is missing: An account of the world, or `anonymous`.
            open: alice                                           | 4:5: string found, object expected: To a client: this account's next handshake must arrive. To a server: the kit dials as this account, or as `anonymous`.
            open: {as: alcie}                                     | 4:12: the world has no account "alcie"; it has alice, bob; did you mean "alice"?
            open: {as: alice, nth: 2}                             | 4:23: the language has no "nth" here; known here: as
            do: {as: bbo, call: x}                                | 4:10: the world has no account "bbo"; it has alice, bob; did you mean "bob"?
            do: {as: anonymous, call: x}                          | 4:10: the world has no account "anonymous"; it has alice, bob
            do: {as: bob, call: x, with: {a: "${alcie.id}"}}      | 4:35: nothing before this binds "alcie"; did you mean "alice"?
            do: {as: bob, call: x, with: {a: {$any: true}}}       | 4:39: the language has no "$any" here; known here: $lit
            do: {as: bob, call: x, bind: {1st: a}}                | 4:35: "1st" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            app: {connect: main, call: x}                         | 4:5: expected exactly one of connect, capture, release, call; found connect and call
            app: {connect: main, with: {}}                        | 4:26: "with" needs "call" beside it: Call this endpoint over the stream.
            app: {connect: main, params: {a: "${x}"}}             | 4:35: nothing before this binds "x"
            app: {capture: "${n1.id}"}                            | 4:11: nothing before this binds "n1"
            client: {body: {}}                                    | 4:5: "type" is missing: A frame of the client: must arrive, or is sent. `{$bind: name}` gives a name to a value, or makes one up.
            client: {type: a, body: {x: {$bnd: y}}}               | 4:34: the language has no "$bnd" here; did you mean "$bind"?
            client: {type: a, body: {x: [{$schema: y}]}}          | 4:35: the language has no "$schema" here; known here: $bind, $any, $absent, $type, $regex, $oneOf, $gt, $lt, $lit
            client: {type: a, body: {x: {$bind: y, z: 1}}}        | 4:30: an operator stands alone in its object; found $bind, z
            client: {type: a, body: {x: {$gt: 1, $lt: 3}}}        | 4:30: an operator stands alone in its object; found $gt, $lt
            client: {type: a, body: {x: {$bind: a.b}}}            | 4:34: "a.b" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            client: {type: a, body: {x: {$type: strnig}}}         | 4:34: there is no "strnig" here; did you mean "string"?
            client: {type: a, body: {x: {$regex: "("}}}           | 4:34: not a regular expression: Unclosed group
            client: {type: a, body: {x: {$any: 1}}}               | 4:34: must be the constant value 'true': `true`: anything, but something.
            client: {type: a, body: {x: {$oneOf: []}}}            | 4:34: must have at least 1 items but found 0: What one of these patterns looks like.
            client: {type: a, body: {x: {$oneOf: [{$bind: y}]}}}  | 4:44: what need not come binds nothing: write {$any: true} in place of the name "y"
            client: {type: a, body: {a/b: {~: "${x}"}}}           | 4:36: nothing before this binds "x"
            client: {type: a, body: "${alice.id"}                 | 4:23: "${" begins a reference, as in "${alice.id}"; write {$lit: …} around a text that has it
            client: {type: a, body: "${ alice }"}                 | 4:23: "${" begins a reference, as in "${alice.id}"; write {$lit: …} around a text that has it
            client: {type: a, body: "${later}"}                   | 4:23: nothing before this binds "later"
            server: {type: a, body: {x: "${y}", y: {$bind: y}}}   | 4:30: nothing before this binds "y"
            reply: {to: x}                                        | 4:5: expected exactly one of result, error; found none of them
            reply: {to: x, result: 1, error: {}}                  | 4:5: expected exactly one of result, error; found result and error
            reply: {result: 1}                                    | 4:5: "to" is missing: The request's id.
            reply: {to: "${x}", result: 1}                        | 4:13: nothing before this binds "x"
            reply: {to: x, error: {id: "${x}"}}                   | 4:28: nothing before this binds "x"
            seen: {type: a}                                       | 4:5: expected exactly one of channel, noteUpdated, response; found none of them
            seen: {channel: mine}                                 | 4:12: no app step before this calls a channel "mine"
            seen: {noteUpdated: x, result: 1}                     | 4:28: "result" needs "response" beside it: The name the scenario gave to a call.
            {never: {server: {type: a}}}                          | 4:6: "never" needs "until" beside it: Beside `never`: steps that end in something the same side does on the same connection.
            {open: {as: alice}, until: [{open: {as: alice}}]}     | 4:25: "until" needs "never" beside it: A frame that must not come until the steps of `until` have passed, nor after them.
            until: [{open: {as: alice}}]                          | 4:5: "until" needs "never" beside it: A frame that must not come until the steps of `until` have passed, nor after them.
            {never: {}, until: [{server: {type: a}}]}             | 4:6: expected exactly one of client, server; found none of them
            {never: {server: {type: {$bind: x}}}, until: [{server: {type: a}}]} | 4:30: what need not come binds nothing: write {$any: true} in place of the name "x"
            {never: {server: {}}, until: [{client: {type: a}}]}   | 4:35: "until" ends in something that the server does, for its silence up to then to mean something; this step is not of that kind
            {never: {client: {}}, until: [{client: {type: a}}, {do: {as: bob, call: x}}]} | 4:56: "until" ends in something that the client does, for its silence up to then to mean something; this step is not of that kind
            """)
    void mistakeInAStepSaysWhereAndWhat(String step, String message) {
        assertMistake("scenario: s\ncovers: [main.followed]\nsteps:\n  - " + step + "\n", message);
    }

    @Test
    void nameOfAChannelIsKnownFromItsAppStepOn() {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\nsteps:\n"
                        + "  - app: {connect: main, as: mine}\n  - seen: {channel: mien}\n",
                "5:12: no app step before this calls a channel \"mien\"; did you mean \"mine\"?");
        assertMistake(
                "scenario: s\ncovers: [main.followed]\nsteps:\n"
                        + "  - app: {call: a/b, as: mine}\n  - seen: {channel: mine}\n",
                "5:12: no app step before this calls a channel \"mine\"");
    }

    @Test
    void nameThatOnlyANeverCouldBindIsNotKnown() {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\nsteps:\n"
                        + "  - never: {server: {type: a}}\n    until:\n      - server: {type: b, body: {$bind: x}}\n"
                        + "  - server: {type: c, body: \"${y}\"}\n",
                "7:23: nothing before this binds \"y\"");
    }

    @Test
    void unknownRequirementIsNamedWithTheNearest() {
        assertMistake(
                "scenario: s\ncovers: [note.reacted, main.folowed]\n" + STEP,
                "2:24: there is no requirement \"main.folowed\"; did you mean \"main.followed\"?");
    }

    @Test
    void ofSeveralMistakesTheOneThatExplainsMostIsTold() {
        assertMistake(
                "scenaro: s\ncovers: []\n" + STEP,
                "1:1: the language has no \"scenaro\" here; did you mean \"scenario\"?");
        assertMistake(
                "scenario: s\ncovers: []\nsteps: []\n",
                "2:1: must have at least 1 items but found 0: "
                        + "The ids of the requirements it shows; `misskey-kit list` names them all.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but words\n", "---\n", "\uFEFF", "null"})
    void fileWithoutAScenarioIsEmpty(String text) {
        assertMistake(text, "1:1: the file is empty; expected a scenario");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just words", "- a\n- b\n", "5"})
    void fileOfAnotherShapeIsNotAScenario(String text) {
        assertThatThrownBy(() -> ScenarioReader.parse("f.yaml", text))
                .isInstanceOf(ScenarioError.class)
                .hasMessageMatching("f\\.yaml:1:1: .* object expected: Who sends what .*");
    }

    @Test
    void secondDocumentIsRefusedWhereItBegins() {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\n" + STEP + "---\nfoo: 1\n",
                "5:1: a second document; expected one scenario in one file");
    }

    static Stream<Arguments> tabs() {
        return Stream.of(
                Arguments.of("\t- open: {as: alice}", "4:1"),
                Arguments.of("  -\topen: {as: alice}", "4:4"),
                Arguments.of("  - open:\n\t\tas: alice", "5:1"));
    }

    @ParameterizedTest
    @MethodSource("tabs")
    void tabIsNamedWhereItStands(String steps, String place) {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\nsteps:\n" + steps + "\n",
                place + ": not YAML: a tab where YAML wants spaces; indent with spaces");
    }

    @Test
    void wrongIndentationIsNamedWhereItStands() {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\n" + STEP + " - open: {as: bob}\n",
                "5:2: not YAML: expected <block end>, but found '<block sequence start>', while parsing a block mapping");
    }

    @Test
    void controlCharacterIsNamedWhereItStands() {
        assertMistake(
                "# 👍\u0007\n", "1:4: the character U+0007 cannot stand in YAML; write \"\\u0007\" in double quotes");
    }

    @Test
    void columnsCountCharactersNotBytesOrHalves() {
        assertMistake(
                "scenario: s\ncovers: [main.followed]\nsteps:\n  - client: {type: 👍é, body: \"${x}\"}\n",
                "4:24: nothing before this binds \"x\"");
    }

    /** The YAML parser reads by the thousand characters, and an emoji may lie across the end of one. */
    @Test
    void emojiMayStandAnywhere() {
        String text = "👍\nscenario: s\ncovers: [main.followed]\nsteps:\n  - opne: {as: alice}\n";
        for (int before = 900; before < 1_100; before++) {
            assertMistake(
                    "# " + "x".repeat(before) + text, "5:5: the language has no \"opne\" here; did you mean \"open\"?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void placesAreRightWithLineEndsOfOtherSystems(String end) {
        String text = "\uFEFF# words\nscenario: s\ncovers: [main.followed]\nsteps:\n  - opne: {as: alice}\n";

        assertMistake(text.replace("\n", end), "5:5: the language has no \"opne\" here; did you mean \"open\"?");
    }

    @Test
    void byteOrderMarkDoesNotMoveTheFirstLine() {
        assertMistake(
                "\uFEFFfoo: 1\n",
                "1:1: the language has no \"foo\" here; known here: "
                        + "scenario, covers, source, plays, dialects, world, steps");
    }

    @Test
    void bottomlessNestingIsRefusedBeforeItHurts() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> ScenarioReader.parse("f.yaml", "scenario: " + deep))
                .isInstanceOf(ScenarioError.class)
                .hasMessage("f.yaml:1:75: nested deeper than 64 levels");
    }
}
