package misskey.mock.world;

import java.util.Optional;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Endpoints about following, muting and blocking. */
final class FollowingApi {
    private final World world;
    private final Following following;
    private final Asked asked;

    FollowingApi(World world, Asked asked) {
        this.world = world;
        this.following = world.following();
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.member("following/create", "write:following", this::follow);
        table.member("following/delete", "write:following", this::unfollow);
        table.member("following/update", "write:following", this::update);
        table.member("following/invalidate", "write:following", this::invalidate);
        table.member("following/requests/accept", "write:following", this::accept);
        table.member("following/requests/reject", "write:following", this::reject);
        table.member("following/requests/cancel", "write:following", this::cancel);
        table.member("following/requests/list", "read:following", (me, p) -> requests(me));
        table.member("mute/create", "write:mutes", (me, p) -> begin(me, p, Kind.MUTES, "MUTEE", "ALREADY_MUTING"));
        table.member("mute/delete", "write:mutes", (me, p) -> end(me, p, Kind.MUTES, "NOT_MUTING"));
        table.member(
                "renote-mute/create",
                "write:mutes",
                (me, p) -> begin(me, p, Kind.MUTES_RENOTES, "MUTEE", "ALREADY_MUTING"));
        table.member("renote-mute/delete", "write:mutes", (me, p) -> end(me, p, Kind.MUTES_RENOTES, "NOT_MUTING"));
        table.member("blocking/create", "write:blocks", this::block);
        table.member("blocking/delete", "write:blocks", this::unblock);
    }

    private JsonNode follow(User me, Parameters p) {
        User followee = asked.user(p);
        if (followee.id().equals(me.id())) {
            throw ApiError.refused(
                    "FOLLOWEE_IS_YOURSELF", "26fbe7bb-a331-4857-af17-205b426669a9", "Followee is yourself.");
        }
        if (has(me, Kind.FOLLOWS, followee)) {
            throw ApiError.refused(
                    "ALREADY_FOLLOWING",
                    "35387507-38c7-4cb9-9197-300b93783fa0",
                    "You are already following that user.");
        }
        if (has(me, Kind.BLOCKS, followee)) {
            throw ApiError.refused("BLOCKING", "4e2206ec-aa4f-4960-b865-6c23ac38e2d9", "You are blocking that user.");
        }
        if (has(me, Kind.BLOCKED_BY, followee)) {
            throw ApiError.refused("BLOCKED", "c4ab57cc-4e41-45e9-bfd9-584f61e35ce0", "You are blocked by that user.");
        }
        following.follow(me, followee, p.flag("withReplies", false));
        return shown(me, followee);
    }

    private JsonNode unfollow(User me, Parameters p) {
        User followee = followed(me, p);
        following.unfollow(me, followee);
        return shown(me, followee);
    }

    private JsonNode update(User me, Parameters p) {
        User followee = followed(me, p);
        following.set(
                me, Kind.WITH_REPLIES, followee.id(), p.flag("withReplies", has(me, Kind.WITH_REPLIES, followee)));
        return shown(me, followee);
    }

    private User followed(User me, Parameters p) {
        User followee = asked.user(p);
        if (!has(me, Kind.FOLLOWS, followee)) {
            throw ApiError.refused(
                    "NOT_FOLLOWING", "5dbf82f5-c92b-40b1-87d1-6c8c0741fd09", "You are not following that user.");
        }
        return followee;
    }

    private JsonNode invalidate(User me, Parameters p) {
        User follower = asked.user(p);
        if (!has(follower, Kind.FOLLOWS, me)) {
            throw ApiError.refused("NOT_FOLLOWING", "The other user is not following you.");
        }
        following.unfollow(follower, me);
        return shown(me, follower);
    }

    private JsonNode accept(User me, Parameters p) {
        User follower = requester(me, p);
        return Endpoints.done(() -> following.accept(me, follower));
    }

    private JsonNode reject(User me, Parameters p) {
        User follower = requester(me, p);
        return Endpoints.done(() -> following.reject(me, follower));
    }

    private User requester(User me, Parameters p) {
        User follower = asked.user(p);
        if (!has(follower, Kind.ASKED, me)) {
            throw ApiError.refused("NO_FOLLOW_REQUEST", "bcde4f8b-0913-4614-8881-614e522fb041", "No follow request.");
        }
        return follower;
    }

    private JsonNode cancel(User me, Parameters p) {
        User followee = asked.user(p);
        if (!has(me, Kind.ASKED, followee)) {
            throw ApiError.refused(
                    "FOLLOW_REQUEST_NOT_FOUND", "089b125b-d338-482a-9a09-e2622ac9f8d4", "Follow request not found.");
        }
        following.cancel(me, followee);
        return shown(me, followee);
    }

    private JsonNode requests(User me) {
        ArrayNode requests = Json.array();
        following.whose(Kind.ASKED, me.id()).forEach(follower -> {
            var request = requests.addObject().put("id", follower.id());
            request.set("follower", world.entities().brief(follower));
            request.set("followee", world.entities().brief(me));
        });
        return requests;
    }

    private JsonNode begin(User me, Parameters p, Kind kind, String role, String already) {
        User other = asked.user(p);
        if (other.id().equals(me.id())) {
            throw ApiError.refused(role + "_IS_YOURSELF", "That is yourself.");
        }
        if (has(me, kind, other)) {
            throw ApiError.refused(already, "You have done that already.");
        }
        return Endpoints.done(() -> following.set(me, kind, other.id(), true));
    }

    private JsonNode end(User me, Parameters p, Kind kind, String not) {
        User other = asked.user(p);
        if (!has(me, kind, other)) {
            throw ApiError.refused(not, "You have not done that.");
        }
        return Endpoints.done(() -> following.set(me, kind, other.id(), false));
    }

    private JsonNode block(User me, Parameters p) {
        User other = asked.user(p);
        if (other.id().equals(me.id())) {
            throw ApiError.refused("BLOCKEE_IS_YOURSELF", "Blockee is yourself.");
        }
        if (has(me, Kind.BLOCKS, other)) {
            throw ApiError.refused("ALREADY_BLOCKING", "You are already blocking that user.");
        }
        following.block(me, other);
        return shown(me, other);
    }

    private JsonNode unblock(User me, Parameters p) {
        User other = asked.user(p);
        if (!has(me, Kind.BLOCKS, other)) {
            throw ApiError.refused("NOT_BLOCKING", "You are not blocking that user.");
        }
        following.unblock(me, other);
        return shown(me, other);
    }

    private boolean has(User user, Kind kind, User other) {
        return following.of(user.id()).has(kind, other.id());
    }

    private JsonNode shown(User me, User other) {
        return world.entities().user(Optional.of(me), other);
    }
}
