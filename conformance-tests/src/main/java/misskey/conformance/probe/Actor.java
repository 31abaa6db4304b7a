package misskey.conformance.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account that causes events by calling the HTTP API, and takes back what it did when the case is
 * over. Used by one thread.
 */
public final class Actor {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String name;
    private final URI origin;
    private final Secret token;
    private final Transcript transcript;
    private final Deque<Undo> undos = new ArrayDeque<>();
    private @Nullable JsonNode account;

    private record Undo(String endpoint, ObjectNode data) {}

    Actor(String name, URI origin, Secret token, Transcript transcript) {
        this.name = name;
        this.origin = origin;
        this.token = token;
        this.transcript = transcript;
    }

    /**
     * The answer to a call.
     *
     * @param body a missing node where there was none
     */
    public record Called(Line line, int status, JsonNode body) {}

    public String name() {
        return name;
    }

    /** The account as its server has it, asked for once: its {@code id} and {@code username}. */
    public JsonNode account() {
        JsonNode known = account;
        if (known == null) {
            JsonNode all = done("i", Json.object()).body();
            known = Json.object()
                    .put("id", all.path("id").stringValue(""))
                    .put("username", all.path("username").stringValue(""));
            account = known;
        }
        return known;
    }

    /** The account's id. */
    public String id() {
        return account().path("id").stringValue();
    }

    /** The account's user name. */
    public String username() {
        return account().path("username").stringValue();
    }

    /** Posts a note that no public timeline shows; returns its id. */
    public String post(String text) {
        return post(Json.object().put("text", text).put("visibility", "home"));
    }

    /** Posts a note that everybody sees; returns its id. */
    public String postPublicly(String text) {
        return post(Json.object().put("text", text).put("visibility", "public"));
    }

    /** Posts a note made of these parameters; returns its id. */
    public String post(ObjectNode parameters) {
        String note = done("notes/create", parameters)
                .body()
                .path("createdNote")
                .path("id")
                .stringValue("");
        undos.push(new Undo("notes/delete", noteId(note)));
        return note;
    }

    /** Renotes a note; returns the id of the renote. */
    public String renote(String note) {
        return post(Json.object().put("renoteId", note).put("visibility", "home"));
    }

    public Called delete(String note) {
        undos.removeIf(undo -> undo.data.path("noteId").stringValue("").equals(note));
        return done("notes/delete", noteId(note));
    }

    public Called react(String note, String reaction) {
        return done("notes/reactions/create", noteId(note).put("reaction", reaction));
    }

    public Called vote(String note, int choice) {
        return done("notes/polls/vote", noteId(note).put("choice", choice));
    }

    /** Follows an account. */
    public Called follow(Actor followee) {
        ObjectNode user = Json.object().put("userId", followee.id());
        Called called = done("following/create", user);
        undos.push(new Undo("following/delete", user));
        return called;
    }

    public Called unfollow(Actor followee) {
        undos.removeIf(undo -> undo.endpoint.equals("following/delete"));
        return done("following/delete", Json.object().put("userId", followee.id()));
    }

    /** Makes sure that this account follows the other, or does not. */
    public void arrange(Actor other, boolean follows) {
        ObjectNode user = Json.object().put("userId", other.id());
        Called changed = call(follows ? "following/create" : "following/delete", user);
        if (changed.status() < 300) {
            undos.push(new Undo(follows ? "following/delete" : "following/create", user));
        }
    }

    /** Calls an endpoint that has to work, and takes back what it did when the case is over. */
    public Called perform(String endpoint, ObjectNode data) {
        Called called = done(endpoint, data);
        String made = called.body().path("createdNote").path("id").stringValue("");
        switch (endpoint) {
            case "notes/create" -> undos.push(new Undo("notes/delete", noteId(made)));
            case "notes/delete" ->
                undos.removeIf(undo -> undo.data.path("noteId").equals(data.path("noteId")));
            case "following/create", "mute/create", "blocking/create", "renote-mute/create" ->
                undos.push(new Undo(
                        endpoint.replace("/create", "/delete"), Json.object().set("userId", data.path("userId"))));
            case "following/delete" ->
                undos.removeIf(undo -> undo.endpoint.equals(endpoint)
                        && undo.data.path("userId").equals(data.path("userId")));
            case "users/lists/create" -> undoMade("users/lists/delete", "listId", called);
            case "antennas/create" -> undoMade("antennas/delete", "antennaId", called);
            default -> {}
        }
        return called;
    }

    private void undoMade(String endpoint, String member, Called called) {
        undos.push(new Undo(endpoint, Json.object().set(member, called.body().path("id"))));
    }

    /** Calls an endpoint that has to work; what does not leaves the case without an answer. */
    public Called done(String endpoint, ObjectNode data) {
        Called called = call(endpoint, data);
        if (called.status() >= 300) {
            throw NotJudged.untestable(name + " called " + endpoint + " and was answered " + called.status() + " "
                    + Json.excerpt(called.body(), 200));
        }
        return called;
    }

    /** Calls an endpoint, whatever comes of it. */
    public Called call(String endpoint, ObjectNode data) {
        ObjectNode body = data.deepCopy().put("i", token.reveal());
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/api/" + endpoint))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        long began = transcript.now();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = parse(response.body());
            ObjectNode line = Json.object().put("endpoint", endpoint);
            line.set("data", data);
            line.put("status", response.statusCode()).put("began", began);
            if (!answer.isMissingNode()) {
                line.set("response", answer);
            }
            return new Called(transcript.record(name, Line.Op.CALL, line), response.statusCode(), answer);
        } catch (IOException unreachable) {
            throw NotJudged.untestable(name + " could not call " + endpoint + " at " + origin + ": " + unreachable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw NotJudged.untestable("interrupted");
        }
    }

    /** Takes back what this account did, latest first. What cannot be taken back is noted in the transcript. */
    void undo() {
        while (!undos.isEmpty()) {
            Undo undo = undos.pop();
            Called called = call(undo.endpoint, undo.data);
            if (called.status() >= 300) {
                transcript.record(
                        name,
                        Line.Op.REMARK,
                        Json.object().put("text", "could not take back: " + undo.endpoint + " " + undo.data));
            }
        }
    }

    private static ObjectNode noteId(String note) {
        return Json.object().put("noteId", note);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? Json.object().path("nothing") : Json.read(body);
        } catch (JacksonException notJson) {
            return Json.object().put("text", Json.excerpt(body, 1_000));
        }
    }
}
