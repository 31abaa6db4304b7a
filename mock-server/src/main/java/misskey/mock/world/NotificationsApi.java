package misskey.mock.world;

import java.util.List;
import misskey.mock.world.Notifications.Notification;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Endpoints about notifications, and about what has been read. */
final class NotificationsApi {
    private final World world;

    NotificationsApi(World world) {
        this.world = world;
    }

    void addTo(Endpoints table) {
        table.member("i/notifications", "read:notifications", this::list);
        table.member(
                "notifications/mark-all-as-read",
                "write:notifications",
                (me, p) -> Endpoints.done(() -> world.readNotifications(me)));
        table.member("notifications/create", "write:notifications", (me, p) -> {
            p.text("body");
            return Endpoints.done(
                    () -> world.notifications().add(me, Told.of(Told.Type.APP).saying(p.data())));
        });
        table.member(
                "notifications/test-notification",
                "write:notifications",
                (me, p) -> Endpoints.done(() -> world.notifications().add(me, Told.of(Told.Type.TEST))));
        table.member(
                "notifications/flush",
                "write:notifications",
                (me, p) -> Endpoints.done(() -> world.notifications().deleteAll(me)));
        table.member(
                "i/read-all-unread-notes",
                "write:account",
                (me, p) -> Endpoints.done(() -> world.notes().readAll(me)));
    }

    /** Newest first. What it marks as read, and whether it says so, differs between servers. */
    private JsonNode list(User me, Parameters p) {
        int limit = p.integer("limit", 1, 100, 10);
        List<Notification> shown =
                world.notifications().of(me).stream().limit(limit).toList();
        ArrayNode list = Json.array();
        shown.forEach(one -> list.add(world.entities().notification(me, one)));
        boolean marks = p.flag("markAsRead", true);
        switch (world.rules().behaviour().notificationsListed()) {
            case NOTHING -> {
                // The list is as it was.
            }
            case ALL -> {
                if (marks && world.notifications().anyUnread(me)) {
                    world.readNotifications(me);
                }
                world.notes().readDirect(me);
            }
            case SHOWN -> {
                if (marks) {
                    shown.forEach(one -> world.notifications().read(me, one.id()));
                }
                // Their notes count as read, whatever is said of the notifications (12.119.2).
                world.notes().readDirect(me);
                world.tell(Fact.of(Fact.Kind.CHANNEL_NOTES_READ, me));
            }
        }
        return list;
    }
}
