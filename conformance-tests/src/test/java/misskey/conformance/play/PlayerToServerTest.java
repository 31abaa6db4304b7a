package misskey.conformance.play;

import static misskey.conformance.play.Playing.breaks;
import static misskey.conformance.play.Playing.forServers;
import static misskey.conformance.play.Playing.passes;
import static org.assertj.core.api.Assertions.assertThat;

import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.protocol.Dialect;
import misskey.scenario.play.Broken.Why;
import org.junit.jupiter.api.Test;

/** Each kind of step, played to a server: it passes where the server does it, and breaks for its own reason. */
class PlayerToServerTest {
    private static final String OPEN = "  - open: {as: alice}\n";
    private static final String LOCAL = connect("local");
    private static final String POST =
            "  - do: {as: bob, call: notes/create, with: {text: hello}, bind: {note: createdNote}}\n";
    private static final String NOTE = "  - server: {type: channel, body: {id: \"${local}\", type: note, body: %s}}\n";

    @Test
    void refusedByStatus() {
        passes(forServers("  - refused: {token: wrong, status: 401}\n" + OPEN).toServer());
        passes(forServers("  - refused: {token: wrong}\n" + OPEN).toServer());
        breaks(
                forServers("  - refused: {token: wrong, status: 403}\n" + OPEN).toServer(),
                Why.HANDSHAKE,
                "answered with status 401");
        breaks(forServers("  - refused: {as: alice}\n" + OPEN).toServer(), Why.HANDSHAKE, "accepted the handshake");
    }

    @Test
    void refusedBySilence() {
        passes(forServers("  - refused: {token: wrong, silence: true}\n" + OPEN)
                .in("misskey-12")
                .toServer());
        breaks(
                forServers("  - refused: {token: wrong, silence: true}\n" + OPEN)
                        .toServer(),
                Why.HANDSHAKE,
                "answered with status 401");
        breaks(
                forServers("  - refused: {token: wrong}\n" + OPEN)
                        .in("misskey-12")
                        .toServer(),
                Why.HANDSHAKE,
                "did not answer");
    }

    @Test
    void open() {
        passes(forServers(OPEN + "  - open: {as: anonymous}\n" + LOCAL + POST + NOTE.formatted("\"${note}\""))
                .toServer());
        breaks(
                forServers(OPEN + "  - open: {as: anonymous}\n" + LOCAL + POST + NOTE.formatted("\"${note}\""))
                        .toServer(mutant("refuses-the-anonymous")),
                Why.HANDSHAKE,
                "");
    }

    @Test
    void serverFrame() {
        passes(forServers(OPEN + LOCAL + POST + NOTE.formatted("\"${note}\"")).toServer());
        breaks(
                forServers(OPEN + LOCAL + POST + NOTE.formatted("{text: other}") + "    within: 300ms\n")
                        .toServer(),
                Why.WRONG_FRAME,
                "what came differs");
        breaks(
                forServers(OPEN + LOCAL + NOTE.formatted("{text: hello}") + "    within: 300ms\n")
                        .toServer(),
                Why.TIMEOUT,
                "nothing came at all");
        breaks(
                forServers(OPEN + LOCAL + POST + NOTE.formatted("\"${note}\"") + "    within: 300ms\n")
                        .toServer(mutant("bares-events")),
                Why.SCHEMA,
                "what came differs");
    }

    @Test
    void closeByTheServer() {
        String head = "covers: [channel.id-echoed]\nplays: [server]\nclock: virtual\n";
        String revoked = OPEN + "  - do: {as: alice, call: i/regenerate-token, with: {password: x}}\n"
                + "  - wait: 6s\n  - close: {by: server%s}\n";
        passes(Playing.of(head, revoked.formatted("")).in("misskey-12").toServer());
        breaks(
                Playing.of(head, revoked.formatted(", code: 4999"))
                        .in("misskey-12")
                        .toServer(),
                Why.CLOSED,
                "the connection ended before it came");
        breaks(
                forServers(OPEN + "  - close: {by: server}\n    within: 300ms\n")
                        .toServer(),
                Why.TIMEOUT,
                "waited 300 ms");
    }

    @Test
    void closeByTheKit() {
        String again = OPEN + "  - close: {by: client, code: 1000}\n  - open: {as: alice, nth: 2}\n" + LOCAL + POST;
        passes(forServers(again + NOTE.formatted("\"${note}\"")).toServer());
        breaks(
                forServers(again + NOTE.formatted("{text: other}") + "    within: 300ms\n")
                        .toServer(),
                Why.WRONG_FRAME,
                "");
    }

    @Test
    void waitingByAVirtualClock() {
        String pinged = OPEN + "  - wait: %s\n  - server: {$ping: {$any: true}}\n    within: 500ms\n";
        String head = "covers: [liveness.server-pings]\nplays: [server]\nclock: virtual\n";
        passes(Playing.of(head, pinged.formatted("20s")).toServer());
        breaks(Playing.of(head, pinged.formatted("19s")).toServer(), Why.TIMEOUT, "nothing came at all");
    }

    @Test
    void orderOfTwoConnections() {
        String two = OPEN
                + connect("a") + connect("b") + POST
                + "  - %s:\n      - server: {type: channel, body: {id: \"${%s}\", body: \"${note}\"}}\n"
                + "        within: 500ms\n"
                + "      - server: {type: channel, body: {id: \"${%s}\", body: \"${note}\"}}\n        within: 500ms\n";
        passes(forServers(two.formatted("anyOrder", "a", "b")).toServer());
        passes(forServers(two.formatted("anyOrder", "b", "a")).toServer());
        passes(forServers(two.formatted("inOrder", "a", "b")).toServer());
        breaks(
                forServers(two.formatted("inOrder", "b", "a")).toServer(),
                Why.WRONG_FRAME,
                "before the one that it has to follow");
    }

    @Test
    void neverSeesWhatOvertookTheAnswerThatCausedIt() {
        String never = "  - never: {server: {type: channel, body: {body: {text: hello}}}}\n    until:\n"
                + "      - do: {as: bob, call: notes/create, with: {text: control}, bind: {later: createdNote}}\n"
                + "      - server: {type: channel, body: {id: \"${local}\", type: note, body: \"${later}\"}}\n";
        breaks(forServers(OPEN + LOCAL + POST + never).toServer(), Why.FORBIDDEN, "must not have come");
        passes(forServers(OPEN + LOCAL + POST + NOTE.formatted("\"${note}\"") + never)
                .toServer());
        passes(forServers(OPEN + LOCAL + never).toServer());
    }

    @Test
    void checkpointAndRepeat() {
        passes(forServers(OPEN + "  - repeat:\n      times: 3\n      steps:\n"
                        + (LOCAL + "  - checkpoint: it is connected\n" + POST + NOTE.formatted("\"${note}\"")
                                        + "  - client: {type: disconnect, body: {id: \"${local}\"}}\n")
                                .indent(6))
                .toServer());
    }

    @Test
    void onWhoseConnection() {
        String both = OPEN + LOCAL + "  - open: {as: bob}\n" + POST + NOTE.formatted("\"${note}\"")
                + "    on: %s\n    within: 300ms\n";
        passes(forServers(both.formatted("alice")).toServer());
        breaks(forServers(both.formatted("bob")).toServer(), Why.TIMEOUT, "nothing came at all");
    }

    @Test
    void callThatTheServerRefuses() {
        String call =
                OPEN + LOCAL + "  - do: {as: bob, call: no/such/endpoint}\n" + POST + NOTE.formatted("\"${note}\"");
        assertThat(forServers(call).toServer().passed()).isFalse();
    }

    private static String connect(String name) {
        return "  - client: {type: connect, body: {channel: localTimeline, id: {$bind: " + name + "}}}\n";
    }

    private static Mutant mutant(String id) {
        return Mutants.all(Dialect.named("documented")).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
