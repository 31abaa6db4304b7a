package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.mock.stream.Admission;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.Mutation.AtHandshake;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.Mutation.AtRouting;
import misskey.mock.stream.NoteCaptures;
import misskey.mock.stream.Seams;
import misskey.mock.world.Fact;
import misskey.protocol.Behaviour.Refusal;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import tools.jackson.databind.JsonNode;

/** The registry of mutants. */
public final class Mutants {
    private Mutants() {}

    /** Every mutant of a dialect: those written by hand, and one that is silent for each event and update it has. */
    public static List<Mutant> all(Dialect dialect) {
        List<Mutant> mutants = new ArrayList<>();
        mutants.addAll(handshake());
        mutants.addAll(channels());
        mutants.addAll(captures());
        mutants.addAll(OutboundMutants.all());
        mutants.addAll(routing());
        dialect.channels().forEach(channel -> channel.events().values().forEach(event -> mutants.add(silent(event))));
        dialect.noteUpdates().forEach(update -> mutants.add(silent(update)));
        return List.copyOf(mutants);
    }

    private static List<Mutant> handshake() {
        return List.of(
                new Mutant(
                        "refuses-the-anonymous",
                        "refuses a handshake without a token",
                        "connection.anonymous",
                        "HANDSHAKE_REFUSED",
                        new AtHandshake(straight -> straight.fold(
                                accepted -> accepted.user().isPresent()
                                        ? accepted
                                        : new Admission.Refused(new Refusal(401)),
                                refused -> refused))),
                new Mutant(
                        "accepts-any-token",
                        "takes a wrong token for no token",
                        "connection.bad-token",
                        "ACCEPTED",
                        new AtHandshake(straight -> straight.fold(
                                accepted -> accepted, refused -> new Admission.Accepted(Optional.empty())))),
                new Mutant(
                        "ignores-the-token",
                        "takes every connection for an anonymous one",
                        "connection.token-in-query",
                        "NO_EVENT",
                        new AtHandshake(straight -> straight.fold(
                                accepted -> new Admission.Accepted(Optional.empty()), refused -> refused))));
    }

    private static List<Mutant> channels() {
        return List.of(
                new Mutant(
                        "shares-channels",
                        "ignores a second connection to a channel that is open",
                        "channel.several-connections",
                        "NO_EVENT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void connect(
                                    ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
                                if (channels.open().stream()
                                        .noneMatch(open -> open.channel().equals(channel))) {
                                    channels.connect(id, channel, params);
                                }
                            }
                        })),
                new Mutant(
                        "deaf-to-disconnect",
                        "goes on after a disconnect",
                        "channel.disconnect-stops-events",
                        "EVENT_AFTER_DISCONNECT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public boolean disconnect(ChannelRegistry channels, JsonNode id) {
                                return true;
                            }
                        })),
                new Mutant(
                        "disconnects-everything",
                        "gives up every channel on any disconnect",
                        "channel.disconnect-by-id",
                        "NO_EVENT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public boolean disconnect(ChannelRegistry channels, JsonNode id) {
                                channels.open().forEach(open -> channels.disconnect(open.id()));
                                return true;
                            }
                        })),
                new Mutant(
                        "confirms-unasked",
                        "confirms a connect that does not ask for it",
                        "channel.no-connected-unasked",
                        "CONNECTED_UNASKED",
                        new AtInbound(text -> List.of(
                                text.contains("\"channel\":\"") && !text.contains("\"pong\":")
                                        ? text.replace("\"body\":{", "\"body\":{\"pong\":true,")
                                        : text))),
                new Mutant(
                        "wants-a-pong",
                        "ignores a connect that does not ask to be confirmed",
                        "channel.connect-frame",
                        "NO_EVENT",
                        new AtInbound(text -> text.contains("\"channel\":\"") && !text.contains("\"pong\":true")
                                ? List.of()
                                : List.of(text))));
    }

    private static List<Mutant> captures() {
        return List.of(
                new Mutant(
                        "forgets-captures",
                        "takes a capture and forgets it",
                        "note.capture",
                        "NO_EVENT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void capture(NoteCaptures captures, String note) {
                                captures.release(note);
                            }
                        })),
                new Mutant(
                        "deaf-to-release",
                        "goes on after a release",
                        "note.unsub-stops-events",
                        "EVENT_AFTER_UNSUB",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public boolean release(NoteCaptures captures, String note) {
                                return true;
                            }
                        })));
    }

    private static List<Mutant> routing() {
        return List.of(
                new Mutant(
                        "tells-own-renotes",
                        "tells an account of its own renotes",
                        "main.self-renote-silent",
                        "UNEXPECTED_EVENT",
                        new AtRouting((event, fact, viewer, straight) -> straight
                                || (event.requirement().equals("main.renote")
                                        && fact.kind() == Fact.Kind.POSTED
                                        && fact.note()
                                                .flatMap(note -> note.renoteOf())
                                                .isPresent()
                                        && viewer.filter(fact.actor()::equals).isPresent()))),
                new Mutant(
                        "tells-everybody",
                        "tells everybody who follows whom",
                        "main.own-events-only",
                        "UNEXPECTED_EVENT",
                        new AtRouting((event, fact, viewer, straight) -> straight
                                || (event.requirement().equals("main.followed")
                                        && fact.kind() == Fact.Kind.FOLLOWED
                                        && viewer.isPresent()))),
                shows("timeline.home-note", "timeline.home-membership"),
                shows("timeline.local-note", "timeline.local-membership"),
                shows("timeline.social-note", "timeline.social-membership"),
                shows("timeline.global-note", "timeline.global-membership"));
    }

    private static Mutant shows(String event, String membership) {
        return new Mutant(
                "shows-everything-" + membership,
                "shows every note on this timeline",
                membership,
                "UNEXPECTED_EVENT",
                new AtRouting((told, fact, viewer, straight) ->
                        straight || (told.requirement().equals(event) && fact.kind() == Fact.Kind.POSTED)));
    }

    private static Mutant silent(Event event) {
        return new Mutant(
                "silent-" + event.requirement(),
                "never tells " + event.name(),
                event.requirement(),
                "NO_EVENT",
                new AtRouting((told, fact, viewer, straight) ->
                        straight && !told.requirement().equals(event.requirement())));
    }
}
