package misskey.mock.world;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Endpoints that list notes. */
final class TimelinesApi {
    private final World world;
    private final Scopes scopes;

    TimelinesApi(World world) {
        this.world = world;
        this.scopes = new Scopes(world);
    }

    void addTo(Endpoints table) {
        table.open("notes/local-timeline", (me, p) -> timeline(Timeline.LOCAL, me, p));
        table.open("notes/global-timeline", (me, p) -> timeline(Timeline.GLOBAL, me, p));
        table.member("notes/timeline", "read:account", (me, p) -> timeline(Timeline.HOME, Optional.of(me), p));
        table.member("notes/hybrid-timeline", "read:account", (me, p) -> timeline(Timeline.SOCIAL, Optional.of(me), p));
        table.member("notes/user-list-timeline", "read:account", (me, p) -> {
            p.text("listId");
            return timeline(Timeline.LIST, Optional.of(me), p);
        });
        table.member("notes/mentions", "read:account", this::mentions);
    }

    private JsonNode timeline(Timeline timeline, Optional<User> me, Parameters p) {
        Scope scope = scopes.of(timeline, me, p.data())
                .orElseThrow(() -> switch (timeline) {
                    case LOCAL -> ApiError.refused("LTL_DISABLED", "Local timeline has been disabled.");
                    case SOCIAL -> ApiError.refused("STL_DISABLED", "Hybrid timeline has been disabled.");
                    case GLOBAL -> ApiError.refused("GTL_DISABLED", "Global timeline has been disabled.");
                    default -> ApiError.noSuch("LIST");
                })
                .asking(p.flag("withRenotes", true), p.flag("withReplies", false), p.flag("withFiles", false));
        Reader reader = world.reader(me);
        return notes(
                me, p, note -> timeline.shows(note, reader, scope, world.rules().behaviour()));
    }

    private JsonNode mentions(User me, Parameters p) {
        Reader reader = world.reader(Optional.of(me));
        JsonNode notes = notes(
                Optional.of(me),
                p,
                note -> reader.maySee(note)
                        && !reader.hasNothingToDoWith(note)
                        && world.user(note.authorId())
                                .filter(author -> world.notes().mentionedBy(author, note).stream()
                                        .anyMatch(user -> user.id().equals(me.id())))
                                .isPresent());
        world.notes().readAll(me);
        world.tell(Fact.of(Fact.Kind.CHANNEL_NOTES_READ, me));
        return notes;
    }

    /** Newest first; oldest first where only the lower end is given, as on real servers. */
    private JsonNode notes(Optional<User> me, Parameters p, Predicate<Note> wanted) {
        int limit = p.integer("limit", 1, 100, 10);
        Optional<String> since = p.optionalText("sinceId");
        Optional<String> until = p.optionalText("untilId");
        Stream<Note> found = world.notes().newestFirst().stream()
                .filter(note -> since.filter(id -> note.id().compareTo(id) <= 0).isEmpty())
                .filter(note -> until.filter(id -> note.id().compareTo(id) >= 0).isEmpty())
                .filter(wanted);
        if (since.isPresent() && until.isEmpty()) {
            found = found.sorted(Comparator.comparing(Note::id));
        }
        ArrayNode notes = Json.array();
        found.limit(limit).forEach(note -> notes.add(world.entities().noteFor(me, note)));
        return notes;
    }
}
