package misskey.mock.world;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What the world knows of a note, as far as its viewer may know it. */
record KnownOfNote(World world, Entities entities, Note note, View view) implements Function<String, JsonNode> {

    /**
     * Who looks at it, and how.
     *
     * @param whole whether nothing is hidden, whoever looks
     * @param inner whether it is a note within another
     * @param brief whether that is a reply, of whose original less is told
     */
    record View(Optional<User> viewer, boolean whole, boolean inner, boolean brief) {
        View(Optional<User> viewer, boolean whole) {
            this(viewer, whole, false, false);
        }

        View within(boolean reply) {
            return new View(viewer, whole, true, reply);
        }
    }

    @Override
    public JsonNode apply(String name) {
        return switch (name) {
            case "id" -> Known.text(note.id());
            case "createdAt" -> Known.time(note.createdAt());
            case "userId" -> Known.text(note.authorId());
            case "user" -> Known.node(world.user(note.authorId()).map(entities::brief));
            case "visibility" -> Known.text(note.visibility().label());
            case "localOnly" -> Known.bool(note.localOnly());
            case "onlyHere" -> note.localOnly() ? Known.bool(true) : MissingNode.getInstance();
            case "replyId" -> Known.text(note.replyTo().map(Note::id));
            case "renoteId" -> Known.text(note.renoteOf().map(Note::id));
            case "reply" -> inner(note.replyTo(), view.within(true));
            case "renote" -> inner(note.renoteOf(), view.within(false));
            case "renoteCount" -> count(Note::renoteOf);
            case "repliesCount" -> count(Note::replyTo);
            case "reactions" -> reactions();
            case "reactionCount" -> Known.number(world.notes().reactionsOf(note).size());
            case "myReaction" ->
                Known.text(view.viewer()
                        .flatMap(me -> Optional.ofNullable(
                                world.notes().reactionsOf(note).get(me.id()))));
            case "channelId" -> Known.text(note.channelId());
            case "channel" ->
                Known.node(note.channelId().flatMap(world.places()::channel).map(entities::noteChannel));
            case "clippedCount" -> view.brief() ? MissingNode.getInstance() : Known.number(0);
            case "pairs" -> view.whole() ? Json.array() : MissingNode.getInstance();
            case "isHidden" -> hidden() ? Known.bool(true) : MissingNode.getInstance();
            default -> contents(name);
        };
    }

    /** What a viewer who may not read the note does not get. */
    private JsonNode contents(String name) {
        boolean shown = !hidden();
        return switch (name) {
            case "text" -> Known.text(note.text().filter(text -> shown));
            case "cw" -> Known.text(note.cw().filter(text -> shown));
            case "visibleUserIds" -> some(shown, Known.texts(note.visibleUserIds()));
            case "fileIds" -> shown ? Known.texts(note.fileIds()) : Json.array();
            case "files" -> shown ? files() : Json.array();
            case "poll" -> Known.node(note.poll().filter(poll -> shown).map(this::poll));
            case "mentions" -> some(shown, mentions());
            case "tags" -> some(shown, Known.texts(Hashtags.in(note.text().orElse(""))));
            default -> throw Known.unknown(name);
        };
    }

    private boolean hidden() {
        return !view.whole() && !world.reader(view.viewer()).maySee(note);
    }

    private static JsonNode some(boolean shown, JsonNode list) {
        return shown && !list.isEmpty() ? list : MissingNode.getInstance();
    }

    /** One level deep. */
    private JsonNode inner(Optional<Note> related, View within) {
        return view.inner()
                ? MissingNode.getInstance()
                : Known.node(related.map(other -> entities.inner(other, within)));
    }

    private JsonNode count(Function<Note, Optional<Note>> relation) {
        return Known.number(world.notes().newestFirst().stream()
                .filter(other -> relation.apply(other)
                        .filter(related -> related.id().equals(note.id()))
                        .isPresent())
                .count());
    }

    private ObjectNode reactions() {
        ObjectNode counts = Json.object();
        world.notes()
                .reactionsOf(note)
                .values()
                .forEach(reaction -> counts.put(reaction, counts.path(reaction).intValue(0) + 1));
        return counts;
    }

    private ArrayNode files() {
        ArrayNode files = Json.array();
        note.fileIds().stream()
                .flatMap(id -> world.drive().file(id).stream())
                .forEach(file -> files.add(entities.file(file)));
        return files;
    }

    private JsonNode mentions() {
        return Known.node(world.user(note.authorId())
                .map(author -> Known.texts(world.notes().mentionedBy(author, note).stream()
                        .map(User::id)
                        .toList())));
    }

    private ObjectNode poll(Poll poll) {
        ObjectNode written = Json.object()
                .put("multiple", poll.multiple())
                .put("expiresAt", poll.expiresAt().map(Entities::time).orElse(null));
        ArrayNode choices = written.putArray("choices");
        Map<String, Set<Integer>> votes = world.notes().votesOn(note);
        Set<Integer> mine =
                view.viewer().map(me -> votes.getOrDefault(me.id(), Set.of())).orElse(Set.of());
        for (int i = 0; i < poll.choices().size(); i++) {
            int choice = i;
            choices.add(entities.choice(
                    poll.choices().get(i),
                    votes.values().stream()
                            .filter(chosen -> chosen.contains(choice))
                            .count(),
                    mine.contains(choice)));
        }
        return written;
    }
}
