package misskey.mock.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Endpoints about notes, reactions and votes. */
final class NotesApi {
    private final World world;
    private final Asked asked;

    NotesApi(World world, Asked asked) {
        this.world = world;
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.open("notes/show", (me, p) -> world.entities().noteFor(me, asked.note(me, p)));
        table.member("notes/create", "write:notes", this::create);
        table.member("notes/delete", "write:notes", this::delete);
        table.member("notes/unrenote", "write:notes", this::unrenote);
        table.member("notes/reactions/create", "write:reactions", this::react);
        table.member("notes/reactions/delete", "write:reactions", this::unreact);
        table.member("notes/polls/vote", "write:votes", this::vote);
    }

    private JsonNode create(User me, Parameters p) {
        Optional<String> text = p.optionalText("text");
        Visibility visibility = p.optionalText("visibility")
                .map(word ->
                        Visibility.of(word).orElseThrow(() -> Parameters.wrong("visibility", "is none of its values")))
                .orElse(Visibility.PUBLIC);
        Optional<Note> replyTo = related(me, p, "replyId");
        Optional<Note> renoteOf = related(me, p, "renoteId");
        Optional<Poll> poll = p.poll(world.now());
        List<String> files = files(me, p);
        if (text.isEmpty() && renoteOf.isEmpty() && poll.isEmpty() && files.isEmpty()) {
            throw Parameters.wrong("text", "is needed where there is no renoteId and no poll");
        }
        if (text.filter(String::isEmpty).isPresent()) {
            throw Parameters.wrong("text", "must not be empty");
        }
        Optional<String> channel = p.optionalText("channelId");
        if (channel.isPresent() && channel.flatMap(world.places()::channel).isEmpty()) {
            throw ApiError.noSuch("CHANNEL");
        }
        Note note = new Note(
                world.newId(),
                me.id(),
                world.now(),
                text,
                p.optionalText("cw"),
                channel.isPresent() ? Visibility.PUBLIC : visibility,
                visibility == Visibility.SPECIFIED ? addressees(p, replyTo) : Set.of(),
                channel.isPresent() || p.flag("localOnly", false),
                replyTo,
                renoteOf,
                files,
                poll,
                channel);
        world.notes().post(me, note);
        var result = Json.object();
        result.set("createdNote", world.entities().noteFor(Optional.of(me), note));
        return result;
    }

    /** A reply is for the author of what it answers as well. */
    private static Set<String> addressees(Parameters p, Optional<Note> replyTo) {
        Set<String> ids = new LinkedHashSet<>(p.texts("visibleUserIds"));
        replyTo.map(Note::authorId).ifPresent(ids::add);
        return Set.copyOf(ids);
    }

    private Optional<Note> related(User me, Parameters p, String name) {
        Optional<Note> found = p.optionalText(name).map(id -> asked.note(Optional.of(me), id));
        found.ifPresent(note -> {
            checkNotBlocked(me, note);
            if (note.isPureRenote()) {
                throw name.equals("renoteId")
                        ? ApiError.refused(
                                "CANNOT_RENOTE_TO_A_PURE_RENOTE",
                                "fd4cc33e-2a37-48dd-99cc-9b806eb2031a",
                                "You can not Renote a pure Renote.")
                        : ApiError.refused(
                                "CANNOT_REPLY_TO_A_PURE_RENOTE",
                                "3ac74a84-8fd5-4bb0-870f-01804f82ce15",
                                "You can not reply to a pure Renote.");
            }
        });
        return found;
    }

    private void checkNotBlocked(User me, Note note) {
        if (world.relations(me.id()).has(Kind.BLOCKED_BY, note.authorId())) {
            throw ApiError.refused(
                    "YOU_HAVE_BEEN_BLOCKED",
                    "b390d7e1-8a5e-46ed-b625-06271cafd3d3",
                    "You cannot do this because you have been blocked by this user.");
        }
    }

    private List<String> files(User me, Parameters p) {
        List<String> ids = List.copyOf(p.texts("fileIds"));
        boolean mine = ids.stream()
                .allMatch(id -> world.drive()
                        .file(id)
                        .filter(file -> file.ownerId().equals(me.id()))
                        .isPresent());
        if (!mine) {
            throw ApiError.noSuch("FILE");
        }
        return ids;
    }

    private JsonNode delete(User me, Parameters p) {
        Note note = me.admin()
                ? world.note(p.text("noteId")).orElseThrow(ApiError::noSuchNote)
                : asked.note(Optional.of(me), p);
        if (!note.authorId().equals(me.id()) && !me.admin()) {
            throw ApiError.accessDenied();
        }
        return Endpoints.done(() -> world.notes().delete(note, me));
    }

    private JsonNode unrenote(User me, Parameters p) {
        Note note = asked.note(Optional.of(me), p);
        List<Note> renotes = world.notes().newestFirst().stream()
                .filter(other -> other.isPureRenote()
                        && other.authorId().equals(me.id())
                        && other.renoteOf().map(Note::id).equals(Optional.of(note.id())))
                .toList();
        return Endpoints.done(() -> renotes.forEach(renote -> world.notes().delete(renote, me)));
    }

    private JsonNode react(User me, Parameters p) {
        String reaction = world.reactions().taken(p.text("reaction"));
        Note note = asked.note(Optional.of(me), p);
        checkNotBlocked(me, note);
        Map<String, String> reactions = world.notes().reactionsOf(note);
        if (reactions.containsKey(me.id())
                && (!world.reactions().change() || reaction.equals(reactions.get(me.id())))) {
            throw ApiError.refused(
                    "ALREADY_REACTED",
                    "71efcf98-86d6-4e2b-b2ad-9d032369366b",
                    "You are already reacting to that note.");
        }
        return Endpoints.done(() -> world.notes().react(me, note, reaction));
    }

    private JsonNode unreact(User me, Parameters p) {
        Note note = asked.note(Optional.of(me), p);
        if (!world.notes().reactionsOf(note).containsKey(me.id())) {
            throw ApiError.refused(
                    "NOT_REACTED", "92f4426d-4196-4125-aa5b-02943e2ec8fc", "You are not reacting to that note.");
        }
        return Endpoints.done(() -> world.notes().unreact(me, note));
    }

    private JsonNode vote(User me, Parameters p) {
        int choice = p.integer("choice");
        Note note = asked.note(Optional.of(me), p);
        Poll poll = note.poll()
                .orElseThrow(() -> ApiError.refused(
                        "NO_POLL", "5f979967-52d9-4314-a911-1c673727f92f", "The note does not attach a poll."));
        if (choice < 0 || choice >= poll.choices().size()) {
            throw ApiError.refused("INVALID_CHOICE", "e0cc9a04-f2e8-41e4-a5f1-4127293260cc", "Choice ID is invalid.");
        }
        if (poll.expiresAt().filter(end -> !world.now().isBefore(end)).isPresent()) {
            throw ApiError.refused(
                    "ALREADY_EXPIRED", "1022a357-b085-4054-9083-8f8de358337e", "The poll is already expired.");
        }
        Set<Integer> chosen = world.notes().votesOn(note).getOrDefault(me.id(), Set.of());
        if (chosen.contains(choice) || (!chosen.isEmpty() && !poll.multiple())) {
            throw ApiError.refused("ALREADY_VOTED", "0963fc77-efac-419b-9424-b391608dc6d8", "You have already voted.");
        }
        return Endpoints.done(() -> world.notes().vote(me, note, choice));
    }
}
