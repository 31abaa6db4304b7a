package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static String explain(String text) throws ScenarioError {
        return String.join("\n", Explainer.explain(ScenarioReader.parse("f.yaml", text))) + "\n";
    }

    private static String explainLibrary(String path) throws ScenarioError {
        return String.join("\n", Explainer.explain(ScenarioReader.library(path))) + "\n";
    }

    @Test
    void explainsFollowed() throws ScenarioError {
        assertThat(explainLibrary("documented/followed.yaml")).isEqualTo("""
                Someone follows me
                Being followed is told on `main`.
                Shows main.followed: Being followed by someone is sent to the followed account as followed.
                Judges a client, with the kit as its server, or a server, with the kit as its client.
                World: alice and bob.

                1. alice's client opens a connection.
                2. The application tells alice's client to connect to main, and calls that mine.
                3. alice's client sends connect, with channel = main and an id of its own (called id).
                4. bob calls following/create with userId = alice's id; nothing is sent by that alone.
                5. The server sends channel, with id = the value called id, type = followed and body = bob.
                6. alice's client reports to its application: channel = mine, type = followed and body (id = bob's id).
                """);
    }

    @Test
    void explainsReacted() throws ScenarioError {
        assertThat(explainLibrary("documented/reacted.yaml")).isEqualTo("""
                A captured note receives a reaction
                A reaction to a captured note is told; after the release of that note another captured note is the control.
                Shows note.reacted: A reaction added to a captured note is sent as a noteUpdated of type reacted.
                Shows note.capture-starts-events: Events of a note are sent from its subNote on, and those from before are not replayed.
                Shows note.unsub-stops-events: After unsubNote, no further noteUpdated for that note is sent.
                Judges a client, with the kit as its server, or a server, with the kit as its client.
                World: alice, bob and carol; alice has posted n1 ("one", visibility home) and n2 ("two", visibility home).

                1. alice's client opens a connection.
                2. The application tells alice's client to capture n1.
                3. alice's client sends subNote, with id = n1's id.
                4. The application tells alice's client to capture n2.
                5. alice's client sends subNote, with id = n2's id.
                6. bob calls notes/reactions/create with noteId = n1's id and reaction = 👍; nothing is sent by that alone.
                7. The server sends noteUpdated, with id = n1's id, type = reacted and body (reaction = 👍 and userId = bob's id).
                8. alice's client reports to its application: noteUpdated = n1's id and type = reacted.
                9. The application tells alice's client to release n1.
                10. alice's client sends unsubNote, with id = n1's id.
                11. From here on the server must not send noteUpdated, with id = n1's id. That it was not merely late, these steps show:
                   11.1. carol calls notes/reactions/create with noteId = n1's id and reaction = 🎉; nothing is sent by that alone.
                   11.2. bob calls notes/reactions/create with noteId = n2's id and reaction = 👍; nothing is sent by that alone.
                   11.3. The server sends noteUpdated, with id = n2's id, type = reacted and body (reaction = 👍 and userId = bob's id).
                12. alice's client reports to its application: noteUpdated = n2's id and type = reacted.
                """);
    }

    @Test
    void saysWhomItJudgesAndWhereItHoldsAndWhatThereIs() throws ScenarioError {
        assertThat(explain("""
                        scenario: A world
                        covers: [main.followed]
                        plays: [server]
                        dialects: [documented]
                        world:
                          users: [alice, bob]
                          follows: [alice > bob]
                          notes:
                            n1: {by: bob, visibility: followers}
                            n2: {by: bob, text: "two\\nlines", poll: [yes, no]}
                            n3: {by: alice}
                        steps:
                          - open: {as: anonymous}
                          - client: {type: a}
                          - server: {type: b}
                        """)).isEqualTo("""
                        A world
                        Shows main.followed: Being followed by someone is sent to the followed account as followed.
                        Judges a server, with the kit as its client.
                        Holds only for documented.
                        World: alice and bob; alice follows bob; alice has posted n3; bob has posted n1 (visibility followers) and n2 ("two\\nlines", a poll of "yes" and "no").

                        1. The client without an account opens a connection.
                        2. The client without an account sends a.
                        3. The server sends b.
                        """);
    }

    @Test
    void saysEveryOperatorAndValueInWords() throws ScenarioError {
        assertThat(steps("""
                  - client: {type: a, body: {id: {$bind: i}, x: {$any: true}, y: {$absent: true}, z: {$type: string}}}
                  - client: {type: a, body: {x: {$regex: "^a b"}, y: {$oneOf: [1, "${alice}", {$lt: 2}]}, z: {$gt: 5}}}
                  - client: {type: a, body: {x: {$lit: {$any: "${x}"}}, y: [{$bind: j}, {$absent: true}], z: [], w: {}}}
                  - client: {type: a, body: {x: null, y: true, z: "true", w: "5", v: 5.5, u: "", t: "a b"}}
                  - client: {type: a, body: {x: "${j}", y: "to ${alice.home.town}", z: "<${j}>", "k k": {l: [{m: 1}]}}}
                """)).isEqualTo("""
                2. alice's client sends a, with an id of its own (called i), x = anything, no y and z = something of type string.
                3. alice's client sends a, with x = a text that matches "^a b", y = 1, alice or a number under 2 and z = a number over 5.
                4. alice's client sends a, with x = {"$any":"${x}"}, y = the list (a value of its own (called j) and nothing), z = an empty list and w = an object.
                5. alice's client sends a, with x = null, y = true, z = "true", w = "5", v = 5.5, u = "" and t = "a b".
                6. alice's client sends a, with x = the value called j, y = "to [alice's home's town]", z = "<[the value called j]>" and k k (l = the list (an object (m = 1))).
                """);
    }

    @Test
    void saysFramesOfAnyShapeInWords() throws ScenarioError {
        assertThat(steps("""
                  - server: {type: a, body: 5}
                  - server: {type: a, body: {x: 1}, extra: 2}
                  - server: {type: {$oneOf: [a, b]}, body: {x: 1}}
                  - server: {type: a, body: {$type: object}}
                  - never: {server: {body: {x: 1}}}
                    until:
                      - never: {server: {$any: true}}
                        until:
                          - reply: {to: "1", error: {code: {$any: true}}}
                  - never: {client: {}}
                    until:
                      - client: {type: b}
                """)).isEqualTo("""
                2. The server sends a, with body = 5.
                3. The server sends a, with body (x = 1) and extra = 2.
                4. The server sends a frame with type = a or b and body (x = 1).
                5. The server sends a, with body = something of type object.
                6. From here on the server must not send a frame with body (x = 1). That it was not merely late, these steps show:
                   6.1. From here on the server must not send a frame like anything. That it was not merely late, these steps show:
                      6.1.1. The server answers the request whose id is "1" with an error: code = anything.
                7. From here on alice's client must not send a frame like an object. That it was not merely late, these steps show:
                   7.1. alice's client sends b.
                """);
    }

    @Test
    void saysWhatACallBindsAndWhatACommandCarries() throws ScenarioError {
        assertThat(steps("""
                  - app: {connect: c, params: {deep: {er: 1}}}
                  - app: {capture: a-note}
                  - app: {call: x/y, as: asked, with: {}}
                  - do: {as: bob, call: x/y, bind: {note: createdNote, other: thing}}
                  - app: {release: "${note.id}"}
                  - reply: {to: "${note}", result: [1]}
                """)).isEqualTo("""
                2. The application tells alice's client to connect to c with deep (er = 1).
                3. The application tells alice's client to capture a-note.
                4. The application tells alice's client to call x/y, and calls that asked.
                5. bob calls x/y; createdNote of its result is called note; thing of its result is called other; nothing is sent by that alone.
                6. The application tells alice's client to release the value called note.
                7. The server answers the request whose id is the value called note with a result: the list (1).
                """);
    }

    @Test
    void everyStepIsOneLineWhateverTheFileHas() throws ScenarioError {
        assertThat(explain("""
                        scenario: "two\\nlines\\e[31m"
                        covers: [main.followed]
                        plays: [server]
                        steps:
                          - refused: {as: alice}
                          - do: {as: bob, call: "x\\r\\ny", with: {"k\\nk": "\\n"}}
                        """).lines())
                .startsWith("two lines [31m")
                .endsWith("2. bob calls x y with k k = \"\\n\"; nothing is sent by that alone.");
    }

    @Test
    void saysOneStepAsItIsSaidBehindThoseBeforeIt() throws ScenarioError {
        Scenario scenario = ScenarioReader.library("documented/reacted.yaml");

        assertThat(Explainer.sentence(scenario, scenario.steps().get(2)))
                .isEqualTo("alice's client sends subNote, with id = n1's id.");
    }

    @Test
    void saysEveryOtherStepInWords() throws ScenarioError {
        String text = explain("""
                scenario: s
                covers: [client.ids-unique]
                plays: [client]
                clock: virtual
                background: [{client: {type: subNote, body: {id: {$bind: n}}}, then: [{server: {type: x, body: "${n}"}}]}]
                steps:
                  - {refused: {as: alice, status: 503, times: 2}}
                  - {refused: {as: anonymous, silence: true, for: 1500ms}}
                  - {open: {as: alice}, within: 30s}
                  - client: {$text: "not json"}
                  - client: {$binary: 00ff}
                  - server: {$ping: x}
                  - {client: {$pong: {$any: true}}, within: 2s}
                  - {client: {type: a, body: {$schema: note}}, on: alice}
                  - {call: {endpoint: i, as: alice, with: {a: 1}}, within: 5s}
                  - attempts: {in: 10s, atLeast: 1, atMost: 5, growing: true}
                  - {seen: {state: connected}, within: 1s}
                  - {never: {client: {$close: {$any: true}}}, until: [{client: {type: a}}]}
                  - {never: {seen: {state: closed}}, until: [{client: {type: a}}]}
                  - wait: 90s
                  - repeat: {times: 3, as: i, steps: [{client: {type: "n${i}"}}]}
                  - anyOrder: [{client: {type: a}}, {client: {type: b}}]
                  - inOrder: [{client: {type: a}}, {client: {type: b}}]
                  - checkpoint: the client has read it
                  - {fault: {drop: {frames: 2}}, on: alice, nth: 1}
                  - fault: {stall: {for: 2s}}
                  - {close: {by: client, code: 1000, reason: bye}, within: 5s}
                  - open: {as: alice, nth: 2}
                """);

        assertThat(text)
                .contains("Beside the steps, each time the client sends subNote, with an id of its own (called n):\n"
                        + "   The server sends x, with body = the value called n.\n")
                .endsWith("""
                        1. alice's client asks for a connection and is refused with status 503, 2 times.
                        2. The client without an account asks for a connection and gets no answer, each time for 1500 ms from now on.
                        3. alice's client opens a connection, within 30 s.
                        4. alice's client sends the text "not json", whatever that is.
                        5. alice's client sends the octets 00ff in a binary message.
                        6. The server sends a ping with x.
                        7. alice's client sends a pong with anything, within 2 s.
                        8. alice's client sends a, with body = the entity note as the dialect has it on the connection of alice.
                        9. alice's client calls i over HTTP as alice with a = 1, within 5 s.
                        10. From here on alice's client asks for a connection at least 1 times, at most 5 times and with gaps that do not shrink in 10 s.
                        11. alice's client reports to its application: state = connected, within 1 s.
                        12. From here on alice's client must not end the connection. That it was not merely late, these steps show:
                           12.1. alice's client sends a.
                        13. From here on alice's client must not report to its application: state = closed. That it was not merely late, these steps show:
                           13.1. alice's client sends a.
                        14. 90 s pass.
                        15. These steps 3 times:
                           15.1. alice's client sends "n[the value called i]".
                        16. In whatever order:
                           16.1. alice's client sends a.
                           16.2. alice's client sends b.
                        17. One after the other, in this order:
                           17.1. alice's client sends a.
                           17.2. alice's client sends b.
                        18. The other side has taken in everything up to here: the client has read it.
                        19. The server does wrong on purpose, drop with frames = 2 on connection 1 of alice: The next frame is not sent.
                        20. The server does wrong on purpose, stall with for = 2s: Nothing is sent for a time (`for`).
                        21. alice's client closes the connection with code 1000 and the reason "bye", within 5 s.
                        22. alice's client comes back and opens connection 2.
                        """);
    }

    /** Of steps between one that opens a connection and two that judge either side. */
    private static String steps(String steps) throws ScenarioError {
        String text = explain("scenario: s\ncovers: [main.followed]\nsteps:\n  - open: {as: alice}\n" + steps
                + "  - client: {type: a}\n  - server: {type: b}\n");
        List<String> lines = text.substring(text.indexOf("\n\n") + 2).lines().toList();
        return String.join("\n", lines.subList(1, lines.size() - 2)) + "\n";
    }
}
