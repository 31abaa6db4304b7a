package misskey.conformance.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an application holds, whether there is a connection at the moment or not: channels it has open, notes it has
 * captured, requests it waits for, and what it said while nobody could hear it. Not thread-safe.
 */
final class Holdings {
    /**
     * A channel that is open.
     *
     * @param as what the application calls it
     * @param connected whether it was connected on some connection so far
     */
    record Channel(String as, String name, String id, Optional<JsonNode> params, boolean connected) {
        Channel under(String changed) {
            return new Channel(as, name, changed, params, true);
        }
    }

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Set<String> captured = new LinkedHashSet<>();
    private final Map<String, String> requests = new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();

    /** Channels by the name that the application gave them. */
    Map<String, Channel> channels() {
        return channels;
    }

    List<Channel> open() {
        return List.copyOf(channels.values());
    }

    /** Ids of notes. */
    Set<String> captured() {
        return captured;
    }

    /** What the application calls the requests that have no answer yet, by their ids. */
    Map<String, String> requests() {
        return requests;
    }

    /** Keeps something to be done when there is a connection. */
    void later(Runnable said) {
        waiting.add(said);
    }

    /** What was kept, and is not any more. */
    List<Runnable> said() {
        List<Runnable> said = List.copyOf(waiting);
        waiting.clear();
        return said;
    }

    void forget() {
        channels.clear();
        captured.clear();
        requests.clear();
        waiting.clear();
    }
}
