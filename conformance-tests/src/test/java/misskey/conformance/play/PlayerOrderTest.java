package misskey.conformance.play;

import static misskey.conformance.play.Playing.breaks;
import static misskey.conformance.play.Playing.forClients;
import static misskey.conformance.play.Playing.passes;

import misskey.scenario.play.Broken.Why;
import org.junit.jupiter.api.Test;

/** Steps about other steps, played to a client: order, repetition, absence, and on which connection. */
class PlayerOrderTest {
    private static final String OPEN = "  - open: {as: alice}\n";
    private static final String TWO_TOLD = OPEN + """
              - connect: {channel: homeTimeline, as: home}
              - server: {type: channel, body: {id: "${home}", type: note, body: "${n1}"}}
              - server: {type: channel, body: {id: "${home}", type: note, body: "${n2}"}}
            """;
    private static final String TWO_ASKED = OPEN + """
              - app: {connect: homeTimeline, as: home}
              - app: {connect: localTimeline, as: local}
              - checkpoint: both have come
            """;

    @Test
    void anyOrder() {
        passes(forClients(TWO_ASKED + group("anyOrder", connect("localTimeline"), connect("homeTimeline")))
                .toClient());
        passes(forClients(TWO_TOLD + group("anyOrder", seen("n2"), seen("n1"))).toClient());
        breaks(
                forClients(TWO_ASKED + group("anyOrder", connect("localTimeline"), connect("main")))
                        .toClient(),
                Why.WRONG_FRAME,
                "what came differs");
    }

    @Test
    void inOrder() {
        passes(forClients(TWO_ASKED + group("inOrder", connect("homeTimeline"), connect("localTimeline")))
                .toClient());
        breaks(
                forClients(TWO_ASKED + group("inOrder", connect("localTimeline"), connect("homeTimeline")))
                        .toClient(),
                Why.WRONG_FRAME,
                "before the one that it has to follow");
    }

    @Test
    void inOrderOfWhatTheApplicationIsTold() {
        passes(forClients(TWO_TOLD + group("inOrder", seen("n1"), seen("n2"))).toClient());
        breaks(
                forClients(TWO_TOLD + group("inOrder", seen("n2"), seen("n1"))).toClient(),
                Why.CLIENT,
                "before what it has to follow");
    }

    @Test
    void whatFollowsAGroupInOrderComesAfterAllOfIt() {
        String three = OPEN + """
                  - app: {connect: homeTimeline, as: home}
                  - app: {connect: localTimeline, as: local}
                  - app: {capture: "${n1.id}"}
                  - checkpoint: all have come
                  - inOrder:
                      - anyOrder:
                          - client: {type: connect, body: {channel: %s}}
                          - client: {type: %s}
                      - client: {type: %s}
                        within: 500ms
                """;
        passes(forClients(three.formatted("localTimeline", "connect", "subNote"))
                .toClient());
        breaks(
                forClients(three.formatted("homeTimeline", "subNote", "connect"))
                        .toClient(),
                Why.WRONG_FRAME,
                "before the one that it has to follow");
    }

    private static String group(String kind, String first, String second) {
        return "  - " + kind + ":\n      - " + first + "\n      - " + second + "\n";
    }

    private static String connect(String channel) {
        return "client: {type: connect, body: {channel: " + channel + "}}\n        within: 2s";
    }

    private static String seen(String note) {
        return "seen: {channel: home, type: note, body: \"${" + note + "}\"}\n        within: 2s";
    }

    @Test
    void repeat() {
        String steps = OPEN + """
                  - connect: {channel: main, as: mine}
                  - repeat:
                      times: 3
                      as: round
                      steps:
                        - app: {send: mine, type: count, body: {n: "${round}"}}
                        - client: {type: channel, body: {id: "${mine}", type: count, body: {n: %s}}}
                          within: 500ms
                """;
        passes(forClients(steps.formatted("\"${round}\"")).toClient());
        breaks(forClients(steps.formatted("0")).toClient(), Why.WRONG_FRAME, "what came differs");
    }

    @Test
    void whatIsBoundInARoundIsBoundAnewInTheNext() {
        passes(forClients(OPEN + """
                  - repeat:
                      times: 3
                      steps:
                        - app: {connect: homeTimeline}
                        - client: {type: connect, body: {channel: homeTimeline, id: {$bind: id}}}
                        - never: {client: {type: connect, body: {id: "${id}"}}}
                          until:
                            - app: {connect: localTimeline}
                            - client: {type: connect, body: {channel: localTimeline}}
                """).toClient());
    }

    @Test
    void neverOfFrames() {
        String never = """
                  - never: {client: {type: connect, body: {channel: homeTimeline}}}
                    until:
                      - connect: {channel: localTimeline, as: local}
                """;
        passes(forClients(OPEN + never).toClient());
        breaks(
                forClients(OPEN + never + "  - app: {connect: homeTimeline}\n  - capture: \"${n1.id}\"\n")
                        .toClient(),
                Why.FORBIDDEN,
                "homeTimeline");
        // What came before it was armed, and belongs to no step, is none of it.
        passes(forClients(OPEN + "  - connect: {channel: homeTimeline, as: home}\n" + never)
                .toClient());
    }

    @Test
    void neverOfReports() {
        String never = """
                  - never: {seen: {channel: home, type: note, body: "${n1}"}}
                    until:
                      - event: {channel: home, type: note, body: "${n2}"}
                """;
        String home = OPEN + "  - connect: {channel: homeTimeline, as: home}\n";
        String n1 = "  - server: {type: channel, body: {id: \"${home}\", type: note, body: \"${n1}\"}}\n";
        passes(forClients(home + never).toClient());
        breaks(forClients(home + n1 + never).toClient(), Why.FORBIDDEN, "what it must not");
        breaks(forClients(home + never + n1 + "  - capture: \"${n1.id}\"\n").toClient(), Why.FORBIDDEN, "must not");
    }

    @Test
    void neverOfReportsOutlivesAConnection() {
        String steps = OPEN + """
                  - connect: {channel: homeTimeline, as: home}
                  - never: {seen: {channel: home, type: note, body: "${n1}"}}
                    until:
                      - server: {type: channel, body: {id: "%s", type: note, body: "${n1}"}}
                      - checkpoint: it has come
                      - fault: {closeWithoutFrame: true}
                      - open: {as: alice, nth: 2}
                      - client: {type: connect, body: {channel: homeTimeline, id: {$bind: again}}}
                      - server: {type: channel, body: {id: "${again}", type: note, body: "${n2}"}}
                      - seen: {channel: home, type: note, body: "${n2}"}
                """;
        passes(forClients(steps.formatted("nobodys")).toClient());
        breaks(forClients(steps.formatted("${home}")).toClient(), Why.FORBIDDEN, "must not");
    }

    @Test
    void background() {
        String asked =
                OPEN + "  - app: {call: i, as: asked}\n  - seen: {response: asked, result: {x: %s}}\n    within: 1s\n";
        String head = """
                covers: [client.event-once]
                plays: [client]
                background:
                  - client: {type: api, body: {id: {$bind: id}}}
                    then:
                      - server: {type: "api:${id}", body: {x: %s}}
                """;
        passes(Playing.of(head.formatted("1"), asked.formatted("1")).toClient());
        breaks(Playing.of(head.formatted("2"), asked.formatted("1")).toClient(), Why.CLIENT, "did not tell");
        breaks(
                Playing.of(
                                head.formatted("{$any: true}"),
                                OPEN + "  - app: {call: i}\n  - client: {type: api}\n  - checkpoint: it is answered\n")
                        .toClient(),
                Why.MISTAKE,
                "asks for a value and does not say which");
    }

    @Test
    void onWhoseConnection() {
        String both = OPEN + "  - open: {as: bob}\n  - app: {connect: homeTimeline, as: home}\n    on: alice\n"
                + "  - client: {type: connect, body: {channel: homeTimeline}}\n    on: %s\n    within: 500ms\n";
        passes(forClients(both.formatted("alice")).toClient());
        breaks(forClients(both.formatted("bob")).toClient(), Why.TIMEOUT, "waited");
    }

    @Test
    void onWhichOfTheConnections() {
        String again = OPEN + """
                  - app: {connect: homeTimeline}
                  - client: {type: connect, body: {channel: homeTimeline}}
                  - fault: {closeWithoutFrame: true}
                  - open: {as: alice, nth: 2}
                  - client: {type: connect, body: {channel: homeTimeline}}
                    nth: %s
                """;
        passes(forClients(again.formatted("2")).toClient());
        // It came on the second, and the first is at an end.
        String first = OPEN + """
                  - app: {connect: homeTimeline}
                  - client: {type: connect, body: {channel: homeTimeline}}
                  - fault: {reservedOpcode: true}
                  - open: {as: alice, nth: 2}
                  - app: {connect: localTimeline}
                  - client: {type: connect, body: {channel: localTimeline}}
                    nth: %s
                """;
        passes(forClients(first.formatted("2")).toClient());
        breaks(forClients(first.formatted("1")).toClient(), Why.CLOSED, "closed with 1002");
    }
}
