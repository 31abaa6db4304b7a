package misskey.mock.world;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where notes are gathered: lists of accounts, antennas and channels. */
final class Places {
    private final World world;
    private final Map<String, UserList> lists = new LinkedHashMap<>();
    private final Map<String, Antenna> antennas = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    /** A list of accounts. */
    record UserList(String id, String ownerId, String name, Set<String> members) {
        UserList with(String member, boolean wanted) {
            Set<String> changed = new LinkedHashSet<>(members);
            if (wanted) {
                changed.add(member);
            } else {
                changed.remove(member);
            }
            return new UserList(id, ownerId, name, changed);
        }
    }

    /** A channel to post notes in. */
    record Channel(String id, String ownerId, String name, Optional<String> description) {}

    Places(World world) {
        this.world = world;
    }

    Optional<UserList> list(String id) {
        return Optional.ofNullable(lists.get(id));
    }

    Optional<Antenna> antenna(String id) {
        return Optional.ofNullable(antennas.get(id));
    }

    Optional<Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    UserList addList(User owner, String name) {
        UserList list = new UserList(world.newId(), owner.id(), name, Set.of());
        lists.put(list.id(), list);
        return list;
    }

    void removeList(UserList list) {
        lists.remove(list.id());
    }

    void push(User owner, UserList list, User member) {
        lists.put(list.id(), list.with(member.id(), true));
        world.tell(Fact.of(Fact.Kind.LISTED, owner).to(member).in(list.id()));
    }

    void pull(User owner, UserList list, User member) {
        lists.put(list.id(), list.with(member.id(), false));
        world.tell(Fact.of(Fact.Kind.UNLISTED, owner).to(member).in(list.id()));
    }

    void put(Antenna antenna) {
        antennas.put(antenna.id(), antenna);
    }

    void removeAntenna(Antenna antenna) {
        antennas.remove(antenna.id());
    }

    Channel addChannel(User owner, String name, Optional<String> description) {
        Channel channel = new Channel(world.newId(), owner.id(), name, description);
        channels.put(channel.id(), channel);
        return channel;
    }
}
