package misskey.mock.world;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mock's accounts, notes and relations. Each change leaves its facts to be taken with {@link
 * #takeFacts()}. Not thread-safe.
 */
public final class World {
    private final Clock clock;
    private final Ids ids;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final TreeMap<String, Note> notes = new TreeMap<>();
    private final Set<Pair> follows = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> reactions = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Integer>>> votes = new LinkedHashMap<>();
    private final Notifications notifications;
    private final List<Fact> facts = new ArrayList<>();

    /** Two accounts, or an account and something else, in this order. */
    private record Pair(String first, String second) {}

    /** An empty world. The seed makes its ids. */
    public World(Clock clock, long seed) {
        this.clock = clock;
        this.ids = new Ids(seed);
        this.notifications = new Notifications(ids);
    }

    /** Makes an account. */
    public User createUser(String username, Secret token, boolean admin) {
        User user = new User(ids.next(), username, Optional.empty(), Optional.empty(), clock.instant(), token, admin);
        users.put(user.id(), user);
        return user;
    }

    public Collection<User> users() {
        return List.copyOf(users.values());
    }

    public Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<User> userNamed(String username) {
        return users.values().stream()
                .filter(user -> user.username().equals(username))
                .findFirst();
    }

    /** The account that a token belongs to. */
    public Optional<User> authenticate(String token) {
        return users.values().stream()
                .filter(user -> user.token().reveal().equals(token))
                .findFirst();
    }

    public Optional<Note> note(String id) {
        return Optional.ofNullable(notes.get(id));
    }

    /** Every note, newest first. */
    Collection<Note> notesNewestFirst() {
        return notes.descendingMap().values();
    }

    /** Whether the account of the first id follows that of the second. */
    public boolean follows(String follower, String followee) {
        return follows.contains(new Pair(follower, followee));
    }

    /** Whether this viewer, or anybody where there is none, may read a note. Anybody may who knows the id of a home note. */
    boolean maySee(Optional<User> viewer, Note note) {
        String reader = viewer.map(User::id).orElse("");
        boolean own = note.authorId().equals(reader);
        return switch (note.visibility()) {
            case PUBLIC, HOME -> true;
            case FOLLOWERS -> own || follows(reader, note.authorId());
            case SPECIFIED -> own || note.visibleUserIds().contains(reader);
        };
    }

    Map<String, String> reactionsOf(Note note) {
        return reactions.getOrDefault(note.id(), Map.of());
    }

    Map<String, Set<Integer>> votesOn(Note note) {
        return votes.getOrDefault(note.id(), Map.of());
    }

    Notifications notifications() {
        return notifications;
    }

    /** The facts since this was last asked, in the order in which they happened. */
    public List<Fact> takeFacts() {
        List<Fact> taken = List.copyOf(facts);
        facts.clear();
        return taken;
    }

    /** What a new note is made of; the author's reply or renote is resolved already. */
    record Draft(
            Optional<String> text,
            Visibility visibility,
            Set<String> visibleUserIds,
            Optional<Note> replyTo,
            Optional<Note> renoteOf,
            List<String> choices) {

        /** Whom a specified note is for: a reply is for the author of what it answers as well. */
        private Set<String> addressees() {
            Set<String> ids = new LinkedHashSet<>(visibleUserIds);
            if (visibility == Visibility.SPECIFIED) {
                replyTo.map(Note::authorId).ifPresent(ids::add);
            }
            return Set.copyOf(ids);
        }
    }

    Note post(User author, Draft draft) {
        Note note = new Note(
                ids.next(),
                author.id(),
                clock.instant(),
                draft.text,
                draft.visibility,
                draft.addressees(),
                draft.replyTo,
                draft.renoteOf,
                List.copyOf(draft.choices));
        notes.put(note.id(), note);
        tell(Fact.Kind.POSTED, author, Optional.empty(), note);
        note.renoteOf()
                .flatMap(shared -> user(shared.authorId()))
                .filter(sharedAuthor -> !sharedAuthor.equals(author))
                .ifPresent(sharedAuthor -> {
                    tell(Fact.Kind.RENOTED, author, Optional.of(sharedAuthor), note);
                    notifications.add(
                            sharedAuthor,
                            note.text().isPresent() ? Notifications.Kind.QUOTE : Notifications.Kind.RENOTE,
                            author);
                });
        for (User mentioned : mentionedBy(author, note)) {
            tell(Fact.Kind.MENTIONED, author, Optional.of(mentioned), note);
            if (!mentioned.equals(author)) {
                notifications.add(mentioned, Notifications.Kind.MENTION, author);
            }
        }
        return note;
    }

    /** Whoever is named with an {@code @} in the text, is replied to, or is addressed. */
    private List<User> mentionedBy(User author, Note note) {
        String text = note.text().orElse("");
        return users.values().stream()
                .filter(user -> Mentions.in(text, user.username())
                        || (!user.equals(author) && (isAddressed(user, note) || isAnswered(user, note))))
                .toList();
    }

    private static boolean isAddressed(User user, Note note) {
        return note.visibleUserIds().contains(user.id());
    }

    private static boolean isAnswered(User user, Note note) {
        return note.replyTo()
                .filter(parent -> parent.authorId().equals(user.id()))
                .isPresent();
    }

    void delete(Note note, User by) {
        notes.remove(note.id());
        reactions.remove(note.id());
        votes.remove(note.id());
        facts.add(new Fact(
                Fact.Kind.DELETED,
                by,
                Optional.empty(),
                Optional.of(note),
                Json.object().put("deletedAt", Entities.time(clock.instant()))));
    }

    void react(User user, Note note, String reaction) {
        reactions.computeIfAbsent(note.id(), id -> new LinkedHashMap<>()).put(user.id(), reaction);
        ObjectNode details = Json.object().put("reaction", reaction).put("userId", user.id());
        facts.add(new Fact(Fact.Kind.REACTED, user, Optional.empty(), Optional.of(note), details));
        user(note.authorId())
                .filter(author -> !author.equals(user))
                .ifPresent(author -> notifications.add(author, Notifications.Kind.REACTION, user));
    }

    void unreact(User user, Note note) {
        reactions.getOrDefault(note.id(), new LinkedHashMap<>()).remove(user.id());
    }

    void vote(User user, Note note, int choice) {
        votes.computeIfAbsent(note.id(), id -> new LinkedHashMap<>())
                .computeIfAbsent(user.id(), id -> new LinkedHashSet<>())
                .add(choice);
        ObjectNode details = Json.object().put("choice", choice).put("userId", user.id());
        facts.add(new Fact(Fact.Kind.VOTED, user, Optional.empty(), Optional.of(note), details));
    }

    void follow(User follower, User followee) {
        follows.add(new Pair(follower.id(), followee.id()));
        tell(Fact.Kind.FOLLOWED, follower, followee);
        notifications.add(followee, Notifications.Kind.FOLLOW, follower);
    }

    void unfollow(User follower, User followee) {
        follows.remove(new Pair(follower.id(), followee.id()));
        tell(Fact.Kind.UNFOLLOWED, follower, followee);
    }

    User updateProfile(User user, Optional<String> name, Optional<String> description) {
        User updated = user.withProfile(name, description);
        users.put(user.id(), updated);
        tell(Fact.Kind.PROFILE_UPDATED, updated, updated);
        return updated;
    }

    void readNotifications(User user) {
        notifications.read(user);
        tell(Fact.Kind.NOTIFICATIONS_READ, user, user);
    }

    private void tell(Fact.Kind kind, User actor, User target) {
        facts.add(new Fact(kind, actor, Optional.of(target), Optional.empty(), Json.object()));
    }

    private void tell(Fact.Kind kind, User actor, Optional<User> target, Note note) {
        facts.add(new Fact(kind, actor, target, Optional.of(note), Json.object()));
    }
}
