package misskey.mock.world;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;

/** The announcements of the server, and who has read them. */
final class Notices {
    private final World world;
    private final Map<String, Announcement> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> readBy = new LinkedHashMap<>();

    /** An announcement: to everybody, or to one account. */
    record Announcement(
            String id,
            Instant createdAt,
            String title,
            String text,
            Optional<String> imageUrl,
            Optional<String> onlyFor) {}

    Notices(World world) {
        this.world = world;
    }

    void announce(User by, Announcement announcement) {
        byId.put(announcement.id(), announcement);
        var details = Json.object();
        details.set("announcement", world.entities().announcement(announcement, Optional.empty()));
        Fact fact = Fact.of(Fact.Kind.ANNOUNCED, by).saying(details);
        Optional<User> one = announcement.onlyFor().flatMap(world::user);
        world.tell(
                one.map(user -> Fact.of(Fact.Kind.ANNOUNCED_TO_ONE, by).to(user).saying(details))
                        .orElse(fact));
    }

    /** Those an account gets, newest first. */
    List<Announcement> of(User user) {
        return byId.values().stream()
                .filter(one -> one.onlyFor().filter(id -> !id.equals(user.id())).isEmpty())
                .sorted((one, other) -> other.id().compareTo(one.id()))
                .toList();
    }

    Collection<Announcement> forEverybody() {
        return byId.values().stream().filter(one -> one.onlyFor().isEmpty()).toList();
    }

    Optional<Announcement> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    boolean isRead(Announcement announcement, User user) {
        return readBy.getOrDefault(announcement.id(), Set.of()).contains(user.id());
    }

    /** Marks one as read, and says so when it was the last. */
    void read(User user, Announcement announcement) {
        boolean was = !readBy.computeIfAbsent(announcement.id(), id -> new LinkedHashSet<>())
                .add(user.id());
        if (!was && of(user).stream().allMatch(one -> isRead(one, user))) {
            world.tell(Fact.of(Fact.Kind.ANNOUNCEMENTS_READ, user));
        }
    }
}
