package misskey.conformance.reference;

import static misskey.conformance.reference.ClientMutants.broken;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import misskey.conformance.reference.ClientMutant.Death;
import misskey.conformance.reference.ClientSeams.Dialling;
import misskey.conformance.reference.ClientSeams.Heartbeat;
import misskey.conformance.reference.ClientSeams.Telling;
import misskey.conformance.reference.Ending.Kind;
import misskey.protocol.Secret;
import misskey.scenario.play.Broken.Why;
import tools.jackson.databind.node.ObjectNode;

/** Clients that do not find a server, leave it, come back to it too soon or never, or come back without what they had. */
final class ReturningMutants {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration SOON = Duration.ofMillis(200);

    private ReturningMutants() {}

    static List<ClientMutant> all() {
        return List.of(
                broken(
                        "sends-null-for-no-token",
                        "writes null where it has no token",
                        Death.at("no-token-is-sent-as-null", "open:", Why.HANDSHAKE),
                        () -> ClientSeams.dialling(new Dialling() {
                            @Override
                            public URI address(URI stream, Optional<Secret> token) {
                                return token.isPresent()
                                        ? Dialling.super.address(stream, token)
                                        : URI.create(stream + "?i=null");
                            }
                        })),
                broken(
                        "waits-for-a-handshake-for-ever",
                        "waits for the answer to a handshake without end",
                        Death.at("unanswered-handshake-is-the-end", "open:", Why.HANDSHAKE),
                        () -> ClientSeams.dialling(new Dialling() {
                            @Override
                            public Duration patience(Duration straight) {
                                return Duration.ofDays(1);
                            }
                        })),
                broken(
                        "stays-away",
                        "does not come back after its connection was cut",
                        Death.at("first-cut-is-the-end", "nth: 2", Why.HANDSHAKE),
                        () -> gone(ending -> ending.number() == 1006)),
                broken(
                        "stays-away-after-a-clean-close",
                        "does not come back after 1000",
                        Death.at("clean-close-is-the-end", "nth: 2", Why.HANDSHAKE),
                        () -> gone(ending -> ending.number() == 1000)),
                broken(
                        "stays-away-after-a-restart",
                        "does not come back after 1012",
                        Death.at("restart-is-the-end", "nth: 3", Why.HANDSHAKE),
                        () -> gone(ending -> ending.number() == 1012)),
                broken(
                        "stays-away-after-502",
                        "gives up when a handshake is refused with 502",
                        Death.at("bad-gateway-is-the-end", "refused:", Why.HANDSHAKE),
                        () -> gone(ending -> ending.number() == 502)),
                broken(
                        "hammers-after-401",
                        "asks again at once when its token is refused",
                        Death.at("refused-token-is-tried-for-ever", "attempts:", Why.CLIENT),
                        () -> hurried(ending -> ending.number() == 401, AT_ONCE)),
                broken(
                        "hammers-after-503",
                        "asks again at once when a server is down",
                        Death.at("storm-after-an-outage", "attempts:", Why.CLIENT),
                        () -> hurried(ending -> ending.number() == 503, AT_ONCE)),
                broken(
                        "hurries-after-429",
                        "asks again as after any other refusal when it is told to slow down",
                        Death.at("hurries-on-when-told-to-slow-down", "attempts:", Why.CLIENT),
                        () -> hurried(ending -> ending.number() == 429, SOON)),
                broken(
                        "keeps-refusals-to-itself",
                        "does not tell its application that it was refused",
                        Death.at("refusal-is-not-told", "seen:", Why.CLIENT),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public boolean ofRefusals() {
                                return false;
                            }
                        })),
                broken(
                        "loses-channels",
                        "comes back without its channels",
                        Death.at("channels-are-lost-on-reconnect", "channel: localTimeline", Why.TIMEOUT),
                        () -> ClientSeams.restoring((before, meanwhile, captures) ->
                                ClientSeams.everything(List.of(), meanwhile, captures))),
                broken(
                        "loses-params",
                        "comes back with its channels, but without their params",
                        Death.at("channels-are-lost-on-reconnect", "channel: localTimeline", Why.WRONG_FRAME),
                        () -> ClientSeams.restoring((before, meanwhile, captures) -> ClientSeams.everything(
                                before.stream()
                                        .map(ReturningMutants::withoutParams)
                                        .toList(),
                                meanwhile,
                                captures))),
                broken(
                        "loses-captures",
                        "comes back without its captures",
                        Death.at("captures-are-lost-on-reconnect", "subNote", Why.TIMEOUT),
                        () -> ClientSeams.restoring(
                                (before, meanwhile, captures) -> ClientSeams.everything(before, meanwhile, List.of()))),
                broken(
                        "queues-and-restores",
                        "keeps a connect for later, and restores the channel too",
                        Death.at("channel-opened-offline-is-connected-twice", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.restoring((before, meanwhile, captures) -> {
                            List<ObjectNode> twice = new ArrayList<>(meanwhile);
                            twice.addAll(meanwhile);
                            return ClientSeams.everything(before, twice, captures);
                        })),
                broken(
                        "answers-no-pings",
                        "does not answer pings",
                        Death.at("pings-are-not-answered", "$pong", Why.TIMEOUT),
                        () -> ClientSeams.heartbeat(new Heartbeat() {
                            @Override
                            public boolean answers() {
                                return false;
                            }
                        })),
                broken(
                        "leaves-after-a-quiet-minute",
                        "takes a connection for dead that brings no message for a minute",
                        Death.at("quiet-connection-is-given-up", "$pong", Why.CLOSED),
                        () -> ClientSeams.heartbeat(new Heartbeat() {
                            @Override
                            public boolean believes(Duration quiet) {
                                return quiet.compareTo(Duration.ofMinutes(1)) < 0;
                            }
                        })),
                broken(
                        "leaves-without-a-text-pong",
                        "asks with a text ping whether the server lives, and leaves where no text answers",
                        Death.at("quiet-connection-is-given-up", "$pong", Why.CLOSED),
                        () -> ClientSeams.heartbeat(new AsksByText())),
                broken(
                        "quotes-its-heartbeat",
                        "sends its heartbeat in quotes",
                        Death.at("heartbeat-in-quotes", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.heartbeat(new Heartbeat() {
                            @Override
                            public Optional<String> adds() {
                                return Optional.of("\"ping\"");
                            }
                        })));
    }

    private static ClientSeams gone(Predicate<Ending> after) {
        return ClientSeams.returning((ending, straight) -> after.test(ending) ? Optional.empty() : straight);
    }

    private static ClientSeams hurried(Predicate<Ending> after, Duration pause) {
        return ClientSeams.returning((ending, straight) ->
                ending.kind() == Kind.REFUSED && after.test(ending) ? Optional.of(pause) : straight);
    }

    private static ObjectNode withoutParams(ObjectNode connect) {
        ObjectNode frame = connect.deepCopy();
        ((ObjectNode) frame.path("body")).remove("params");
        return frame;
    }

    /** Its clock is the server's pings. */
    private static final class AsksByText implements Heartbeat {
        private boolean asked;

        @Override
        public boolean believes(Duration quiet) {
            boolean unanswered = asked;
            asked = true;
            return !unanswered;
        }

        @Override
        public Optional<String> adds() {
            return Optional.of("ping");
        }
    }
}
