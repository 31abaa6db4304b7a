package misskey.mock.mutant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.Audience;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Mutation.AtRouting;
import misskey.mock.stream.Seams;
import misskey.mock.world.Fact;
import misskey.mock.world.Note;
import misskey.mock.world.User;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Servers that are wrong about what a channel was opened with. */
final class TimelineMutants {
    private TimelineMutants() {}

    static List<Mutant> all() {
        return List.of(
                routes(
                        "takes-any-hashtag",
                        "sends posts that have any one of several tags",
                        "timeline.hashtag-query",
                        "UNEXPECTED_EVENT",
                        "q",
                        (fact, audience, straight) ->
                                straight || tags(audience).anyMatch(tag -> says(fact, tag, true))),
                routes(
                        "looks-at-the-case-of-hashtags",
                        "sends posts only whose tags are in the same letters",
                        "timeline.hashtag-case",
                        "NO_EVENT",
                        "q",
                        (fact, audience, straight) ->
                                straight && tags(audience).anyMatch(tag -> says(fact, tag, false))),
                routes(
                        "shows-lists-to-everybody",
                        "sends the posts of a list to whoever knows its id",
                        "timeline.user-list-owner-only",
                        "UNEXPECTED_EVENT",
                        "listId",
                        (fact, audience, straight) ->
                                straight || !audience.owner().getAsBoolean()),
                routes(
                        "shows-antennas-to-their-owners",
                        "sends what an antenna catches to its owner only",
                        "timeline.antenna-owner",
                        "NO_EVENT",
                        "antennaId",
                        (fact, audience, straight) ->
                                straight && audience.owner().getAsBoolean()),
                new Mutant(
                        "hides-quotes-with-renotes",
                        "sends no quotes where no renotes are wanted",
                        "timeline.without-renotes-quotes",
                        "NO_EVENT",
                        new AtRouting(new Routes((event, fact, audience, straight) -> straight
                                && !(isFalse(audience.params().path("withRenotes"))
                                        && fact.note().flatMap(Note::renoteOf).isPresent())))),
                new Mutant(
                        "lists-late",
                        "leaves the newest post out of the timelines that it lists",
                        "timeline.same-as-rest",
                        "UNEXPECTED_EVENT",
                        new Anew(() -> new AtCalls(new ListsLate()))));
    }

    /** Whether a post is told. */
    private interface Shows {
        boolean shows(Fact fact, Audience audience, boolean straight);
    }

    /** Whether an event is told. */
    private interface Tells {
        boolean tells(Event event, Fact fact, Audience audience, boolean straight);
    }

    private static Mutant routes(String id, String description, String kills, String code, String named, Shows how) {
        return new Mutant(
                id,
                description,
                kills,
                code,
                new AtRouting(new Routes((event, fact, audience, straight) ->
                        isPost(fact, audience, named) ? how.shows(fact, audience, straight) : straight)));
    }

    private static boolean isPost(Fact fact, Audience audience, String named) {
        return fact.kind() == Fact.Kind.POSTED && audience.params().has(named);
    }

    private record Routes(Tells how) implements Seams.Routing {
        @Override
        public boolean tells(Event event, Fact fact, Optional<User> viewer, boolean straight) {
            return straight;
        }

        @Override
        public boolean tells(Event event, Fact fact, Audience audience, boolean straight) {
            return how.tells(event, fact, audience, straight);
        }
    }

    private static Stream<String> tags(Audience audience) {
        return Stream.concat(Stream.empty(), audience.params().path("q").valueStream())
                .flatMap(JsonNode::valueStream)
                .map(tag -> tag.stringValue(""));
    }

    private static boolean says(Fact fact, String tag, boolean anyCase) {
        String text = fact.note().flatMap(Note::text).orElse("");
        return text.regionMatches(anyCase, text.indexOf('#'), "#" + tag, 0, tag.length() + 1);
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    private static final class ListsLate implements Seams.Calls {
        @Override
        public JsonNode call(ApiCall call, Seams.Straight server) {
            JsonNode result = server.call(call);
            if (!call.endpoint().endsWith("timeline") || !(result instanceof ArrayNode) || result.isEmpty()) {
                return result;
            }
            ArrayNode older = Json.array();
            result.valueStream().skip(1).forEach(older::add);
            return older;
        }
    }
}
