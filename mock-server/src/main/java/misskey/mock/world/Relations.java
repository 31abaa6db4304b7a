package misskey.mock.world;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How one account stands to others, by their ids. Immutable: a change makes a new one, so that whoever holds one
 * goes on with what was so when it was taken.
 */
public record Relations(Map<Kind, Set<String>> all) {
    static final Relations NONE = new Relations(Map.of());

    /** What one account can be to another, or to a channel. */
    public enum Kind {
        FOLLOWS,
        /** Follows, and wants its replies to others. */
        WITH_REPLIES,
        FOLLOWS_CHANNEL,
        MUTES,
        MUTES_RENOTES,
        BLOCKS,
        BLOCKED_BY,
        /** Has asked to follow. */
        ASKED
    }

    boolean has(Kind kind, String other) {
        return of(kind).contains(other);
    }

    Set<String> of(Kind kind) {
        return all.getOrDefault(kind, Set.of());
    }

    Relations with(Kind kind, String other, boolean wanted) {
        Set<String> changed = new LinkedHashSet<>(of(kind));
        if (wanted) {
            changed.add(other);
        } else {
            changed.remove(other);
        }
        Map<Kind, Set<String>> copy = new EnumMap<>(Kind.class);
        copy.putAll(all);
        copy.put(kind, changed);
        return new Relations(copy);
    }
}
