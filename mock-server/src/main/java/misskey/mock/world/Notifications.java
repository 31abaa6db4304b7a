package misskey.mock.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.mock.world.Relations.Kind;

/** What each account is told of, newest first. */
final class Notifications {
    /** How long something may stay unread before that is told. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final World world;
    private final Map<String, List<Notification>> byUser = new LinkedHashMap<>();

    /** One of them. */
    record Notification(String id, Instant createdAt, Told told, boolean read) {}

    Notifications(World world) {
        this.world = world;
    }

    List<Notification> of(User user) {
        return List.copyOf(byUser.getOrDefault(user.id(), List.of()));
    }

    boolean anyUnread(User user) {
        return of(user).stream().anyMatch(one -> !one.read());
    }

    /** Notifies an account, unless this server has no such type, it is about itself, or it mutes who did it. */
    void add(User user, Told told) {
        Optional<String> by = told.by().map(User::id);
        boolean unwanted = by.filter(
                        id -> id.equals(user.id()) || world.relations(user.id()).has(Kind.MUTES, id))
                .isPresent();
        if (unwanted || !world.entities().hasNotification(told.type())) {
            return;
        }
        Notification made = new Notification(world.newId(), world.now(), told, false);
        byUser.computeIfAbsent(user.id(), id -> new ArrayList<>()).add(0, made);
        Fact fact = Fact.of(Fact.Kind.NOTIFIED, told.by().orElse(user))
                .to(user)
                .saying(world.entities().notification(user, made));
        world.tell(fact);
        world.later(PATIENCE, Fact.Kind.NOTIFICATION_UNREAD, () -> {
            if (of(user).contains(made)) {
                world.tell(fact.as(Fact.Kind.NOTIFICATION_UNREAD));
            }
        });
    }

    /** Marks all of an account's as read. */
    void readAll(User user) {
        byUser.getOrDefault(user.id(), new ArrayList<>())
                .replaceAll(one -> new Notification(one.id, one.createdAt, one.told, true));
    }

    /** Marks one as read. */
    void read(User user, String id) {
        byUser.getOrDefault(user.id(), new ArrayList<>())
                .replaceAll(one -> new Notification(one.id, one.createdAt, one.told, one.read || one.id.equals(id)));
    }

    void deleteAll(User user) {
        byUser.remove(user.id());
        world.tell(Fact.of(Fact.Kind.NOTIFICATIONS_DELETED, user));
    }
}
