package misskey.mock.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import misskey.protocol.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts and notes as the API and the stream write them: what every Misskey version sends of them. */
public final class Entities {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final World world;

    public Entities(World world) {
        this.world = world;
    }

    /** ISO 8601 in UTC with milliseconds, e.g. {@code 2018-10-22T02:17:09.703Z}. */
    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /** An account as others see it. */
    public ObjectNode user(User user) {
        return Json.object()
                .put("id", user.id())
                .put("name", user.name().orElse(null))
                .put("username", user.username())
                .putNull("host")
                .putNull("avatarUrl")
                .put("isBot", false)
                .put("isCat", false)
                .put("onlineStatus", "online")
                .put("createdAt", time(user.createdAt()))
                .put("description", user.description().orElse(null));
    }

    /** A note with its author, and the notes it answers or shares, one level deep; nothing is hidden. */
    public ObjectNode note(Note note) {
        ObjectNode json = bare(note);
        note.replyTo().ifPresent(parent -> json.set("reply", bare(parent)));
        note.renoteOf().ifPresent(shared -> json.set("renote", bare(shared)));
        return json;
    }

    /** A note as this viewer gets it: the text of whatever the viewer may not read is hidden. */
    public ObjectNode noteFor(Optional<User> viewer, Note note) {
        ObjectNode json = note(note);
        hide(json, viewer, note);
        note.replyTo().ifPresent(parent -> hide(json.withObject("reply"), viewer, parent));
        note.renoteOf().ifPresent(shared -> hide(json.withObject("renote"), viewer, shared));
        return json;
    }

    private void hide(ObjectNode json, Optional<User> viewer, Note note) {
        if (!world.maySee(viewer, note)) {
            json.putNull("text").put("isHidden", true).remove(List.of("poll", "visibleUserIds"));
        }
    }

    private ObjectNode bare(Note note) {
        ObjectNode json = Json.object()
                .put("id", note.id())
                .put("createdAt", time(note.createdAt()))
                .put("userId", note.authorId());
        world.user(note.authorId()).ifPresent(author -> json.set("user", user(author)));
        json.put("text", note.text().orElse(null))
                .putNull("cw")
                .put("visibility", note.visibility().label());
        if (!note.visibleUserIds().isEmpty()) {
            ArrayNode visibleTo = json.putArray("visibleUserIds");
            note.visibleUserIds().forEach(visibleTo::add);
        }
        json.put("replyId", note.replyTo().map(Note::id).orElse(null))
                .put("renoteId", note.renoteOf().map(Note::id).orElse(null))
                .put("renoteCount", count(note, Note::renoteOf))
                .put("repliesCount", count(note, Note::replyTo));
        ObjectNode reactions = json.putObject("reactions");
        world.reactionsOf(note)
                .values()
                .forEach(reaction ->
                        reactions.put(reaction, reactions.path(reaction).intValue(0) + 1));
        json.putArray("fileIds");
        json.putArray("files");
        if (!note.choices().isEmpty()) {
            json.set("poll", poll(note));
        }
        return json;
    }

    private long count(Note note, Function<Note, Optional<Note>> relation) {
        return world.notesNewestFirst().stream()
                .filter(other -> relation.apply(other)
                        .filter(related -> related.id().equals(note.id()))
                        .isPresent())
                .count();
    }

    private ObjectNode poll(Note note) {
        ObjectNode poll = Json.object().put("multiple", false).putNull("expiresAt");
        ArrayNode choices = poll.putArray("choices");
        Map<String, Set<Integer>> votes = world.votesOn(note);
        for (int i = 0; i < note.choices().size(); i++) {
            int choice = i;
            choices.addObject()
                    .put("text", note.choices().get(i))
                    .put(
                            "votes",
                            votes.values().stream()
                                    .filter(chosen -> chosen.contains(choice))
                                    .count());
        }
        return poll;
    }
}
