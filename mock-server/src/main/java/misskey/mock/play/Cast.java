package misskey.mock.play;

import java.util.Optional;
import misskey.mock.session.Beginning;
import misskey.mock.session.Session;
import misskey.scenario.Bindings;
import misskey.scenario.Scenario;

/** Makes who and what a scenario begins with, and binds each to its name as the stream writes it. */
final class Cast {
    private Cast() {}

    static void make(Scenario.Cast cast, Session session, Bindings bindings) {
        Beginning beginning = new Beginning(
                cast,
                (account, endpoint, data) ->
                        session.call(Optional.of(session.token(account).reveal()), endpoint, data));
        beginning.follow(user -> idOf(user, session));
        cast.users()
                .forEach(user ->
                        bindings.bind(user, session.entity(idOf(user, session)).orElseThrow()));
        beginning.post().forEach(bindings::bind);
    }

    private static String idOf(String user, Session session) {
        return session.inWorld(world -> world.userNamed(user).orElseThrow().id());
    }
}
