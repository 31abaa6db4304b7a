package misskey.mock.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.mock.world.Relations.Kind;

/** Who follows, mutes and blocks whom. */
final class Following {
    private final World world;
    private final Map<String, Relations> byUser = new LinkedHashMap<>();

    Following(World world) {
        this.world = world;
    }

    Relations of(String user) {
        return byUser.getOrDefault(user, Relations.NONE);
    }

    /** Whose relation to an account is of this kind. */
    List<User> whose(Kind kind, String other) {
        Collection<User> users = world.users();
        return users.stream().filter(user -> of(user.id()).has(kind, other)).toList();
    }

    void set(User user, Kind kind, String other, boolean wanted) {
        byUser.put(user.id(), of(user.id()).with(kind, other, wanted));
    }

    /** Follows, or asks to where the followee wants to be asked. */
    void follow(User follower, User followee, boolean withReplies) {
        set(follower, Kind.WITH_REPLIES, followee.id(), withReplies);
        if (followee.locked() && !of(followee.id()).has(Kind.FOLLOWS, follower.id())) {
            ask(follower, followee);
            return;
        }
        if (world.rules().behaviour().followAccepted()) {
            world.notifications().add(follower, Told.by(followee, Told.Type.FOLLOW_REQUEST_ACCEPTED));
        }
        begin(follower, followee);
    }

    private void ask(User follower, User followee) {
        if (of(follower.id()).has(Kind.ASKED, followee.id())) {
            return;
        }
        set(follower, Kind.ASKED, followee.id(), true);
        world.tell(Fact.of(Fact.Kind.FOLLOW_REQUESTED, follower).to(followee));
        world.notifications().add(followee, Told.by(follower, Told.Type.RECEIVE_FOLLOW_REQUEST));
        tellOfProfile(followee);
    }

    void accept(User followee, User follower) {
        set(follower, Kind.ASKED, followee.id(), false);
        world.notifications().add(follower, Told.by(followee, Told.Type.FOLLOW_REQUEST_ACCEPTED));
        begin(follower, followee);
        tellOfProfile(followee);
    }

    /** The requester is told that it does not follow, as on real servers. */
    void reject(User followee, User follower) {
        set(follower, Kind.ASKED, followee.id(), false);
        world.tell(Fact.of(Fact.Kind.UNFOLLOWED, follower).to(followee));
    }

    void cancel(User follower, User followee) {
        set(follower, Kind.ASKED, followee.id(), false);
        tellOfProfile(followee);
    }

    private void begin(User follower, User followee) {
        set(follower, Kind.FOLLOWS, followee.id(), true);
        world.tell(Fact.of(Fact.Kind.FOLLOWED, follower).to(followee));
        world.notifications().add(followee, Told.by(follower, Told.Type.FOLLOW));
    }

    void unfollow(User follower, User followee) {
        set(follower, Kind.FOLLOWS, followee.id(), false);
        set(follower, Kind.WITH_REPLIES, followee.id(), false);
        world.tell(Fact.of(Fact.Kind.UNFOLLOWED, follower).to(followee));
    }

    void block(User blocker, User blocked) {
        set(blocker, Kind.BLOCKS, blocked.id(), true);
        set(blocked, Kind.BLOCKED_BY, blocker.id(), true);
        set(blocker, Kind.ASKED, blocked.id(), false);
        set(blocked, Kind.ASKED, blocker.id(), false);
        endWhereFollowing(blocker, blocked);
        endWhereFollowing(blocked, blocker);
    }

    void unblock(User blocker, User blocked) {
        set(blocker, Kind.BLOCKS, blocked.id(), false);
        set(blocked, Kind.BLOCKED_BY, blocker.id(), false);
    }

    private void endWhereFollowing(User follower, User followee) {
        if (of(follower.id()).has(Kind.FOLLOWS, followee.id())) {
            unfollow(follower, followee);
        }
    }

    private void tellOfProfile(User user) {
        world.tell(Fact.of(Fact.Kind.PROFILE_UPDATED, user).to(user));
    }
}
