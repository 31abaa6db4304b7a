package misskey.mock.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import misskey.mock.session.Session.ApiAnswer;
import misskey.protocol.Json;
import misskey.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes what a world begins with besides its accounts, by calls of the HTTP API. What that refuses is an {@link IllegalArgumentException}. */
public final class Beginning {
    private final Scenario.Cast cast;
    private final Caller caller;

    /** Calls the API as an account. */
    public interface Caller {
        /** The answer to this account's call. */
        ApiAnswer call(String account, String endpoint, ObjectNode data);
    }

    public Beginning(Scenario.Cast cast, Caller caller) {
        this.cast = cast;
        this.caller = caller;
    }

    /**
     * Lets them follow each other.
     *
     * @param idOf gives the id of an account
     */
    public void follow(UnaryOperator<String> idOf) {
        int index = 0;
        for (Scenario.Follow follow : cast.follows()) {
            ObjectNode whom = Json.object().put("userId", idOf.apply(follow.followee()));
            done("/world/follows/" + index++, follow.follower(), "following/create", whom);
        }
    }

    /** Lets them post their notes; gives each by its name, as the API answers it. */
    public Map<String, JsonNode> post() {
        Map<String, JsonNode> posted = new LinkedHashMap<>();
        cast.notes()
                .forEach((name, post) -> posted.put(
                        name,
                        done("/world/notes/" + name, post.by(), "notes/create", post.parameters())
                                .path("createdNote")));
        return posted;
    }

    private JsonNode done(String place, String account, String endpoint, ObjectNode data) {
        ApiAnswer answer = caller.call(account, endpoint, data);
        if (answer.status() >= 300) {
            throw new IllegalArgumentException(place + ": " + endpoint + " refuses it: "
                    + answer.body().at("/error/message").stringValue("") + " ("
                    + answer.body().at("/error/code").stringValue("") + ")");
        }
        return answer.body();
    }
}
