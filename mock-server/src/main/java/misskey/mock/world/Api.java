package misskey.mock.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API, {@code POST /api/ENDPOINT}, and what {@code api} frames call. One row for each endpoint.
 * Not thread-safe: called under the session's lock.
 */
public final class Api {
    private final World world;
    private final Entities entities;
    private final Map<String, OpenHandler> endpoints = new LinkedHashMap<>();

    /** What an endpoint does for an account that asks. */
    private interface Handler {
        /** The result; a missing node where the endpoint returns nothing. */
        JsonNode call(User me, Parameters parameters);
    }

    /** What an endpoint does for anybody. */
    private interface OpenHandler {
        JsonNode call(Optional<User> me, Parameters parameters);
    }

    public Api(World world) {
        this.world = world;
        this.entities = new Entities(world);
        open("meta", (me, p) -> Json.object().put("name", "misskey-kit").put("version", "documented"));
        open("ping", (me, p) -> Json.object().put("pong", System.currentTimeMillis()));
        open("notes/show", (me, p) -> entities.noteFor(me, visibleNote(p, me)));
        open("users/show", (me, p) -> entities.user(userOf(p)));
        open("notes/local-timeline", (me, p) -> timeline(Timeline.LOCAL, me, p));
        open("notes/global-timeline", (me, p) -> timeline(Timeline.GLOBAL, me, p));
        member("notes/timeline", (me, p) -> timeline(Timeline.HOME, Optional.of(me), p));
        member("notes/hybrid-timeline", (me, p) -> timeline(Timeline.SOCIAL, Optional.of(me), p));
        member("i", (me, p) -> entities.user(me));
        member("i/update", this::updateProfile);
        member("i/notifications", (me, p) -> notifications(me));
        member("notifications/mark-all-as-read", (me, p) -> done(() -> world.readNotifications(me)));
        member("notes/create", this::createNote);
        member("notes/delete", this::deleteNote);
        member("notes/reactions/create", this::react);
        member("notes/reactions/delete", this::unreact);
        member("notes/polls/vote", this::vote);
        member("following/create", this::follow);
        member("following/delete", this::unfollow);
    }

    /**
     * Calls an endpoint.
     *
     * @return the result; a missing node where the endpoint returns nothing (HTTP 204)
     * @throws ApiError where the request is refused
     */
    public JsonNode call(Optional<User> me, String endpoint, JsonNode data) {
        OpenHandler found = endpoints.get(endpoint);
        if (found == null) {
            throw ApiError.noSuchEndpoint(endpoint);
        }
        if (!data.isObject()) {
            throw ApiError.invalidParameter("Invalid param: the data must be an object.");
        }
        return found.call(me, new Parameters(data));
    }

    /** The names of all endpoints. */
    Set<String> endpoints() {
        return Set.copyOf(endpoints.keySet());
    }

    private void open(String name, OpenHandler handler) {
        endpoints.put(name, handler);
    }

    private void member(String name, Handler handler) {
        open(name, (me, parameters) -> handler.call(me.orElseThrow(ApiError::credentialRequired), parameters));
    }

    private static JsonNode done(Runnable change) {
        change.run();
        return Json.object().path("nothing");
    }

    private JsonNode updateProfile(User me, Parameters p) {
        Optional<String> name = p.data().has("name") ? p.optionalText("name") : me.name();
        Optional<String> description = p.data().has("description") ? p.optionalText("description") : me.description();
        return entities.user(world.updateProfile(me, name, description));
    }

    private JsonNode notifications(User me) {
        ArrayNode list = Json.array();
        world.notifications()
                .of(me)
                .forEach(one -> list.addObject()
                        .put("id", one.id())
                        .put("type", one.kind().label())
                        .put("isRead", one.read())
                        .put("userId", one.by().id()));
        return list;
    }

    private JsonNode createNote(User me, Parameters p) {
        Optional<String> text = p.optionalText("text");
        Visibility visibility = p.optionalText("visibility")
                .map(word ->
                        Visibility.of(word).orElseThrow(() -> Parameters.wrong("visibility", "is none of its values")))
                .orElse(Visibility.PUBLIC);
        Optional<Note> replyTo = related(p, "replyId", me);
        Optional<Note> renoteOf = related(p, "renoteId", me);
        if (text.isEmpty() && renoteOf.isEmpty() && p.pollChoices().isEmpty()) {
            throw Parameters.wrong("text", "is needed where there is no renoteId and no poll");
        }
        if (text.filter(String::isEmpty).isPresent()) {
            throw Parameters.wrong("text", "must not be empty");
        }
        Set<String> visibleTo = visibility == Visibility.SPECIFIED ? p.texts("visibleUserIds") : Set.of();
        Note note = world.post(me, new World.Draft(text, visibility, visibleTo, replyTo, renoteOf, p.pollChoices()));
        ObjectNode result = Json.object();
        result.set("createdNote", entities.noteFor(Optional.of(me), note));
        return result;
    }

    private Optional<Note> related(Parameters p, String name, User me) {
        return p.optionalText(name)
                .map(id -> world.note(id)
                        .filter(note -> world.maySee(Optional.of(me), note))
                        .orElseThrow(ApiError::noSuchNote));
    }

    private JsonNode deleteNote(User me, Parameters p) {
        Note note = me.admin()
                ? world.note(p.text("noteId")).orElseThrow(ApiError::noSuchNote)
                : visibleNote(p, Optional.of(me));
        if (!note.authorId().equals(me.id()) && !me.admin()) {
            throw ApiError.accessDenied();
        }
        return done(() -> world.delete(note, me));
    }

    private JsonNode react(User me, Parameters p) {
        String reaction = p.text("reaction");
        Note note = visibleNote(p, Optional.of(me));
        if (world.reactionsOf(note).containsKey(me.id())) {
            throw ApiError.refused(
                    "ALREADY_REACTED",
                    "71efcf98-86d6-4e2b-b2ad-9d032369366b",
                    "You are already reacting to that note.");
        }
        return done(() -> world.react(me, note, reaction));
    }

    private JsonNode unreact(User me, Parameters p) {
        Note note = visibleNote(p, Optional.of(me));
        if (!world.reactionsOf(note).containsKey(me.id())) {
            throw ApiError.refused(
                    "NOT_REACTED", "92f4426d-4196-4125-aa5b-02943e2ec8fc", "You are not reacting to that note.");
        }
        return done(() -> world.unreact(me, note));
    }

    private JsonNode vote(User me, Parameters p) {
        int choice = p.integer("choice");
        Note note = visibleNote(p, Optional.of(me));
        if (note.choices().isEmpty()) {
            throw ApiError.refused(
                    "NO_POLL", "5f979967-52d9-4314-a911-1c673727f92f", "The note does not attach a poll.");
        }
        if (choice < 0 || choice >= note.choices().size()) {
            throw ApiError.refused("INVALID_CHOICE", "e0cc9a04-f2e8-41e4-a5f1-4127293260cc", "Choice ID is invalid.");
        }
        if (world.votesOn(note).containsKey(me.id())) {
            throw ApiError.refused("ALREADY_VOTED", "0963fc77-efac-419b-9424-b391608dc6d8", "You have already voted.");
        }
        return done(() -> world.vote(me, note, choice));
    }

    private JsonNode follow(User me, Parameters p) {
        User followee = userOf(p);
        if (followee.id().equals(me.id())) {
            throw ApiError.refused(
                    "FOLLOWEE_IS_YOURSELF", "26fbe7bb-a331-4857-af17-205b426669a9", "Followee is yourself.");
        }
        if (world.follows(me.id(), followee.id())) {
            throw ApiError.refused(
                    "ALREADY_FOLLOWING",
                    "35387507-38c7-4cb9-9197-300b93783fa0",
                    "You are already following that user.");
        }
        world.follow(me, followee);
        return entities.user(followee);
    }

    private JsonNode unfollow(User me, Parameters p) {
        User followee = userOf(p);
        if (!world.follows(me.id(), followee.id())) {
            throw ApiError.refused(
                    "NOT_FOLLOWING", "5dbf82f5-c92b-40b1-87d1-6c8c0741fd09", "You are not following that user.");
        }
        world.unfollow(me, followee);
        return entities.user(followee);
    }

    private JsonNode timeline(Timeline timeline, Optional<User> me, Parameters p) {
        int limit = p.integer("limit", 1, 100, 10);
        ArrayNode notes = Json.array();
        world.notesNewestFirst().stream()
                .filter(note -> timeline.shows(note, me, world::follows))
                .limit(limit)
                .forEach(note -> notes.add(entities.noteFor(me, note)));
        return notes;
    }

    private Note visibleNote(Parameters p, Optional<User> me) {
        return world.note(p.text("noteId"))
                .filter(note -> world.maySee(me, note))
                .orElseThrow(ApiError::noSuchNote);
    }

    private User userOf(Parameters p) {
        Optional<String> id = p.optionalText("userId");
        Optional<String> username = p.optionalText("username");
        if (id.isEmpty() && username.isEmpty()) {
            throw Parameters.wrong("userId", "is needed where there is no username");
        }
        return (id.isPresent() ? id.flatMap(world::user) : username.flatMap(world::userNamed))
                .orElseThrow(ApiError::noSuchUser);
    }
}
