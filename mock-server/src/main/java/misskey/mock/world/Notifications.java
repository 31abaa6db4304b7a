package misskey.mock.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each account is told of under {@code i/notifications}, newest first. */
final class Notifications {
    private final Ids ids;
    private final Map<String, List<Notification>> byUser = new LinkedHashMap<>();

    /** What somebody can be told of. */
    enum Kind {
        FOLLOW,
        MENTION,
        RENOTE,
        QUOTE,
        REACTION;

        /** The word of the HTTP API. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of them: what happened, by whom. */
    record Notification(String id, Kind kind, User by, boolean read) {}

    Notifications(Ids ids) {
        this.ids = ids;
    }

    List<Notification> of(User user) {
        return List.copyOf(byUser.getOrDefault(user.id(), List.of()));
    }

    void add(User user, Kind kind, User by) {
        byUser.computeIfAbsent(user.id(), id -> new ArrayList<>())
                .add(0, new Notification(ids.next(), kind, by, false));
    }

    /** Marks all of an account's as read. */
    void read(User user) {
        byUser.getOrDefault(user.id(), new ArrayList<>())
                .replaceAll(one -> new Notification(one.id, one.kind, one.by, true));
    }
}
