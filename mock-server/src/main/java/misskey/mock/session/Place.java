package misskey.mock.session;

import java.util.function.Consumer;
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

    /** @param onToken is told of every token there is or will be, so that none is written down */
    Place(SessionSettings settings, SessionClock clock, Seams seams, Journal journal, Consumer<Secret> onToken) {
        world = new World(clock.timeOfDay(), settings.seed(), settings.dialect(), clock);
        world.onToken(onToken);
        for (String account : settings.accounts()) {
            Secret token = Secret.of(account, settings.tokenOf(account));
            onToken.accept(token);
            world.createUser(account, token, account.equals(SessionSettings.ADMIN));
        }
        world.takeFacts();
        Api api = new Api(world);
        calls = new Calls(world, api, journal);
        door = new Door(world, settings.dialect().behaviour());
        stream = new LiveStream(settings.dialect(), world, api, seams, journal, clock.timeOfDay(), clock);
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
