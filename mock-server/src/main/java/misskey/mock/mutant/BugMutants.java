package misskey.mock.mutant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.ChannelRegistry.ChannelConnection;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtHeartbeat;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.Mutation.AtRouting;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.Fact;
import misskey.mock.world.Note;
import misskey.mock.world.User;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Frame;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Servers with a bug that a real one had. They break what their scenario says; the suite need not have a case
 * that is hurt by them.
 */
public final class BugMutants {
    private static final int FEW_CHANNELS = 16;
    private static final int MOST_CHANNELS = 32;

    private BugMutants() {}

    /** Every one of them, each time anew: what they keep in mind is one server's alone. */
    public static List<Mutant> all() {
        return Stream.concat(judged().stream(), seenInTheirFilesOnly().stream()).toList();
    }

    /** Those that break a requirement so that whoever judges it sees it. */
    static List<Mutant> judged() {
        return List.of(
                new Mutant(
                        "opens-few-channels",
                        "opens sixteen channels on a connection, and no more",
                        "channel.thirty-two",
                        "NO_EVENT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void connect(
                                    ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
                                if (channels.open().size() < FEW_CHANNELS) {
                                    channels.connect(id, channel, params);
                                }
                            }
                        })),
                new Mutant(
                        "counts-closed-channels",
                        "opens 32 channels in the life of a connection, and no more",
                        "channel.disconnect-frees-slot",
                        "NO_EVENT",
                        new Anew(() -> new AtRegistry(new CountsClosedChannels()))),
                new Mutant(
                                "needs-no-id",
                                "opens a channel that has no id under an empty one",
                                "channel.id-required",
                                "UNEXPECTED_EVENT",
                                new AtInbound(text -> List.of(
                                        text.contains("\"channel\":\"") && !text.contains("\"id\":")
                                                ? text.replace("\"body\":{", "\"body\":{\"id\":\"\",")
                                                : text)))
                        .only("documented", "misskey-2025"),
                new Mutant(
                        "hangs-on-junk",
                        "takes nothing more in after a text that is not JSON",
                        "robustness.not-json-ignored",
                        "NO_EVENT",
                        new Anew(() -> new AtInbound(new HangsOnJunk()))),
                new Mutant(
                        "never-pings",
                        "pings no connection",
                        "liveness.server-pings",
                        "NO_PING",
                        new AtHeartbeat(new Seams.Heartbeat() {
                            @Override
                            public Optional<byte[]> answer(byte[] ping) {
                                return Optional.of(ping);
                            }

                            @Override
                            public boolean beats() {
                                return false;
                            }
                        })),
                new Mutant(
                        "mutes-nobody",
                        "shows public notes whatever their readers have muted",
                        "timeline.muted",
                        "UNEXPECTED_EVENT",
                        routing((event, fact, viewer, straight) -> straight
                                || (event.requirement().equals("timeline.local-note")
                                        && fact.kind() == Fact.Kind.POSTED))));
    }

    /** Those that no case of the suite need be hurt by: each has its file. */
    private static List<Mutant> seenInTheirFilesOnly() {
        return List.of(
                new Mutant(
                                "stops-one-of-two",
                                "stops the first of several channels that share an id",
                                "channel.disconnect-stops-events",
                                "EVENT_AFTER_DISCONNECT",
                                new AtRegistry(new Seams.Registry() {
                                    @Override
                                    public boolean disconnect(ChannelRegistry channels, JsonNode id) {
                                        List<ChannelConnection> named = channels.open().stream()
                                                .filter(open -> open.id().equals(id))
                                                .toList();
                                        boolean any = channels.disconnect(id);
                                        named.stream()
                                                .skip(1)
                                                .forEach(open ->
                                                        channels.connect(open.id(), open.channel(), open.params()));
                                        return any;
                                    }
                                }))
                        .only("documented"),
                new Mutant(
                        "forgets-authors-for-followers",
                        "does not tell the author of a note for followers what happens to it",
                        "note.reacted",
                        "NO_EVENT",
                        routing((event, fact, viewer, straight) -> straight
                                && !(isUpdate(event)
                                        && fact.note()
                                                .filter(BugMutants::isForFollowers)
                                                .isPresent()
                                        && isByViewer(fact, viewer)))),
                new Mutant(
                        "shows-renotes-of-strangers",
                        "shows on the home timeline what anybody renotes",
                        "timeline.home-membership",
                        "UNEXPECTED_EVENT",
                        routing((event, fact, viewer, straight) -> straight
                                || (event.requirement().equals("timeline.home-note")
                                        && fact.kind() == Fact.Kind.POSTED
                                        && isRenote(fact)))),
                new Mutant(
                        "forgets-taken-back-renotes",
                        "does not tell that a renote was deleted",
                        "note.deleted",
                        "NO_EVENT",
                        routing((event, fact, viewer, straight) ->
                                straight && !(fact.kind() == Fact.Kind.DELETED && isRenote(fact)))),
                new Mutant(
                        "shares-reactions",
                        "tells everybody the reaction of one as their own",
                        "channel.event-body",
                        "WRONG_BODY",
                        new AtOutbound(BugMutants::withAReaction)));
    }

    private static Mutation routing(Seams.Routing seam) {
        return new AtRouting(seam);
    }

    private static boolean isUpdate(Dialect.Event event) {
        return event.requirement().startsWith("note.");
    }

    private static boolean isForFollowers(Note note) {
        return note.visibility().label().equals("followers");
    }

    private static boolean isByViewer(Fact fact, Optional<User> viewer) {
        return viewer.map(User::id).equals(fact.note().map(Note::authorId));
    }

    private static boolean isRenote(Fact fact) {
        return fact.note().flatMap(Note::renoteOf).isPresent();
    }

    private static List<Outgoing> withAReaction(Outgoing frame) {
        if (frame instanceof Outgoing.Event event && event.body().path("renote").isObject()) {
            ObjectNode body = ((ObjectNode) event.body()).deepCopy();
            ((ObjectNode) body.path("renote")).put("myReaction", "👍");
            return List.of(new Outgoing.Event(event.told(), event.id(), event.type(), body));
        }
        return List.of(frame);
    }

    private static final class CountsClosedChannels implements Seams.Registry {
        private final Map<ChannelRegistry, Integer> opened = new HashMap<>();

        @Override
        public void connect(ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
            if (opened.merge(channels, 1, Integer::sum) <= MOST_CHANNELS) {
                channels.connect(id, channel, params);
            }
        }
    }

    private static final class HangsOnJunk implements Seams.Inbound {
        private final Set<StreamConnection> hanging = new HashSet<>();

        @Override
        public List<String> receive(String text) {
            return List.of(text);
        }

        @Override
        public List<String> receive(StreamConnection from, String text) {
            if (Frame.read(text).fold(frame -> false, no -> true)) {
                hanging.add(from);
            }
            return hanging.contains(from) ? List.of() : List.of(text);
        }
    }
}
