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
    private final Map<String, Location> left = new HashMap<>();
    private @Nullable String last;
    private int times = 1;
    private boolean assumed;

    /** From here on steps happen so many times. */
    void repeat(int count) {
        times *= count;
    }

    /** From here on no more so many times. */
    void repeated(int count) {
        times /= count;
    }

    /** A step about connections has a mistake: what the steps after it say of them is not checked. */
    void assumeAll() {
        assumed = true;
    }

    /** One was opened, or several where a step does so again and again. */
    void opened(String account, Optional<Integer> nth, Location at) throws ScenarioError {
        int before = opened.getOrDefault(account, 0);
        if (!assumed && nth.isPresent() && nth.get() != before + 1) {
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
        if (assumed) {
            return "";
        }
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
        checkNotEnded(place);
        Location leaving = left.get(check(place));
        if (leaving != null) {
            throw new ScenarioError(
                    place.at(),
                    "this can never happen: the application has its client close the connection in line "
                            + leaving.line());
        }
    }

    /** As {@link #check}, for the end of the connection, which must not have come yet. */
    void checkNotEnded(Place place) throws ScenarioError {
        Location end = ended.get(check(place));
        if (end != null) {
            throw new ScenarioError(
                    place.at(), "this can never happen: the connection is at an end since line " + end.line());
        }
    }

    /** An application has its client close the connection. */
    void leaving(Place place) throws ScenarioError {
        left.put(check(place), place.at());
    }

    /** A step ends the connection. */
    void ended(Place place) throws ScenarioError {
        ended.put(check(place), place.at());
    }
}
