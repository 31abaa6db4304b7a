package misskey.conformance.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.conformance.probe.TakingBack.Undo;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An account that causes events by calling the HTTP API, and takes back what it did when the case is
 * over. Used by one thread.
 */
public final class Actor {
    private final String name;
    private final ApiCalls calls;
    private final Transcript transcript;
    private final Manners manners;
    private final Object owner;
    private @Nullable JsonNode account;

    /** @param owner what it acts for: with that, what it made is taken back */
    Actor(String name, URI origin, Secret token, Transcript transcript, Manners manners, Object owner) {
        this.name = name;
        this.calls = new ApiCalls(name, origin, token, transcript, manners.limit());
        this.transcript = transcript;
        this.manners = manners;
        this.owner = owner;
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
        return done("notes/create", parameters)
                .body()
                .path("createdNote")
                .path("id")
                .stringValue("");
    }

    /** Renotes a note; returns the id of the renote. */
    public String renote(String note) {
        return post(Json.object().put("renoteId", note).put("visibility", "home"));
    }

    public Called delete(String note) {
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
        return done("following/create", Json.object().put("userId", followee.id()));
    }

    public Called unfollow(Actor followee) {
        return done("following/delete", Json.object().put("userId", followee.id()));
    }

    /** Makes sure that this account follows the other, or does not. */
    public void arrange(Actor other, boolean follows) {
        call(follows ? "following/create" : "following/delete", Json.object().put("userId", other.id()));
    }

    /** Calls an endpoint that has to work; what does not leaves the case without an answer. */
    public Called perform(String endpoint, ObjectNode data) {
        return done(endpoint, data);
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

    /**
     * Calls an endpoint, whatever comes of it but the answer that it was asked too often: that is waited out where
     * patience allows, and else leaves the case without an answer. What the call makes or changes is taken back when
     * the case is over.
     */
    public Called call(String endpoint, ObjectNode data) {
        if (endpoint.equals("notes/create")) {
            manners.posts().spend();
        }
        Optional<Undo> before = TakingBack.toReadBefore(endpoint, data);
        JsonNode old = before.map(read -> patiently(read.endpoint(), read.data(), null, false))
                .filter(read -> read.status() < 300)
                .map(Called::body)
                .orElse(null);
        return patiently(endpoint, data, old, true);
    }

    /**
     * Says that this call is about to be made as this account in another way than here, by a frame: what it changes is
     * put back when the case is over.
     */
    public void restoresAfter(String endpoint, ObjectNode data) {
        TakingBack.toReadBefore(endpoint, data)
                .map(read -> patiently(read.endpoint(), read.data(), null, false))
                .filter(read -> read.status() < 300)
                .ifPresent(old -> writeDown(endpoint, data, Json.object(), old.body()));
    }

    private Called patiently(String endpoint, ObjectNode data, @Nullable JsonNode old, boolean makes) {
        return calls.patiently(
                endpoint,
                () -> manners.made().making(() -> {
                    ApiCalls.Asked one = calls.ask(endpoint, data, manners.answer());
                    if (makes && one.called().status() < 300) {
                        writeDown(endpoint, data, one.called().body(), old);
                    }
                    return one;
                }));
    }

    private void writeDown(String endpoint, ObjectNode data, JsonNode answer, @Nullable JsonNode old) {
        if (!manners.made().settled(owner, this, new Undo(endpoint, data))) {
            TakingBack.of(endpoint, data, answer, old)
                    .ifPresent(undo -> manners.made().add(new Ledger.Entry(owner, this, undo)));
        }
    }

    /**
     * Takes something back.
     *
     * @param deadline on {@link System#nanoTime()}
     * @return the endpoint that did it; empty where none could, which is noted in the transcript
     */
    Optional<String> undo(Undo undo, long deadline) {
        List<String> endpoints = new ArrayList<>(undo.orElse());
        endpoints.add(0, undo.endpoint());
        String answer = "no time is left";
        for (String endpoint : endpoints) {
            try {
                Called called = calls.insistently(endpoint, undo.data(), deadline);
                if (called.status() < 300 || TakingBack.isGone(called.body())) {
                    return Optional.of(endpoint);
                }
                answer = called.status() + " " + Json.excerpt(called.body(), 200);
            } catch (NotJudged unreachable) {
                answer = String.valueOf(unreachable.getMessage());
                break;
            }
        }
        transcript.record(
                name,
                Line.Op.REMARK,
                Json.object()
                        .put("text", "could not take back: " + undo.endpoint() + " " + undo.data() + ": " + answer));
        return Optional.empty();
    }

    private static ObjectNode noteId(String note) {
        return Json.object().put("noteId", note);
    }
}
