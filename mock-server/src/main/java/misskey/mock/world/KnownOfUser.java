package misskey.mock.world;

import java.util.Optional;
import java.util.function.Function;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;

/**
 * What the world knows of an account.
 *
 * @param viewer who looks at it; the account itself for its own settings
 */
record KnownOfUser(World world, User user, Optional<User> viewer) implements Function<String, JsonNode> {
    @Override
    public JsonNode apply(String name) {
        return switch (name) {
            case "id" -> Known.text(user.id());
            case "name" -> Known.text(user.name());
            case "username" -> Known.text(user.username());
            case "description" -> Known.text(user.description());
            case "createdAt" -> Known.time(user.createdAt());
            case "avatarUrl" -> Known.text("https://misskey-kit.invalid/identicon/" + user.username());
            case "isAdmin" -> Known.bool(user.admin());
            case "isModerator" -> Known.bool(user.admin() || world.roles().isModerator(user));
            case "isSuspended" -> Known.bool(user.suspended());
            case "isBot", "isCat", "isLocked", "carefulBot", "hideOnlineStatus", "alwaysMarkNsfw" ->
                Known.bool(user.flags().contains(name));
            case "notesCount" ->
                Known.number(world.notes().newestFirst().stream()
                        .filter(note -> note.authorId().equals(user.id()))
                        .count());
            case "followersCount" ->
                Known.number(world.following().whose(Kind.FOLLOWS, user.id()).size());
            case "followingCount" ->
                Known.number(world.relations(user.id()).of(Kind.FOLLOWS).size());
            case "roles" -> roles();
            case "isFollowing" -> mine(Kind.FOLLOWS);
            case "isFollowed" -> theirs(Kind.FOLLOWS);
            case "hasPendingFollowRequestFromYou" -> mine(Kind.ASKED);
            case "hasPendingFollowRequestToYou" -> theirs(Kind.ASKED);
            case "isBlocking" -> mine(Kind.BLOCKS);
            case "isBlocked" -> theirs(Kind.BLOCKS);
            case "isMuted" -> mine(Kind.MUTES);
            case "isRenoteMuted" -> mine(Kind.MUTES_RENOTES);
            case "withReplies" -> mine(Kind.WITH_REPLIES);
            case "followedMessage" -> followedMessage();
            case "notify" -> Known.node(other().map(me -> Known.text("none")));
            default -> own(name);
        };
    }

    private JsonNode own(String name) {
        return switch (name) {
            case "hasUnreadNotification" -> Known.bool(world.notifications().anyUnread(user));
            case "unreadNotificationsCount" ->
                Known.number(world.notifications().of(user).stream()
                        .filter(one -> !one.read())
                        .count());
            case "hasUnreadAnnouncement" -> Known.bool(!unreadAnnouncements().isEmpty());
            case "unreadAnnouncements" -> unreadAnnouncements();
            case "hasUnreadMentions" -> Known.bool(world.notes().hasUnread(user, false));
            case "hasUnreadSpecifiedNotes" -> Known.bool(world.notes().hasUnread(user, true));
            case "hasUnreadMessagingMessage" -> Known.bool(world.messages().anyUnread(user));
            case "hasPendingReceivedFollowRequest" ->
                Known.bool(!world.following().whose(Kind.ASKED, user.id()).isEmpty());
            default -> throw Known.unknown(name);
        };
    }

    private ArrayNode unreadAnnouncements() {
        ArrayNode unread = Json.array();
        world.notices().of(user).stream()
                .filter(one -> !world.notices().isRead(one, user))
                .forEach(one -> unread.add(world.entities().announcement(one, Optional.of(user))));
        return unread;
    }

    private ArrayNode roles() {
        ArrayNode roles = Json.array();
        world.roles().of(user).stream()
                .filter(Roles.Role::isPublic)
                .forEach(role -> roles.add(world.entities().role(role)));
        return roles;
    }

    /** What it tells those who follow it, which is nothing. */
    private JsonNode followedMessage() {
        return other().filter(me -> world.relations(me.id()).has(Kind.FOLLOWS, user.id()))
                        .isPresent()
                ? NullNode.getInstance()
                : MissingNode.getInstance();
    }

    private Optional<User> other() {
        return viewer.filter(me -> !me.id().equals(user.id()));
    }

    private JsonNode mine(Kind kind) {
        return other().<JsonNode>map(me -> Known.bool(world.relations(me.id()).has(kind, user.id())))
                .orElseGet(MissingNode::getInstance);
    }

    private JsonNode theirs(Kind kind) {
        return other().<JsonNode>map(me -> Known.bool(world.relations(user.id()).has(kind, me.id())))
                .orElseGet(MissingNode::getInstance);
    }
}
