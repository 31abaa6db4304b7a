package misskey.mock.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import misskey.mock.world.Bodies.Shape;
import misskey.mock.world.Notifications.Notification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, notes and all else as the API and the stream of a dialect write them. */
public final class Entities {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final World world;
    private final Bodies bodies;

    Entities(World world, Bodies bodies) {
        this.world = world;
        this.bodies = bodies;
    }

    /** ISO 8601 in UTC with milliseconds, e.g. {@code 2018-10-22T02:17:09.703Z}. */
    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /** An account or a note by its id, as others see it; empty where there is none. */
    public Optional<ObjectNode> byId(String id) {
        return world.user(id).map(this::user).or(() -> world.note(id).map(this::note));
    }

    /** An account as others see it. */
    public ObjectNode user(User user) {
        return user(Optional.empty(), user);
    }

    /** An account as this viewer sees it, and how the viewer stands to it. */
    public ObjectNode user(Optional<User> viewer, User user) {
        return bodies.write(Shape.USER_DETAILED, new KnownOfUser(world, world.current(user), viewer));
    }

    /** An account in brief. */
    public ObjectNode brief(User user) {
        return bodies.write(Shape.USER_LITE, new KnownOfUser(world, world.current(user), Optional.empty()));
    }

    /** An account as it sees itself, with its settings. */
    public ObjectNode own(User user) {
        ObjectNode own =
                bodies.write(Shape.ME_DETAILED, new KnownOfUser(world, world.current(user), Optional.of(user)));
        if (own.path("policies") instanceof ObjectNode policies) {
            List.of(Roles.LOCAL, Roles.GLOBAL)
                    .forEach(policy -> policies.put(policy, world.roles().allows(Optional.of(user), policy)));
        }
        return own;
    }

    /** A note with its author, and the notes it answers or shares; nothing is hidden. */
    public ObjectNode note(Note note) {
        return note(note, new KnownOfNote.View(Optional.empty(), true));
    }

    /** A note as this viewer gets it: the text of whatever the viewer may not read is hidden. */
    public ObjectNode noteFor(Optional<User> viewer, Note note) {
        return note(note, new KnownOfNote.View(viewer, false));
    }

    private ObjectNode note(Note note, KnownOfNote.View view) {
        return bodies.write(Shape.NOTE, new KnownOfNote(world, this, note, view));
    }

    /** A note that another one answers or shares. */
    ObjectNode inner(Note note, KnownOfNote.View view) {
        return bodies.write(Shape.NOTE, new KnownOfNote(world, this, note, view));
    }

    ObjectNode choice(String text, long votes, boolean voted) {
        return bodies.write(Shape.POLL_CHOICE, name -> switch (name) {
            case "text" -> Known.text(text);
            case "votes" -> Known.number(votes);
            case "isVoted" -> Known.bool(voted);
            default -> throw Known.unknown(name);
        });
    }

    /** Whether servers of this dialect have notifications of this type. */
    boolean hasNotification(Told.Type type) {
        return bodies.has(Shape.NOTIFICATION, type.label());
    }

    ObjectNode notification(User target, Notification notification) {
        Told told = notification.told();
        return bodies.write(Shape.NOTIFICATION, told.type().label(), name -> switch (name) {
            case "id" -> Known.text(notification.id());
            case "createdAt" -> Known.time(notification.createdAt());
            case "type" -> Known.text(told.type().label());
            case "isRead" -> Known.bool(notification.read());
            case "userId" -> Known.text(told.by().map(User::id));
            case "user" -> Known.node(told.by().map(this::brief));
            case "about" -> Known.node(told.note().map(note -> noteFor(Optional.of(target), note)));
            case "reaction" -> Known.text(told.reaction());
            case "choice" -> Known.node(told.choice().map(Known::number));
            case "role" -> Known.node(told.role().map(this::wholeRole));
            case "body", "header", "icon" ->
                Known.node(told.app().map(app -> app.path(name)).filter(said -> !said.isNull()));
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode file(Drive.File file) {
        return bodies.write(Shape.DRIVE_FILE, name -> switch (name) {
            case "id" -> Known.text(file.id());
            case "createdAt" -> Known.time(file.createdAt());
            case "name" -> Known.text(file.name());
            case "type" -> Known.text(file.type());
            case "md5" -> Known.text(file.md5());
            case "size" -> Known.number(file.size());
            case "isSensitive" -> Known.bool(file.sensitive());
            case "url" -> Known.text("https://misskey-kit.invalid/files/" + file.id());
            case "comment" -> Known.text(file.comment());
            case "folderId" -> Known.text(file.folderId());
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode folder(Drive.Folder folder) {
        return bodies.write(Shape.DRIVE_FOLDER, name -> switch (name) {
            case "id" -> Known.text(folder.id());
            case "createdAt" -> Known.time(folder.createdAt());
            case "name" -> Known.text(folder.name());
            case "parentId" -> Known.text(folder.parentId());
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode emoji(Emojis.Emoji emoji) {
        return bodies.write(Shape.EMOJI, name -> switch (name) {
            case "id" -> Known.text(emoji.id());
            case "name" -> Known.text(emoji.name());
            case "url" -> Known.text(emoji.url());
            case "category" -> Known.text(emoji.category());
            case "aliases" -> Known.texts(emoji.aliases());
            default -> throw Known.unknown(name);
        });
    }

    /** An announcement; with a reader, also whether that account has read it. */
    ObjectNode announcement(Notices.Announcement announcement, Optional<User> reader) {
        return bodies.write(Shape.ANNOUNCEMENT, name -> switch (name) {
            case "id" -> Known.text(announcement.id());
            case "createdAt" -> Known.time(announcement.createdAt());
            case "title" -> Known.text(announcement.title());
            case "text" -> Known.text(announcement.text());
            case "imageUrl" -> Known.text(announcement.imageUrl());
            case "forYou" -> Known.bool(announcement.onlyFor().isPresent());
            case "isRead" ->
                Known.node(reader.map(user -> Known.bool(world.notices().isRead(announcement, user))));
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode role(Roles.Role role) {
        return bodies.write(Shape.ROLE, known(role));
    }

    /** A role as its holders and the administrators see it. */
    ObjectNode wholeRole(Roles.Role role) {
        ObjectNode whole = bodies.write(Shape.ROLE_DETAILED, known(role));
        if (whole.path("policies") instanceof ObjectNode policies && role.policies() instanceof ObjectNode said) {
            policies.setAll(said.deepCopy());
        }
        return whole;
    }

    private static Function<String, JsonNode> known(Roles.Role role) {
        return name -> switch (name) {
            case "id" -> Known.text(role.id());
            case "createdAt" -> Known.time(role.createdAt());
            case "name" -> Known.text(role.name());
            case "isPublic" -> Known.bool(role.isPublic());
            case "isExplorable" -> Known.bool(role.explorable());
            case "isModerator" -> Known.bool(role.moderates());
            case "usersCount" -> Known.number(role.holders().size());
            default -> throw Known.unknown(name);
        };
    }

    ObjectNode list(Places.UserList list) {
        return bodies.write(Shape.LIST, name -> switch (name) {
            case "id" -> Known.text(list.id());
            case "name" -> Known.text(list.name());
            case "userIds" -> Known.texts(list.members());
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode antenna(Antenna antenna) {
        return bodies.write(Shape.ANTENNA, name -> switch (name) {
            case "id" -> Known.text(antenna.id());
            case "name" -> Known.text(antenna.name());
            case "src" -> Known.text(antenna.source());
            case "userListId" -> Known.text(antenna.listId());
            case "users" -> Known.texts(antenna.users());
            case "keywords" -> Known.lists(antenna.keywords());
            case "excludeKeywords" -> Known.lists(antenna.excluded());
            case "caseSensitive" -> Known.bool(antenna.caseSensitive());
            case "withReplies" -> Known.bool(antenna.withReplies());
            case "withFile" -> Known.bool(antenna.withFile());
            case "localOnly" -> Known.bool(antenna.localOnly());
            default -> throw Known.unknown(name);
        });
    }

    ObjectNode channel(Optional<User> viewer, Places.Channel channel) {
        return bodies.write(Shape.CHANNEL, name -> switch (name) {
            case "id" -> Known.text(channel.id());
            case "name" -> Known.text(channel.name());
            case "description" -> Known.text(channel.description());
            case "userId" -> Known.text(channel.ownerId());
            case "isFollowing" ->
                Known.node(viewer.map(user ->
                        Known.bool(world.relations(user.id()).has(Relations.Kind.FOLLOWS_CHANNEL, channel.id()))));
            default -> throw Known.unknown(name);
        });
    }

    /** A channel in brief, as it stands in its notes. */
    ObjectNode noteChannel(Places.Channel channel) {
        return bodies.write(Shape.NOTE_CHANNEL, name -> switch (name) {
            case "id" -> Known.text(channel.id());
            case "name" -> Known.text(channel.name());
            case "userId" -> Known.text(channel.ownerId());
            default -> throw Known.unknown(name);
        });
    }

    /** A message of one account to another. */
    ObjectNode message(Messages.Message message) {
        return bodies.write(Shape.MESSAGE, name -> switch (name) {
            case "id" -> Known.text(message.id());
            case "createdAt" -> Known.time(message.createdAt());
            case "text" -> Known.text(message.text());
            case "userId" -> Known.text(message.author().id());
            case "user" -> brief(message.author());
            case "recipientId" -> Known.text(message.recipient().id());
            case "recipient" -> brief(message.recipient());
            case "isRead" -> Known.bool(message.read());
            default -> throw Known.unknown(name);
        });
    }

    /** A game that is about to begin. */
    ObjectNode game(String id, User first, User second) {
        return bodies.write(Shape.REVERSI_GAME, name -> switch (name) {
            case "id" -> Known.text(id);
            case "createdAt" -> Known.time(world.now());
            case "user1Id" -> Known.text(first.id());
            case "user2Id" -> Known.text(second.id());
            case "user1" -> brief(first);
            case "user2" -> brief(second);
            default -> throw Known.unknown(name);
        });
    }

    /** A sign-in that succeeded. */
    ObjectNode signIn(User user) {
        return bodies.write(Shape.SIGN_IN, name -> switch (name) {
            case "id" -> Known.text(world.newId());
            case "createdAt" -> Known.time(world.now());
            case "userId" -> Known.text(user.id());
            default -> throw Known.unknown(name);
        });
    }
}
