package misskey.conformance.reference;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import misskey.conformance.reference.ClientMutant.Death;
import misskey.conformance.reference.ClientSeams.Dialling;
import misskey.conformance.reference.ClientSeams.Heartbeat;
import misskey.conformance.reference.ClientSeams.Inbound;
import misskey.conformance.reference.ClientSeams.Registry;
import misskey.conformance.reference.ClientSeams.Telling;
import misskey.conformance.reference.Holdings.Channel;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.scenario.play.Broken.Why;

/** Clients that a server's faults harm, below the frames most of them. Their files are in {@code scenarios/faults}. */
public final class FaultMutants {
    private static final int LITTLE = 65_536;
    private static final Duration HASTE = Duration.ofMillis(200);

    private FaultMutants() {}

    /** Every such client. */
    public static List<ClientMutant> all() {
        return List.of(
                ClientMutants.of(
                        "takes-what-is-forbidden",
                        "takes any answer to a handshake, and any frame, whatever RFC 6455 says",
                        Death.at("masked", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.dialling(new Dialling() {
                            @Override
                            public Handshake dial(WireRequest request, Duration patience) {
                                return WireClient.dialLeniently(request, patience);
                            }
                        })),
                ClientMutants.of(
                        "takes-bad-utf8",
                        "passes over texts that are not UTF-8",
                        Death.at("bad-utf8", "close:", Why.TIMEOUT),
                        () -> ClientSeams.inbound(new Inbound() {
                            @Override
                            public boolean refusesBadUtf8() {
                                return false;
                            }
                        })),
                ClientMutants.of(
                        "does-not-join",
                        "takes the first frame of a message for all of it",
                        Death.at("fragment", "event:", Why.CLIENT),
                        () -> ClientSeams.inbound(new Inbound() {
                            @Override
                            public boolean joins() {
                                return false;
                            }
                        })),
                ClientMutants.of(
                        "takes-little",
                        "takes messages of 64 KiB at most",
                        Death.at("large-message", "event:", Why.CLOSED),
                        () -> ClientSeams.dialling(new Dialling() {
                            @Override
                            public Handshake dial(WireRequest request, Duration patience) {
                                return WireClient.dial(request, patience, LITTLE);
                            }
                        })),
                ClientMutants.of(
                        "never-asks",
                        "does not ask a quiet server whether it is there",
                        Death.at("half-open", "nth: 2", Why.HANDSHAKE),
                        () -> ClientSeams.heartbeat(new Heartbeat() {
                            @Override
                            public Optional<Duration> asksAfter(Duration straight) {
                                return Optional.empty();
                            }
                        })),
                ClientMutants.of(
                        "has-no-patience",
                        "takes a server for gone that is quiet for a moment",
                        Death.at("stall", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.heartbeat(new Heartbeat() {
                            @Override
                            public Optional<Duration> asksAfter(Duration straight) {
                                return Optional.of(HASTE);
                            }
                        })),
                ClientMutants.of(
                        "gives-up-without-an-answer",
                        "does not ask again where a handshake brought no answer of HTTP",
                        Death.at("handshake-reset", "nth: 2", Why.HANDSHAKE),
                        () -> ClientSeams.returning((ending, straight) ->
                                ending.kind() == Ending.Kind.FAILED ? Optional.empty() : straight)),
                ClientMutants.of(
                        "comes-back-with-nothing",
                        "sends nothing on a new connection",
                        Death.at("handshake-delay", "client:", Why.TIMEOUT),
                        () -> ClientSeams.restoring((before, meanwhile, captures) -> List.of())),
                ClientMutants.of(
                        "comes-back-twice",
                        "opens each channel twice after it has come back",
                        Death.at("reset", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.restoring((before, meanwhile, captures) -> ClientSeams.everything(
                                Stream.concat(before.stream(), before.stream()).toList(), meanwhile, captures))),
                ClientMutants.of(
                        "keeps-what-was-let-go",
                        "opens channels again that were closed",
                        Death.at("close-without-frame", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.registry(new Registry() {
                            @Override
                            public Optional<Channel> disconnect(Map<String, Channel> channels, String as) {
                                return Optional.ofNullable(channels.get(as));
                            }
                        })),
                ClientMutants.of(
                        "tells-again",
                        "tells of a note each time it comes",
                        Death.at("duplicate", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public boolean again() {
                                return true;
                            }
                        })),
                ClientMutants.of(
                        "tells-every-channel",
                        "tells every channel of an event, whatever its id",
                        Death.at("wrong-id", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public List<String> ofEvent(String id, List<Channel> open) {
                                return open.stream().map(Channel::as).toList();
                            }
                        })),
                ClientMutants.of(
                        "wants-order",
                        "drops what is older than what it has seen",
                        Death.at("reorder", "body: \"${n1}\"", Why.CLIENT),
                        () -> ClientSeams.inbound(new WantsOrder())),
                new ClientMutant(
                        "dies-of-second-answers",
                        "does not know a request that has been answered",
                        Death.ofItsProgram("duplicate-answer"),
                        dialect -> ClientSeams.inbound(new DiesOfSecondAnswers(dialect))));
    }

    private static final class WantsOrder implements Inbound {
        private String latest = "";

        @Override
        public List<String> text(int nth, String text) {
            String id = Frame.read(text)
                    .fold(frame -> frame.member("body").path("id").stringValue(""), no -> "");
            if (id.compareTo(latest) < 0) {
                return List.of();
            }
            latest = id;
            return List.of(text);
        }
    }

    private static final class DiesOfSecondAnswers implements Inbound {
        private final Dialect dialect;
        private final Set<String> answered = new HashSet<>();

        DiesOfSecondAnswers(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public List<String> text(int nth, String text) {
            Frame.read(text).fold(frame -> take(frame.type()), no -> false);
            return List.of(text);
        }

        private boolean take(String type) {
            boolean isAnswer = dialect.frameType(Direction.SERVER, type)
                    .map(FrameType::means)
                    .filter(Meaning.RESPONSE::equals)
                    .isPresent();
            if (isAnswer && !answered.add(type)) {
                throw new ProgramEnded("no request waits for " + type);
            }
            return isAnswer;
        }
    }
}
