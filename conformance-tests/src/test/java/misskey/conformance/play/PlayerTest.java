package misskey.conformance.play;

import static misskey.conformance.play.Playing.breaks;
import static misskey.conformance.play.Playing.forClients;
import static misskey.conformance.play.Playing.passes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import misskey.protocol.Line;
import misskey.scenario.play.Broken.Why;
import misskey.scenario.play.Performance;
import org.junit.jupiter.api.Test;

/** Each kind of step, played to a client: it passes where the client does it, and breaks for its own reason. */
class PlayerTest {
    private static final String OPEN = "  - open: {as: alice}\n";
    private static final String HOME = "  - connect: {channel: homeTimeline, as: home}\n";
    private static final String LOST = "  - fault: {closeWithoutFrame: true}\n";
    private static final String BACK = "  - open: {as: alice, nth: 2}\n    within: 20s\n";

    @Test
    void refusedByStatus() {
        passes(forClients(OPEN + LOST + "  - refused: {as: alice, status: 503, times: 2}\n" + BACK)
                .toClient());
        breaks(
                forClients(OPEN + LOST + "  - refused: {as: alice, status: 401, times: 2}\n    within: 1s\n" + BACK)
                        .toClient(),
                Why.HANDSHAKE,
                "a connection 1 times only");
    }

    @Test
    void refusedBySilence() {
        passes(forClients(OPEN + LOST + "  - refused: {as: alice, silence: true}\n" + BACK)
                .toClient());
        breaks(
                forClients(OPEN + "  - refused: {as: alice, silence: true}\n    within: 300ms\n" + BACK)
                        .toClient(),
                Why.HANDSHAKE,
                "asked for no connection");
    }

    @Test
    void refusedForATime() {
        passes(forClients(OPEN + LOST + "  - refused: {as: alice, for: 400ms}\n" + BACK)
                .toClient());
        breaks(
                forClients(OPEN + LOST
                                + "  - refused: {as: alice, for: 20s}\n  - open: {as: alice, nth: 2}\n    within: 1s\n")
                        .toClient(),
                Why.HANDSHAKE,
                "no connection came of alice");
    }

    @Test
    void refusedIsForOneAccountAlone() {
        passes(forClients(
                        OPEN + LOST
                                + "  - refused: {as: alice, for: 20s}\n  - open: {as: bob}\n  - connect: {channel: main, as: mine}\n")
                .toClient());
        // What ends for alice does not end for bob.
        Performance played = forClients(
                        OPEN + LOST + """
                  - refused: {as: alice, for: 300ms}
                  - refused: {as: bob, for: 30s}
                """ + BACK + "  - client: {$ping: {$any: true}}\n    within: 1s\n")
                .toClient();
        breaks(played, Why.TIMEOUT, "");
        assertThat(played.lines())
                .noneMatch(line -> line.op() == Line.Op.OPENED && line.conn().startsWith("bob"));
        // And bob's is not taken for alice's.
        breaks(
                forClients(OPEN + "  - refused: {as: bob, for: 30s}\n  - refused: {as: alice}\n    within: 500ms\n"
                                + BACK)
                        .toClient(),
                Why.HANDSHAKE,
                "asked for no connection");
    }

    @Test
    void attempts() {
        String refused = OPEN + LOST + "  - refused: {as: alice, for: 20s}\n";
        passes(forClients(refused + "  - attempts: {in: 1s, atLeast: 1, atMost: 8}\n")
                .toClient());
        breaks(forClients(refused + "  - attempts: {in: 2s, atMost: 0}\n").toClient(), Why.CLIENT, "at most 0 times");
        breaks(forClients(refused + "  - attempts: {in: 300ms, atLeast: 50}\n").toClient(), Why.CLIENT, "at least 50");
        // Nothing need be open: it is about whoever was refused last.
        breaks(
                forClients("  - refused: {as: alice, for: 20s}\n  - attempts: {in: 2s, atMost: 0}\n")
                        .toClient(),
                Why.CLIENT,
                "at most 0 times");
        breaks(
                forClients(OPEN + "  - attempts: {in: 200ms, growing: true}\n").toClient(),
                Why.MISSING,
                "shows nothing about gaps");
    }

    @Test
    void close() {
        passes(forClients(OPEN + "  - close: {by: server, code: 1012, reason: back soon}\n" + BACK)
                .toClient());
        passes(forClients(OPEN
                        + "  - checkpoint: it is open\n  - app: {close: true}\n  - close: {by: client, code: 1000}\n")
                .toClient());
        // What the server answers to a close may have another code, as Misskey 12 does.
        passes(forClients(OPEN + "  - fault: {reservedOpcode: true}\n  - close: {by: client, code: 1002}\n")
                .in("misskey-12")
                .toClient());
        breaks(
                forClients(
                                OPEN
                                        + "  - checkpoint: it is open\n  - app: {close: true}\n  - close: {by: client, code: 1001}\n")
                        .toClient(),
                Why.CLOSED,
                "closed with 1000");
        breaks(
                forClients(OPEN + "  - close: {by: client}\n    within: 200ms\n")
                        .toClient(),
                Why.TIMEOUT,
                "waited 200 ms");
    }

    @Test
    void fault() {
        passes(forClients(
                        OPEN + HOME
                                + "  - fault: {fragment: {parts: 3}}\n  - event: {channel: home, type: note, body: \"${n1}\"}\n")
                .toClient());
        breaks(
                forClients(OPEN + "  - fault: {reservedOpcode: {opcode: 8}}\n" + HOME)
                        .toClient(),
                Why.MISTAKE,
                "which means close, ping or pong");
        breaks(
                forClients(OPEN
                                + "  - fault: {reservedOpcode: true}\n  - checkpoint: it is gone\n  - fault: {drop: true}\n"
                                + HOME)
                        .toClient(),
                Why.CLOSED,
                "alice-1");
    }

    @Test
    void faultThatEndsNothingLeavesTheEndToTheClient() {
        passes(forClients(OPEN + "  - fault: {reservedOpcode: true}\n  - close: {by: client, code: 1002}\n" + BACK)
                .toClient());
        breaks(forClients(OPEN + """
                          - never: {client: {$close: {$any: true}}}
                            until:
                              - connect: {channel: homeTimeline, as: home}
                          - fault: {reservedOpcode: true}
                        """ + BACK).toClient(), Why.FORBIDDEN, "$close");
    }

    @Test
    void waitingByAVirtualClock() {
        long began = System.nanoTime();
        passes(Playing.of(
                        "covers: [client.answers-pings]\nplays: [client]\nclock: virtual\n",
                        OPEN + "  - wait: 24h\n  - server: {$ping: x}\n  - client: {$pong: x}\n")
                .toClient());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void checkpointWaitsForTheClientEachTime() {
        String twice = OPEN + "  - checkpoint: it is there\n  - checkpoint: it is there still\n";
        passes(forClients(twice + HOME).toClient());
        breaks(forClients(twice + HOME).toClient(() -> OddClient.answering(1)), Why.TIMEOUT, "did not answer a ping");
    }

    @Test
    void call() {
        String calls = OPEN
                + "  - app: {call: notes/show, with: {noteId: \"${n1.id}\"}}\n"
                + "  - call: {endpoint: notes/show, as: alice, with: {noteId: \"${n1.id}\"}}\n    within: 2s\n";
        passes(forClients(calls).toClient(() -> OddClient.answering(0)));
        breaks(
                forClients(calls.replace("as: alice, with", "as: bob, with")).toClient(() -> OddClient.answering(0)),
                Why.TIMEOUT,
                "did not call notes/show");
        // What the kit does is no call of the client.
        breaks(
                forClients(OPEN + "  - do: {as: alice, call: i}\n  - call: {endpoint: i}\n    within: 200ms\n")
                        .toClient(),
                Why.TIMEOUT,
                "did not call i");
    }

    @Test
    void clientThatFails() {
        breaks(
                forClients(
                                OPEN
                                        + "  - app: {capture: \"${n1.id}\"}\n  - client: {type: subNote, body: {id: \"${n1.id}\"}}\n")
                        .toClient(() -> OddClient.answering(0)),
                Why.CLIENT,
                "it fell over");
        breaks(
                forClients(OPEN + HOME).toClient(() -> OddClient.able("call")),
                Why.MISSING,
                "cannot connect, as its adapter says");
        breaks(
                forClients("  - open: {as: anonymous}\n" + HOME).toClient(() -> OddClient.able("connect")),
                Why.MISSING,
                "cannot anonymous");
        breaks(forClients(OPEN + HOME).toNobody(), Why.HANDSHAKE, "no connection came of alice");
    }

    @Test
    void heartbeatIsNearToNothing() {
        String asked = OPEN + "  - app: {connect: localTimeline}\n  - wait: 1500ms\n"
                + "  - client: {type: connect, body: {channel: main}}\n    within: 100ms\n";
        breaks(forClients(asked).toClient(), Why.WRONG_FRAME, "what came differs");
    }

    @Test
    void frameThatBreaksTheSchema() {
        String wrong = OPEN + "  - app: {connect: '{\"type\":\"connect\",\"body\":{\"channel\":7,\"id\":\"1\"}}'}\n"
                + "  - client: {type: connect, body: {channel: main, id: {$bind: id}}}\n    within: 500ms\n";
        breaks(forClients(wrong).toClient(() -> OddClient.answering(0)), Why.SCHEMA, "what came differs");
        breaks(
                forClients(wrong.replace("channel\":7", "channel\":\"homeTimeline\""))
                        .toClient(() -> OddClient.answering(0)),
                Why.WRONG_FRAME,
                "what came differs");
    }

    @Test
    void findingAboutWhatTheScenarioCovers() {
        String twice = "  - app: {connect: '{\"type\":\"connect\",\"body\":{\"channel\":\"main\",\"id\":\"1\"}}'}\n"
                + "  - client: {type: connect, body: {channel: main, id: \"1\"}}\n";
        breaks(
                Playing.of("covers: [client.ids-unique]\nplays: [client]\n", OPEN + twice + twice)
                        .toClient(() -> OddClient.answering(0)),
                Why.FINDING,
                "client.ids-unique");
        passes(forClients(OPEN + twice + twice).toClient(() -> OddClient.answering(0)));
    }

    @Test
    void dialectsWithoutIt() {
        String answered = OPEN + "  - app: {call: i, as: asked}\n  - client: {type: api, body: {id: {$bind: id}}}\n"
                + "  - reply: {to: \"${id}\", result: {id: x}}\n  - seen: {response: asked, result: {id: x}}\n";
        passes(forClients(answered).toClient());
        breaks(
                Playing.of("covers: [client.event-once]\nplays: [client]\ndialects: [misskey-12]\n", answered)
                        .toClient(),
                Why.NOT_APPLICABLE,
                "not in documented");
        breaks(
                forClients(answered).in("misskey-2025").toClient(),
                Why.NOT_APPLICABLE,
                "no api requests over the stream");
    }
}
