package misskey.conformance.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import misskey.conformance.reference.ClientMutant.Death;
import misskey.conformance.reference.ClientSeams.Inbound;
import misskey.conformance.reference.ClientSeams.Telling;
import misskey.conformance.reference.Holdings.Channel;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Reading.Reason;
import misskey.scenario.play.Broken.Why;

/** Clients that what comes ends, or that tell their application something else than what came. */
final class HearingMutants {
    private HearingMutants() {}

    static List<ClientMutant> all() {
        return List.of(
                ClientMutants.of(
                        "dies-of-what-is-not-json",
                        "parses every text, and does not catch it where that fails",
                        Death.ofItsProgram("text-that-is-not-json-kills"),
                        () -> rejecting(Reason.NOT_JSON)),
                ClientMutants.of(
                        "dies-of-what-is-no-frame",
                        "takes the type of all JSON that comes",
                        Death.ofItsProgram("json-that-is-no-frame-kills"),
                        () -> rejecting(Reason.NOT_A_FRAME)),
                ClientMutants.of(
                        "dies-of-octets",
                        "knows no binary messages",
                        Death.ofItsProgram("binary-message-kills"),
                        () -> ClientSeams.inbound(new Inbound() {
                            @Override
                            public void binary() {
                                throw new ProgramEnded("a binary message came");
                            }
                        })),
                dying(
                        "dies-of-unknown-frames",
                        "looks every type up in a table",
                        "unknown-frame-kills",
                        (dialect, frame) -> dialect.frameType(Direction.SERVER, frame.type())
                                .isEmpty()),
                dying(
                        "dies-of-connected",
                        "does not know the confirmation that it never asks for",
                        "unasked-connected-kills",
                        (dialect, frame) -> means(dialect, frame, Meaning.CONNECTED)),
                dying(
                        "dies-of-unknown-updates",
                        "looks every kind of update up in a table",
                        "unknown-update-kills",
                        (dialect, frame) -> means(dialect, frame, Meaning.NOTE_UPDATE)
                                && dialect.noteUpdate(frame.member("type").stringValue(""))
                                        .isEmpty()),
                dying(
                        "dies-without-a-body",
                        "reads the body of every event",
                        "event-without-a-body-kills",
                        (dialect, frame) -> means(dialect, frame, Meaning.EVENT)
                                && frame.member("body").isMissingNode()),
                deaf(
                        "drops-null-bodies",
                        "drops events that have nothing to tell",
                        Death.at("event-with-a-null-body-is-dropped", "seen:", Why.CLIENT),
                        frame -> frame.member("body").isNull()),
                deaf(
                        "wants-a-list-of-emojis",
                        "drops notes whose emojis is an object",
                        Death.at("emojis-of-one-form-only", "emojis: {}", Why.CLIENT),
                        frame -> frame.member("body").path("emojis").isObject()),
                deaf(
                        "wants-an-emoji",
                        "drops reactions without an emoji of the server",
                        Death.at("reaction-without-an-emoji-is-lost", "reaction: 👍", Why.CLIENT),
                        frame -> frame.member("body").has("reaction")
                                && !frame.member("body").path("emoji").isObject()),
                ClientMutants.of(
                        "stays-disconnected",
                        "believes itself disconnected after it has come back",
                        Death.at("events-after-a-reconnect-are-dropped", "seen:", Why.CLIENT),
                        () -> ClientSeams.inbound(new Inbound() {
                            @Override
                            public List<String> text(int nth, String text) {
                                return nth > 1 ? List.of() : List.of(text);
                            }
                        })),
                ClientMutants.of(
                        "mutes-what-was-closed",
                        "drops the events of a channel that was closed once",
                        Death.at("channel-opened-again-is-mute", "channel: second", Why.CLIENT),
                        () -> ClientSeams.telling(new MutesWhatWasClosed())),
                ClientMutants.of(
                        "counts-for-each-channel",
                        "hands every update to each channel",
                        Death.at("reaction-is-counted-for-each-channel", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public int ofUpdate(String note, Holdings holdings) {
                                int straight = Telling.super.ofUpdate(note, holdings);
                                return straight * Math.max(1, holdings.open().size());
                            }
                        })),
                ClientMutants.of(
                        "tells-of-released-notes",
                        "tells of updates whatever it has captured",
                        Death.at("late-update-is-not-ignored", "never:", Why.FORBIDDEN),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public int ofUpdate(String note, Holdings holdings) {
                                return 1;
                            }
                        })),
                ClientMutants.of(
                        "dies-of-late-updates",
                        "looks every updated note up in a table",
                        Death.ofItsProgram("late-update-is-not-ignored"),
                        () -> ClientSeams.telling(new Telling() {
                            @Override
                            public int ofUpdate(String note, Holdings holdings) {
                                if (!holdings.captured().contains(note)) {
                                    throw new ProgramEnded("an update came of a note that is not captured");
                                }
                                return 1;
                            }
                        })),
                ClientMutants.of(
                        "waits-for-an-answer-for-ever",
                        "waits for the answer to a request without end",
                        Death.at("request-waits-for-ever", "seen:", Why.CLIENT),
                        () -> ClientSeams.requesting(() -> false)));
    }

    private static ClientSeams rejecting(Reason reason) {
        return ClientSeams.inbound(new Inbound() {
            @Override
            public List<String> text(int nth, String text) {
                Frame.read(text).fold(frame -> true, rejected -> {
                    if (rejected.reason() == reason) {
                        throw new ProgramEnded(rejected.detail());
                    }
                    return false;
                });
                return List.of(text);
            }
        });
    }

    /** Its program ends at each frame like this. */
    private static ClientMutant dying(String id, String description, String file, BiPredicate<Dialect, Frame> mortal) {
        return new ClientMutant(
                id,
                description,
                Death.ofItsProgram(file),
                dialect -> ClientSeams.inbound(new Inbound() {
                    @Override
                    public List<String> text(int nth, String text) {
                        boolean ends = Frame.read(text).fold(frame -> mortal.test(dialect, frame), no -> false);
                        if (ends) {
                            throw new ProgramEnded("it does not know " + text);
                        }
                        return List.of(text);
                    }
                }));
    }

    /** Does not hear frames like this. */
    private static ClientMutant deaf(String id, String description, Death death, Predicate<Frame> unheard) {
        return ClientMutants.of(
                id,
                description,
                death,
                () -> ClientSeams.inbound(new Inbound() {
                    @Override
                    public List<String> text(int nth, String text) {
                        return Frame.read(text).fold(unheard::test, no -> false) ? List.of() : List.of(text);
                    }
                }));
    }

    private static boolean means(Dialect dialect, Frame frame, Meaning meaning) {
        return dialect.frameType(Direction.SERVER, frame.type())
                .map(FrameType::means)
                .filter(meaning::equals)
                .isPresent();
    }

    private static final class MutesWhatWasClosed implements Telling {
        private final Set<String> closed = new HashSet<>();

        @Override
        public void letGo(Channel channel) {
            closed.add(channel.name());
        }

        @Override
        public List<String> ofEvent(String id, List<Channel> open) {
            return Telling.super.ofEvent(
                    id,
                    open.stream()
                            .filter(channel -> !closed.contains(channel.name()))
                            .toList());
        }
    }
}
