package misskey.mock.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.stream.ApiCalls;
import misskey.mock.stream.Journal;
import misskey.mock.stream.LiveStream;
import misskey.mock.stream.Seams;
import misskey.mock.world.Api;
import misskey.mock.world.World;
import misskey.protocol.Secret;

/**
 * What a session begins with, and begins anew with at a reset: a world, and what acts on it. Not thread-safe: used
 * under the session's lock.
 */
final class Place {
    private final World world;
    private final Calls calls;
    private final Door door;
    private final LiveStream stream;
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** @param onToken is told of every token there is or will be, so that none is written down */
    Place(SessionSettings settings, SessionClock clock, Seams seams, Journal journal, Consumer<Secret> onToken) {
        world = new World(clock.timeOfDay(), settings.seed(), settings.dialect(), clock);
        world.onToken(onToken);
        for (String account : settings.accounts()) {
            Secret token = Secret.of(account, settings.tokenOf(account));
            onToken.accept(token);
            world.createUser(account, token, account.equals(SessionSettings.ADMIN));
        }
        Api api = new Api(world);
        ApiCalls made = new ApiCalls(world, api, seams);
        calls = new Calls(world, made, journal);
        Beginning beginning = new Beginning(
                settings.world(),
                (account, endpoint, data) -> Calls.answer(
                        world, Optional.of(settings.tokenOf(account)), access -> api.callWith(access, endpoint, data)));
        beginning.follow(this::idOf);
        settings.accounts().forEach(account -> ids.put(account, idOf(account)));
        beginning.post().forEach((name, note) -> ids.put(name, note.path("id").stringValue()));
        world.takeFacts(); // nobody is told of what was there from the beginning
        door = new Door(world, settings.dialect().behaviour());
        stream = new LiveStream(settings.dialect(), world, made, seams, journal, clock.timeOfDay(), clock);
    }

    private String idOf(String account) {
        return world.userNamed(account).orElseThrow().id();
    }

    /** The ids of the accounts and notes it began with, by their names. */
    Map<String, String> ids() {
        return Collections.unmodifiableMap(ids);
    }

    World world() {
        return world;
    }

    Calls calls() {
        return calls;
    }

    Door door() {
        return door;
    }

    LiveStream stream() {
        return stream;
    }
}
