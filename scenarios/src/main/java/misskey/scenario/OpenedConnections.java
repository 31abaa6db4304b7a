package misskey.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.DidYouMean;
import org.jspecify.annotations.Nullable;

/** Which connections a file has opened and ended up to a step: on others nothing can happen. */
final class OpenedConnections {
    private final Map<String, Integer> opened = new HashMap<>();
    private final Map<String, Location> ended = new HashMap<>();
    private @Nullable String last;

    /** One was opened; {@code times} where a step does so again and again. */
    void opened(String account, Optional<Integer> nth, Location at, int times) throws ScenarioError {
        int before = opened.getOrDefault(account, 0);
        if (nth.isPresent() && nth.get() != before + 1) {
            throw new ScenarioError(
                    at,
                    "this is connection " + (before + 1) + " of " + account + ", not " + nth.get()
                            + ": those before it are opened by steps before it");
        }
        opened.put(account, before + times);
        last = account;
    }

    /** Whose connection it is; what an application is told does not depend on which of them. */
    String account(Place place) {
        return place.on().orElse(String.valueOf(last));
    }

    /** Where the step's connection goes on; throws where none is open. */
    String check(Place place) throws ScenarioError {
        String account = place.on().orElse(last);
        if (account == null) {
            throw new ScenarioError(place.at(), "no connection is open yet: an \"open\" step goes before this one");
        }
        int count = opened.getOrDefault(account, 0);
        if (count == 0) {
            throw new ScenarioError(
                    place.at(),
                    "no step before this opens a connection of " + account
                            + DidYouMean.suffix(account, opened.keySet()));
        }
        int nth = place.nth().orElse(count);
        if (nth > count) {
            throw new ScenarioError(
                    place.at(), "up to here " + account + " has opened " + count + " of its connections, not " + nth);
        }
        return account + " " + nth;
    }

    /** As {@link #check}, for something that needs the connection to be there still. */
    void checkOpen(Place place) throws ScenarioError {
        Location end = ended.get(check(place));
        if (end != null) {
            throw new ScenarioError(
                    place.at(), "this can never happen: the connection is at an end since line " + end.line());
        }
    }

    /** A step ends the connection. */
    void ended(Place place) throws ScenarioError {
        ended.put(check(place), place.at());
    }
}
