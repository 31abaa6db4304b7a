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
    private static final String OPENED = "scenario: s\ncovers: [main.followed]\n" + STEP;

    private static void assertMistake(String text, String message) {
        assertThatThrownBy(() -> ScenarioReader.parse("f.yaml", text))
                .isInstanceOf(ScenarioError.class)
                .hasMessage("f.yaml:" + message);
    }

    /** The mistake is in line 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stesp: []                                   | 3:1: the language has no "stesp" here; did you mean "steps"?
            foo: 1                                      | 3:1: the language has no "foo" here; known here: scenario, covers, source, plays, dialects, clock, background, world, steps
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

    /** The mistake is in line 5 or below, behind a step that opens a connection. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            opne: {as: alice}                                     | 5:5: the language has no "opne" here; did you mean "open"?
            sleep: 3s                                             | 5:5: the language has no "sleep" here; known here: open, refused, app, client, server, do, reply, call, attempts, seen, never, until, close, fault, wait, repeat, anyOrder, inOrder, checkpoint, connect, disconnect, event, capture, release, update, on, nth, within, covers
            <<: {open: {as: alice}}                               | 5:5: the language has no "<<" here; known here: open, refused, app, client, server, do, reply, call, attempts, seen, never, until, close, fault, wait, repeat, anyOrder, inOrder, checkpoint, connect, disconnect, event, capture, release, update, on, nth, within, covers
            {open: {as: alice}, client: {type: a}}                | 5:5: expected exactly one of open, refused, app, client, server, do, reply, call, attempts, seen, never, close, fault, wait, repeat, anyOrder, inOrder, checkpoint, connect, disconnect, event, capture, release, update; found open and client
            {}                                                    | 5:5: expected exactly one of open, refused, app, client, server, do, reply, call, attempts, seen, never, close, fault, wait, repeat, anyOrder, inOrder, checkpoint, connect, disconnect, event, capture, release, update; found none of them
            open                                                  | 5:5: expected exactly one of open, refused, app, client, server, do, reply, call, attempts, seen, never, close, fault, wait, repeat, anyOrder, inOrder, checkpoint, connect, disconnect, event, capture, release, update; found none of them
            open: {}                                              | 5:5: "as" is missing: Whose connection: an account of the world, or `anonymous`.
            open: alice                                           | 5:5: string found, object expected: To a client: this account's next handshake must arrive, and is accepted. To a server: the kit dials as this account, or as `anonymous`.
            open: {as: alcie}                                     | 5:12: the world has no account "alcie"; it has alice, bob; did you mean "alice"?
            open: {as: alice, nth: 3}                             | 5:23: this is connection 2 of alice, not 3: those before it are opened by steps before it
            {close: {by: client}, covers: main.folowed}           | 5:27: "main.folowed" is not among what the file covers; did you mean "main.followed"?; a step decides about requirements that stand under "covers" at the top of the file
            do: {as: bbo, call: x}                                | 5:10: the world has no account "bbo"; it has alice, bob; did you mean "bob"?
            do: {as: anonymous, call: x}                          | 5:10: the world has no account "anonymous"; it has alice, bob
            do: {as: bob, call: x, with: {a: "${alcie.id}"}}      | 5:35: nothing before this binds "alcie"; did you mean "alice"?
            do: {as: bob, call: x, with: {a: {$any: true}}}       | 5:39: the language has no "$any" here; known here: $lit
            do: {as: bob, call: x, bind: {1st: a}}                | 5:35: "1st" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            app: {connect: main, call: x}                         | 5:5: expected exactly one of connect, disconnect, send, capture, release, call, close; found connect and call
            app: {connect: main, with: {}}                        | 5:26: "with" needs "call" beside it: Call this endpoint over the stream.
            app: {connect: main, params: {a: "${x}"}}             | 5:35: nothing before this binds "x"
            app: {capture: "${n1.id}"}                            | 5:11: nothing before this binds "n1"
            client: {body: {}}                                    | 5:5: expected exactly one of type, $text, $binary, $ping, $pong; found none of them
            client: {type: a, body: {x: {$bnd: y}}}               | 5:34: the language has no "$bnd" here; did you mean "$bind"?
            client: {type: a, body: {x: [{$where: y}]}}           | 5:35: the language has no "$where" here; known here: $bind, $any, $absent, $type, $regex, $oneOf, $schema, $exact, $text, $binary, $ping, $pong, $close, $gt, $lt, $lit
            client: {type: a, body: {x: {$bind: y, z: 1}}}        | 5:30: an operator stands alone in its object; found $bind, z
            client: {type: a, body: {x: {$gt: 1, $lt: 3}}}        | 5:30: an operator stands alone in its object; found $gt, $lt
            client: {type: a, body: {x: {$bind: a.b}}}            | 5:34: "a.b" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            client: {type: a, body: {x: {$type: strnig}}}         | 5:34: there is no "strnig" here; did you mean "string"?
            client: {type: a, body: {x: {$regex: "("}}}           | 5:34: not a regular expression: Unclosed group
            client: {type: a, body: {x: {$any: 1}}}               | 5:34: must be the constant value 'true': `true`: anything, but something.
            client: {type: a, body: {x: {$oneOf: []}}}            | 5:34: must have at least 1 items but found 0: What one of these patterns looks like.
            client: {type: a, body: {x: {$oneOf: [{$bind: y}]}}}  | 5:44: what need not come binds nothing: write {$any: true} in place of the name "y"
            client: {type: a, body: {a/b: {~: "${x}"}}}           | 5:36: nothing before this binds "x"
            client: {type: a, body: "${alice.id"}                 | 5:23: "${" begins a reference, as in "${alice.id}"; write {$lit: …} around a text that has it
            client: {type: a, body: "${ alice }"}                 | 5:23: "${" begins a reference, as in "${alice.id}"; write {$lit: …} around a text that has it
            client: {type: a, body: "${later}"}                   | 5:23: nothing before this binds "later"
            server: {type: a, body: {x: "${y}", y: {$bind: y}}}   | 5:30: nothing before this binds "y"
            reply: {to: x}                                        | 5:5: expected exactly one of result, error; found none of them
            reply: {to: x, result: 1, error: {}}                  | 5:5: expected exactly one of result, error; found result and error
            reply: {result: 1}                                    | 5:5: "to" is missing: The request's id.
            reply: {to: "${x}", result: 1}                        | 5:13: nothing before this binds "x"
            reply: {to: x, error: {id: "${x}"}}                   | 5:28: nothing before this binds "x"
            seen: {type: a}                                       | 5:5: expected exactly one of channel, noteUpdated, response, state, error; found none of them
            seen: {channel: mine}                                 | 5:12: no app step before this calls a channel "mine"
            seen: {noteUpdated: x, result: 1}                     | 5:28: "result" needs "response" beside it: The name the scenario gave to a call.
            {never: {server: {type: a}}}                          | 5:6: "never" needs "until" beside it: Beside `never`: steps that end in something the same side does on the same connection.
            {open: {as: alice}, until: [{open: {as: alice}}]}     | 5:25: "until" needs "never" beside it: What must not come until the steps of `until` have passed, nor after them.
            until: [{open: {as: alice}}]                          | 5:5: "until" needs "never" beside it: What must not come until the steps of `until` have passed, nor after them.
            {never: {}, until: [{server: {type: a}}]}             | 5:6: expected exactly one of client, server, seen; found none of them
            {never: {server: {type: {$bind: x}}}, until: [{server: {type: a}}]} | 5:30: what need not come binds nothing: write {$any: true} in place of the name "x"
            {never: {server: {}}, until: [{client: {type: a}}]}   | 5:35: "until" ends in something that the server does, for its silence up to then to mean something; this step is not of that kind
            {never: {client: {}}, until: [{client: {type: a}}, {do: {as: bob, call: x}}]} | 5:56: "until" ends in something that the client does, for its silence up to then to mean something; this step is not of that kind
            """)
    void mistakeInAStepSaysWhereAndWhat(String step, String message) {
        assertMistake(OPENED + "  - " + step + "\n", message);
    }

    /** The mistake is in line 5 or below, behind a step that opens a connection; the file is for clients. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            refused: {status: 503}                                | 5:5: expected exactly one of as, token; found none of them
            refused: {as: bob, token: x}                          | 5:5: expected exactly one of as, token; found as and token
            refused: {as: bob, status: 5}                         | 5:24: must have a minimum value of 200: The HTTP status; any but 101 where neither this nor `silence` is given.
            refused: {as: bob, for: 3}                            | 5:24: integer found, string expected: To a client: every handshake in this time, from now on. The scenario goes on when the first has been refused.
            refused: {as: bob, for: 3 s}                          | 5:24: "3 s" does not fit: A time such as 250ms, 1.5s or 2m.
            refused: {as: bbo}                                    | 5:15: the world has no account "bbo"; it has alice, bob; did you mean "bob"?
            refused: {token: x}                                   | 5:15: "token" can be played to a server only: write "plays: [server]" above the steps
            call: {as: alice}                                     | 5:5: "endpoint" is missing: The endpoint, e.g. `notes/timeline`.
            call: {endpoint: i, as: carol}                        | 5:25: the world has no account "carol"; it has alice, bob
            call: {endpoint: i, with: {a: "${x}"}}                | 5:32: nothing before this binds "x"
            attempts: {in: 1s}                                    | 5:5: expected at least one of atMost, atLeast, growing; found none of them
            attempts: {atMost: 3}                                 | 5:5: "in" is missing: In this time.
            attempts: {in: 1s, atMots: 3}                         | 5:24: the language has no "atMots" here; did you mean "atMost"?
            close: {}                                             | 5:5: "by" is missing: Which side closes it.
            close: {by: me}                                       | 5:13: there is no "me" here; known here: client, server
            close: {by: client, code: 99}                         | 5:25: must have a minimum value of 1000: The close code: 1000 is sent where this is left out, and any is taken.
            {close: {by: client}, on: bob}                        | 5:5: no step before this opens a connection of bob
            {close: {by: client}, on: alcie}                      | 5:5: no step before this opens a connection of alcie; did you mean "alice"?
            {close: {by: client}, nth: 2}                         | 5:5: up to here alice has opened 1 of its connections, not 2
            {close: {by: client}, within: soon}                   | 5:27: "soon" does not fit: A time such as 250ms, 1.5s or 2m.
            fault: {}                                             | 5:5: must have at least 1 properties: Something goes wrong: one of the mock's faults, e.g. `{reset: true}` or `{stall: {for: 2s}}`. For playing to a client only.
            fault: {rest: true}                                   | 5:13: the language has no "rest" here; did you mean "reset"?
            fault: {stall: {fro: 2s}}                             | 5:21: the language has no "fro" here; did you mean "for"?
            fault: {stall: 2s}                                    | 5:13: must be the constant value 'true': Nothing is sent for a time (`for`).
            fault: {drop: {matching: {a: "${x}"}}}                | 5:31: nothing before this binds "x"
            {fault: {reset: true}, on: bob}                       | 5:5: no step before this opens a connection of bob
            wait: 3                                               | 5:5: integer found, string expected: Time passes: at once where the clock is virtual.
            wait: 3 days                                          | 5:5: "3 days" does not fit: A time such as 250ms, 1.5s or 2m.
            repeat: {times: 2}                                    | 5:5: "steps" is missing: What is repeated.
            repeat: {times: 0, steps: [{wait: 1s}]}               | 5:14: must have a minimum value of 1: How often.
            repeat: {times: 2, steps: [{opne: {as: bob}}]}        | 5:33: the language has no "opne" here; did you mean "open"?
            anyOrder: [{wait: 1s}]                                | 5:5: must have at least 2 items but found 1: Steps that may happen in whatever order.
            inOrder: [{client: {type: a}}, {wait: 1s}]            | 5:36: "inOrder" compares what sides do; this step shows nothing that one does
            checkpoint: ""                                        | 5:5: must be at least 1 characters long: The other side has taken in everything up to here before it goes on. The text says why.
            connect: {channel: main}                              | 5:5: "as" is missing: What the scenario calls the connection from here on.
            connect: {channel: main, as: 1st}                     | 5:30: "1st" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            connect: {channel: main, as: a, params: {x: "${y}"}}  | 5:5: nothing before this binds "y"
            disconnect: home                                      | 5:5: no app step before this calls a channel "home"
            event: {channel: home, type: note}                    | 5:5: nothing before this binds "home"
            capture: "${n1.id}"                                   | 5:5: nothing before this binds "n1"
            update: {note: x}                                     | 5:5: "type" is missing: What happened to it.
            app: {disconnect: home}                               | 5:11: no app step before this calls a channel "home"
            app: {send: home, type: ping}                         | 5:11: no app step before this calls a channel "home"
            app: {connect: main, type: ping}                      | 5:26: "type" needs "send" beside it: Send a message to the channel connection of this name.
            app: {close: false}                                   | 5:11: must be the constant value 'true': `true`: close the stream.
            client: {$text: {$bind: 5}}                           | 5:22: integer found, string expected: Anything; `${name}` is this value from here on.
            client: {$txt: hello}                                 | 5:14: the language has no "$txt" here; did you mean "$text"?
            client: {type: a, body: {$schema: nt}}                | 5:30: the dialect documented has no entity "nt"; there is: note, user
            client: {type: a, body: {$schema: usr}}               | 5:30: the dialect documented has no entity "usr"; did you mean "user"?
            client: {type: a, body: {$schema: user-lite}}         | 5:30: the dialect documented has no entity "user-lite"; there is: note, user
            client: {type: a, body: {$exact: [1]}}                | 5:30: array found, object expected: Awaited: an object with exactly these members. Sent: only these members.
            client: {type: a, body: {$exact: {x: "${y}"}}}        | 5:39: nothing before this binds "y"
            seen: {state: conected}                               | 5:12: there is no "conected" here; did you mean "connected"?
            {never: {seen: {channel: home}}, until: [{client: {type: a}}]} | 5:21: no app step before this calls a channel "home"
            """)
    void mistakeInAStepForClientsSaysWhereAndWhat(String step, String message) {
        assertMistake(
                "scenario: s\ncovers: [client.ids-unique]\n" + STEP + "  - " + step + "\nplays: [client]\n", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fault: {reset: true}            | 5:5: "fault" can be played to a client only: write "plays: [client]" above the steps
            call: {endpoint: i}             | 5:5: "call" can be played to a client only: write "plays: [client]" above the steps
            attempts: {in: 1s, atMost: 3}   | 5:5: "attempts" can be played to a client only: write "plays: [client]" above the steps
            refused: {as: bob, times: 2}    | 5:24: "times" can be played to a client only: write "plays: [client]" above the steps
            refused: {as: bob, for: 2s}     | 5:24: "for" can be played to a client only: write "plays: [client]" above the steps
            """)
    void whatIsForOneSideOnlyIsRefusedInAFileForBoth(String step, String message) {
        assertMistake(OPENED + "  - " + step + "\n", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app: {connect: main}", "seen: {state: connected}"})
    void whatIsAboutAClientIsRefusedInAFileForServers(String step) {
        String kind = step.replaceAll(":.*", "");

        assertMistake(
                OPENED + "  - " + step + "\nplays: [server]\n",
                "5:5: \"" + kind
                        + "\" is about a client under test, and this file is played to servers only: leave it out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            client: {type: a}        | 4:5: no connection is open yet: an "open" step goes before this one
            server: {type: a}        | 4:5: no connection is open yet: an "open" step goes before this one
            app: {connect: main}     | 4:5: no connection is open yet: an "open" step goes before this one
            reply: {to: x, result: 1} | 4:5: no connection is open yet: an "open" step goes before this one
            close: {by: server}      | 4:5: no connection is open yet: an "open" step goes before this one
            checkpoint: all is there | 4:5: no connection is open yet: an "open" step goes before this one
            seen: {state: closed}    | 4:5: no connection is open yet: an "open" step goes before this one
            """)
    void stepBeforeAnyConnectionIsRefused(String step, String message) {
        assertMistake("scenario: s\ncovers: [main.followed]\nsteps:\n  - " + step + "\n", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"close: {by: client}", "close: {by: server}", "fault: {reset: true}", "fault: {halfOpen: true}"})
    void stepOnAConnectionThatHasEndedCanNeverHappen(String end) {
        assertMistake(
                OPENED + "  - client: {type: a}\n  - " + end + "\n  - client: {type: b}\nplays: [client]\n",
                "7:5: this can never happen: the connection is at an end since line 6");
    }

    @Test
    void silenceIsProvedOnTheConnectionThatMustBeSilent() {
        assertMistake(
                OPENED + "  - open: {as: bob}\n  - {on: alice, never: {server: {}}, until: [{server: {type: a}}]}\n",
                "6:46: \"until\" ends on the connection that must be silent; this step is on another");
    }

    @Test
    void fileThatJudgesNothingInADirectionIsRefused() {
        assertMistake(
                "plays: [client]\n" + OPENED,
                "1:1: played to a client it judges nothing: no step shows what a client must do; write \"plays: [server]\"");
        assertMistake(
                OPENED + "  - client: {type: a}\n",
                "1:1: played to a server it judges nothing: no step shows what a server must do; write \"plays: [client]\"");
    }

    @Test
    void nameThatARepeatBindsIsNotKnownAfterIt() {
        assertMistake(
                OPENED + "  - repeat:\n      times: 2\n      as: i\n      steps:\n"
                        + "        - client: {type: a, body: {$bind: x}}\n        - server: {type: \"${x} ${i}\"}\n"
                        + "  - client: {type: \"${x}\"}\n",
                "11:14: nothing before this binds \"x\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {then: [{server: {type: a}}]}                                  | 1:14: expected exactly one of client, server; found none of them
            {client: {type: a}}                                            | 1:14: "then" is missing: Frames of the other side.
            {client: {type: a}, then: [{client: {type: a}}]}               | 1:41: what follows on a frame of the client is a frame of the server; this step is "client"
            {client: {type: a}, then: [{wait: 1s}]}                        | 1:41: what follows on a frame of the client is a frame of the server; this step is "wait"
            {server: {type: a}, then: [{client: {type: "${x}"}}]}          | 1:51: nothing before this binds "x"
            """)
    void mistakeInARuleOfTheBackgroundSaysWhereAndWhat(String rule, String message) {
        assertMistake("background: [" + rule + "]\n" + OPENED, message);
    }

    @Test
    void clockHasTwoWords() {
        assertMistake("clock: virtul\n" + OPENED, "1:1: there is no \"virtul\" here; did you mean \"virtual\"?");
    }

    @Test
    void nameOfAChannelIsKnownFromItsAppStepOn() {
        assertMistake(
                OPENED + "  - app: {connect: main, as: mine}\n  - seen: {channel: mien}\n",
                "6:12: no app step before this calls a channel \"mien\"; did you mean \"mine\"?");
        assertMistake(
                OPENED + "  - app: {call: a/b, as: mine}\n  - seen: {channel: mine}\n",
                "6:12: no app step before this calls a channel \"mine\"");
    }

    @Test
    void nameThatOnlyANeverCouldBindIsNotKnown() {
        assertMistake(
                OPENED + "  - never: {server: {type: a}}\n    until:\n      - server: {type: b, body: {$bind: x}}\n"
                        + "  - server: {type: c, body: \"${y}\"}\n",
                "8:23: nothing before this binds \"y\"");
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
                "5:1: a second document; expected a scenario and nothing else");
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
        assertMistake(OPENED + "  - client: {type: 👍é, body: \"${x}\"}\n", "5:24: nothing before this binds \"x\"");
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
                        + "scenario, covers, source, plays, dialects, clock, background, world, steps");
    }

    @Test
    void bottomlessNestingIsRefusedBeforeItHurts() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> ScenarioReader.parse("f.yaml", "scenario: " + deep))
                .isInstanceOf(ScenarioError.class)
                .hasMessage("f.yaml:1:75: nested deeper than 64 levels");
    }
}
