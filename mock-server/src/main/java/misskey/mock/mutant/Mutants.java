package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.Mutation.AtRouting;
import misskey.mock.stream.NoteCaptures;
import misskey.mock.stream.Seams;
import misskey.mock.world.Fact;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Requirements;
import tools.jackson.databind.JsonNode;

/** The registry of mutants. */
public final class Mutants {
    private static final String NO_EVENT = "NO_EVENT";

    private Mutants() {}

    /**
     * Every mutant of a dialect, each time anew, for what they keep in mind is one server's alone: those written by hand,
     * and one that is silent for each event and update it has.
     */
    public static List<Mutant> all(Dialect dialect) {
        List<Mutant> mutants = new ArrayList<>();
        mutants.addAll(HandshakeMutants.all());
        mutants.addAll(channels());
        mutants.addAll(ChannelMutants.all());
        mutants.addAll(OrderMutants.all(dialect));
        mutants.addAll(captures());
        mutants.addAll(NoteMutants.all(dialect));
        mutants.addAll(ApiMutants.all());
        mutants.addAll(OutboundMutants.all());
        mutants.addAll(routing());
        mutants.addAll(MainMutants.all());
        mutants.addAll(TimelineMutants.all());
        mutants.addAll(RobustnessMutants.all());
        mutants.addAll(LivenessMutants.all());
        mutants.addAll(BugMutants.judged());
        dialect.channels().forEach(channel -> addSilent(channel.events().values(), mutants));
        addSilent(dialect.noteUpdates(), mutants);
        mutants.addAll(MutantRows.of(dialect));
        Map<String, List<String>> also = MutantRows.also();
        return mutants.stream()
                .filter(mutant -> isFor(mutant, dialect))
                .map(mutant -> mutant.with(also.getOrDefault(mutant.id(), List.of())))
                .toList();
    }

    /** What no mutant can kill in this dialect, and why, by requirement. */
    public static Map<String, String> unkillable(Dialect dialect) {
        return MutantRows.unkillable(dialect);
    }

    private static boolean isFor(Mutant mutant, Dialect dialect) {
        return mutant.dialects().contains(dialect.name())
                && Requirements.all().get(mutant.kills()).in(dialect.name()).applies();
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
                                                .noneMatch(
                                                        open -> open.channel().equals(channel))) {
                                            channels.connect(id, channel, params);
                                        }
                                    }
                                }))
                        .only("documented", "misskey-2025"),
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
                        "STOPPED",
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

    /** Of events that have a requirement of their own; a row of data is silent about each of the others. */
    private static void addSilent(Collection<Event> events, List<Mutant> mutants) {
        events.stream()
                .filter(event ->
                        Requirements.all().get(event.requirement()).findings().contains(NO_EVENT))
                .forEach(event -> mutants.add(silent(event)));
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
