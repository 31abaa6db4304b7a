package misskey.mock.play;

import java.util.Map;
import java.util.Optional;
import misskey.mock.session.Session;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes who and what a scenario begins with, and binds each to its name as the stream writes it. */
final class Cast {
    private final Session session;

    private Cast(Session session) {
        this.session = session;
    }

    static void make(Scenario.Cast cast, Session session, Bindings bindings) {
        Cast maker = new Cast(session);
        for (Scenario.Follow follow : cast.follows()) {
            maker.done(
                    follow.follower(), "following/create", Json.object().put("userId", maker.idOf(follow.followee())));
        }
        cast.users()
                .forEach(user ->
                        bindings.bind(user, session.entity(maker.idOf(user)).orElseThrow()));
        for (Map.Entry<String, Scenario.Post> note : cast.notes().entrySet()) {
            Scenario.Post post = note.getValue();
            bindings.bind(
                    note.getKey(),
                    maker.done(post.by(), "notes/create", post.parameters()).path("createdNote"));
        }
    }

    private String idOf(String user) {
        return session.inWorld(world -> world.userNamed(user).orElseThrow().id());
    }

    private JsonNode done(String user, String endpoint, ObjectNode data) {
        Session.ApiAnswer answer = session.call(Optional.of(session.token(user).reveal()), endpoint, data);
        if (answer.status() >= 300) {
            throw new IllegalStateException("the world cannot be made: " + answer.body());
        }
        return answer.body();
    }
}
