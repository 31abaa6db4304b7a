package misskey.conformance.server;

import static misskey.conformance.probe.Frames.withId;

import java.util.List;
import java.util.Locale;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Asked;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Probe.Answer;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;

/** Handshakes that differ from the usual one: headers, queries, paths, and no upgrade at all. */
final class HandshakeTest {
    private static final int ACCEPTED = 101;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    @Judges("connection.bearer-header")
    void tokenInTheHeaderMakesItTheAccountsConnection(Probe probe) {
        StreamClient alice =
                probe.open("alice", Asked.plainly().withHeader("Authorization", bearer(probe.token("alice"))));
        probe.shows(ownEvent(probe, alice, "alice"));
    }

    @Judges("connection.bearer-over-query")
    void tokenInTheHeaderCountsWhereBothAreGiven(Probe probe) {
        probe.requireProvocation();
        Secret wrong = Secret.of("wrong", "n0-such-token");
        Secret good = probe.token("alice");
        Answer header = probe.ask(
                "alice",
                Asked.plainly().withHeader("Authorization", bearer(good)).withToken(wrong));
        hasStatus(header, ACCEPTED, "a good token in the header beside a wrong one in the query");
        Answer query = probe.ask(
                "alice",
                Asked.plainly().withHeader("Authorization", bearer(wrong)).withToken(good));
        hasStatus(query, UNAUTHORIZED, "a wrong token in the header beside a good one in the query");
        probe.shows(header.line());
        probe.shows(query.line());
    }

    @Judges("connection.bearer-exact")
    void headerOfAnotherSchemeIsIgnored(Probe probe) {
        String token = probe.token("alice").reveal();
        for (String other : List.of("bearer " + token, "Basic " + token)) {
            StreamClient anyone = probe.open("anyone", Asked.plainly().withHeader("Authorization", other));
            JsonNode main = probe.connect(anyone, "main");
            JsonNode local = probe.connect(anyone, "localTimeline");
            probe.never(anyone, "an event of an account", probe.frames().eventOf(main));
            probe.settle();
            probe.as("alice").done("i/update", Json.object().put("description", "mine"));
            String note = probe.as("alice").postPublicly("for anyone");
            probe.shows(probe.await(anyone, "the public note", probe.frames().event(local, "note", withId(note))));
        }
    }

    @Judges("connection.token-twice")
    void firstOfTwoTokensCounts(Probe probe) {
        StreamClient both = probe.open(
                "alice", Asked.plainly().withToken(probe.token("alice")).withToken(probe.token("bob")));
        probe.shows(ownEvent(probe, both, "alice"));
    }

    @Judges("connection.other-query-ignored")
    void otherParametersOfTheQueryChangeNothing(Probe probe) {
        StreamClient alice = probe.open(
                "alice",
                Asked.plainly()
                        .withQuery("_t", "1700000000000")
                        .withQuery("made-up", "yes")
                        .withToken(probe.token("alice")));
        probe.shows(ownEvent(probe, alice, "alice"));
    }

    @Judges("connection.any-path")
    void handshakeAtAnotherPathOpensAConnection(Probe probe) {
        for (String path : List.of("/", "/other", "/streaming/")) {
            Answer answer = probe.ask("anonymous", Asked.plainly().withPath(path));
            hasStatus(answer, ACCEPTED, "a handshake at " + path);
            probe.shows(answer.line());
        }
    }

    @Judges("connection.plain-get-is-no-page")
    void getWithoutUpgradeIsNoSuccess(Probe probe) {
        Answer usual = usual(probe);
        Answer answer = probe.ask("anonymous", Asked.withoutUpgrade());
        if (answer.status() < BAD_REQUEST) {
            throw failed("HTTP_STATUS", "a GET that asks for no upgrade was answered with " + told(answer), answer);
        }
        probe.shows(usual.line());
        probe.shows(answer.line());
    }

    @Judges("connection.plain-get-not-cached")
    void answerToAGetWithoutUpgradeIsKeptByNoCache(Probe probe) {
        Answer usual = usual(probe);
        Answer answer = probe.ask("anonymous", Asked.withoutUpgrade());
        if (answer.status() == 0) {
            throw failed("HANDSHAKE_UNANSWERED", "a GET that asks for no upgrade was not answered", answer);
        }
        String control = answer.header("cache-control").toLowerCase(Locale.ROOT);
        boolean byItself = List.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501)
                        .contains(answer.status())
                && !control.contains("no-store")
                && !control.contains("no-cache")
                && !control.contains("private")
                && !control.contains("max-age=0");
        boolean kept = control.matches(".*(s-maxage|max-age)=[1-9].*")
                || !answer.header("age").isEmpty()
                || answer.header("cf-cache-status").equalsIgnoreCase("HIT")
                || answer.header("x-cache").toUpperCase(Locale.ROOT).startsWith("HIT");
        if (byItself || kept) {
            throw failed("HTTP_HEADER", "a cache may keep the answer: " + told(answer), answer);
        }
        probe.shows(usual.line());
        probe.shows(answer.line());
    }

    @Judges(value = "connection.subprotocol-first", in = "misskey-2025")
    void firstSubprotocolIsTaken(Probe probe) {
        Answer answer = probe.ask("anonymous", Asked.plainly().offering("made-up", "other"));
        hasStatus(answer, ACCEPTED, "a handshake that offers subprotocols");
        if (!answer.header("sec-websocket-protocol").equals("made-up")) {
            throw failed("HANDSHAKE_HEADER", "offered made-up and other; taken was " + told(answer), answer);
        }
        probe.shows(answer.line());
    }

    @Judges(
            value = "connection.subprotocol-first",
            in = {"documented", "misskey-12"})
    void noSubprotocolIsTaken(Probe probe) {
        Answer answer = probe.ask("anonymous", Asked.plainly().offering("made-up"));
        hasStatus(answer, ACCEPTED, "a handshake that offers a subprotocol");
        if (!answer.header("sec-websocket-protocol").isEmpty()) {
            throw failed("HANDSHAKE_HEADER", "a subprotocol was taken: " + told(answer), answer);
        }
        probe.shows(answer.line());
    }

    @Judges("connection.no-compression")
    void compressionIsDeclined(Probe probe) {
        Answer answer =
                probe.ask("anonymous", Asked.plainly().withHeader("Sec-WebSocket-Extensions", "permessage-deflate"));
        if (answer.status() != ACCEPTED) {
            throw blocked(answer);
        }
        if (!answer.header("sec-websocket-extensions").isEmpty()) {
            throw failed("HANDSHAKE_HEADER", "an extension was taken: " + told(answer), answer);
        }
        probe.shows(answer.line());
    }

    @Judges("connection.key-needed")
    void handshakeWithoutKeyIsABadRequest(Probe probe) {
        refusedBeside(probe, Asked.plainly().withHeader("Sec-WebSocket-Key", ""), "without a key", true);
    }

    @Judges("connection.version-unknown")
    void handshakeOfAnUnknownVersionIsRefused(Probe probe) {
        refusedBeside(probe, Asked.plainly().withHeader("Sec-WebSocket-Version", "99"), "of version 99", false);
    }

    @Judges("connection.wrong-token-reason")
    void refusalOfAWrongTokenSaysWhy(Probe probe) {
        probe.requireProvocation();
        Answer answer = probe.ask("stranger", Asked.plainly().withToken(Secret.of("wrong", "n0-such-token")));
        String reason = answer.header("www-authenticate");
        if (!reason.startsWith("Bearer ") || !reason.contains("error=\"invalid_token\"")) {
            throw failed(
                    "HANDSHAKE_HEADER",
                    "expected WWW-Authenticate: Bearer … error=\"invalid_token\", found " + told(answer),
                    answer);
        }
        probe.shows(answer.line());
    }

    /** The handshake is refused, and the usual one beside it accepted. */
    private static void refusedBeside(Probe probe, Asked asked, String what, boolean badRequest) {
        probe.requireProvocation();
        Answer usual = usual(probe);
        Answer refused = probe.ask("anonymous", asked);
        if (badRequest) {
            hasStatus(refused, BAD_REQUEST, "a handshake " + what);
        } else if (refused.status() < BAD_REQUEST) {
            throw failed("ACCEPTED", "a handshake " + what + " was answered with " + told(refused), refused);
        }
        probe.shows(usual.line());
        probe.shows(refused.line());
    }

    /** The control beside what must not open: the usual handshake at the same URL does. */
    private static Answer usual(Probe probe) {
        Answer usual = probe.ask("anonymous", Asked.plainly());
        if (usual.status() != ACCEPTED) {
            throw blocked(usual);
        }
        return usual;
    }

    private static NotJudged blocked(Answer answer) {
        return NotJudged.untestable("blocked by connection.handshake: the handshake came to " + told(answer));
    }

    /** An event that only a connection of this account receives. */
    private static Received ownEvent(Probe probe, StreamClient client, String account) {
        JsonNode main = probe.connect(client, "main");
        probe.settle();
        Actor actor = probe.as(account);
        actor.done("i/update", Json.object().put("description", "mine"));
        return probe.await(
                client, "the account's own event", probe.frames().event(main, "meUpdated", withId(actor.id())));
    }

    private static String bearer(Secret token) {
        return "Bearer " + token.reveal();
    }

    private static void hasStatus(Answer answer, int status, String what) {
        if (answer.status() != status) {
            String code = answer.status() == ACCEPTED
                    ? "ACCEPTED"
                    : answer.status() == 0
                            ? "HANDSHAKE_UNANSWERED"
                            : status == ACCEPTED ? "HANDSHAKE_REFUSED" : "HANDSHAKE_STATUS";
            throw failed(code, what + ": expected the status " + status + ", found " + told(answer), answer);
        }
    }

    private static String told(Answer answer) {
        return answer.status() == 0 ? "no answer" : Json.excerpt(answer.line().members(), 300);
    }

    private static Failed failed(String code, String message, Answer answer) {
        return new Failed(code, message, List.of(answer.line().n()));
    }
}
