package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import misskey.mock.stream.Admission;
import misskey.mock.stream.HttpAnswer;
import misskey.mock.stream.Knock;
import misskey.mock.stream.Mutation.AtHandshake;
import misskey.mock.stream.Seams;
import misskey.mock.world.Access;
import misskey.protocol.Behaviour.Refusal;

/** Servers that are wrong about handshakes, and about those who only look in. */
final class HandshakeMutants {
    private static final String PATH = "/streaming";
    private static final String TOKEN = "i";
    private static final String SCHEME = "Bearer ";

    private HandshakeMutants() {}

    static List<Mutant> all() {
        return List.of(
                admits(
                        "has-no-stream",
                        "answers every handshake with 404",
                        "connection.handshake",
                        "HANDSHAKE_REFUSED",
                        (asked, found, straight) -> refused(404)),
                admits(
                        "refuses-the-anonymous",
                        "refuses a handshake without a token",
                        "connection.anonymous",
                        "HANDSHAKE_REFUSED",
                        (asked, found, straight) -> asked.tokens().isEmpty() ? refused(401) : straight),
                admits(
                        "accepts-any-token",
                        "takes a wrong token for no token",
                        "connection.bad-token",
                        "ACCEPTED",
                        (asked, found, straight) -> found.isEmpty() ? accepted(found) : straight),
                admits(
                        "ignores-the-token",
                        "takes every connection for an anonymous one",
                        "connection.token-in-query",
                        "NO_EVENT",
                        (asked, found, straight) ->
                                straight.fold(in -> accepted(Optional.empty()), refused -> refused)),
                admits(
                        "refuses-applications",
                        "refuses the tokens of applications",
                        "connection.token-kinds",
                        "HANDSHAKE_REFUSED",
                        (asked, found, straight) ->
                                found.flatMap(Access::permissions).isPresent() ? refused(401) : straight),
                admits(
                        "lets-the-suspended-in",
                        "opens a connection of a suspended account",
                        "connection.suspended-refused",
                        "ACCEPTED",
                        (asked, found, straight) -> found.isPresent() ? accepted(found) : straight),
                admits(
                        "refuses-unknown-parameters",
                        "refuses a handshake with a parameter that it does not know",
                        "connection.other-query-ignored",
                        "HANDSHAKE_REFUSED",
                        (asked, found, straight) -> Set.of(TOKEN).containsAll(asked.query()) ? straight : refused(400)),
                admits(
                        "knows-one-path",
                        "refuses a handshake at another path",
                        "connection.any-path",
                        "HANDSHAKE_REFUSED",
                        (asked, found, straight) -> asked.path().equals(PATH) ? straight : refused(404)),
                admits(
                        "takes-strangers-in",
                        "opens a connection for a wrong token that is not empty",
                        "connection.wrong-token-never-opens",
                        "ACCEPTED",
                        (asked, found, straight) ->
                                found.isEmpty() && asked.tokens().stream().anyMatch(token -> !token.isEmpty())
                                        ? accepted(found)
                                        : straight),
                reads(
                        "takes-empty-for-none",
                        "takes an empty token for none",
                        "connection.empty-token",
                        "ACCEPTED",
                        asked -> asked.withTokens(asked.tokens().stream()
                                .filter(token -> !token.isEmpty())
                                .toList())),
                reads(
                        "takes-the-last-token",
                        "takes the last of several tokens",
                        "connection.token-twice",
                        "NO_EVENT",
                        asked -> asked.withTokens(reversed(asked.tokens()))),
                reads(
                        "prefers-the-query",
                        "takes the token in the query where the header has another",
                        "connection.bearer-over-query",
                        "HANDSHAKE_REFUSED",
                        asked -> asked.tokens().isEmpty() ? asked : asked.withAuthorization(Optional.empty())),
                reads(
                        "reads-any-scheme",
                        "takes a token in the header whatever its scheme",
                        "connection.bearer-exact",
                        "UNEXPECTED_EVENT",
                        HandshakeMutants::withAnyScheme),
                reads(
                        "needs-no-key",
                        "opens a connection without Sec-WebSocket-Key",
                        "connection.key-needed",
                        "ACCEPTED",
                        asked -> asked.key().isPresent() ? asked : asked.withKey("bWFkZSB1cCBieSBtb2NrIQ==")),
                reads(
                        "speaks-any-version",
                        "opens a connection whatever the version",
                        "connection.version-unknown",
                        "ACCEPTED",
                        asked -> asked.withVersion("13")),
                answers(
                        "gives-no-reason",
                        "does not say how to authenticate",
                        "connection.wrong-token-reason",
                        "HANDSHAKE_HEADER",
                        answer -> answer.status() == 401 ? answer.withHeaders(Map.of()) : answer),
                answers(
                        "compresses-in-name",
                        "says that it compresses",
                        "connection.no-compression",
                        "HANDSHAKE_HEADER",
                        answer -> answer.status() == 101
                                ? answer.withHeaders(Map.of("Sec-WebSocket-Extensions", "permessage-deflate"))
                                : answer),
                plainGet(
                        "serves-a-page",
                        "answers a plain GET of the stream with 200",
                        "connection.plain-get-is-no-page",
                        "HTTP_STATUS",
                        answer -> new HttpAnswer(200, answer.headers())),
                plainGet(
                        "lets-caches-keep",
                        "lets caches keep the answer to a plain GET of the stream",
                        "connection.plain-get-not-cached",
                        "HTTP_HEADER",
                        answer -> answer.withHeaders(Map.of("Cache-Control", "public, max-age=3600"))));
    }

    /** A door at which nothing is wrong. */
    private interface Straight extends Seams.Handshake {
        @Override
        default Admission admit(Admission straight) {
            return straight;
        }
    }

    /** Whether a handshake is accepted, given what its token gives and what the straight server would answer. */
    private interface Admitting {
        Admission admit(Knock asked, Optional<Access> found, Admission straight);
    }

    private static Mutant admits(String id, String description, String kills, String code, Admitting how) {
        return new Mutant(id, description, kills, code, new AtHandshake(new Straight() {
            @Override
            public Admission admit(Knock asked, Optional<Access> found, Admission straight) {
                return how.admit(asked, found, straight);
            }
        }));
    }

    private static Mutant reads(String id, String description, String kills, String code, UnaryOperator<Knock> how) {
        return new Mutant(id, description, kills, code, new AtHandshake(new Straight() {
            @Override
            public Knock reads(Knock asked) {
                return how.apply(asked);
            }
        }));
    }

    private static Mutant answers(
            String id, String description, String kills, String code, UnaryOperator<HttpAnswer> how) {
        return new Mutant(id, description, kills, code, new AtHandshake(new Straight() {
            @Override
            public HttpAnswer answers(HttpAnswer straight) {
                return how.apply(straight);
            }
        }));
    }

    private static Mutant plainGet(
            String id, String description, String kills, String code, UnaryOperator<HttpAnswer> how) {
        return new Mutant(id, description, kills, code, new AtHandshake(new Straight() {
            @Override
            public HttpAnswer plainGet(HttpAnswer straight) {
                return how.apply(straight);
            }
        }));
    }

    private static Admission refused(int status) {
        return new Admission.Refused(new Refusal(status));
    }

    private static Admission accepted(Optional<Access> access) {
        return new Admission.Accepted(access);
    }

    private static List<String> reversed(List<String> tokens) {
        List<String> reversed = new ArrayList<>(tokens);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Knock withAnyScheme(Knock asked) {
        Optional<String> token = asked.authorization()
                .filter(header -> !header.startsWith(SCHEME))
                .map(header -> header.substring(header.indexOf(' ') + 1));
        return asked.tokens().isEmpty() && token.isPresent() ? asked.withTokens(List.of(token.get())) : asked;
    }
}
