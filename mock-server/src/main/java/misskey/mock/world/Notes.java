package misskey.mock.world;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/** The notes, what people reacted with, and what they voted for. */
final class Notes {
    private final World world;
    private final TreeMap<String, Note> notes = new TreeMap<>();
    private final Map<String, Map<String, String>> reactions = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Integer>>> votes = new LinkedHashMap<>();
    /** By account, the notes that mention it or are for it alone and that it has not read. */
    private final Map<String, Set<String>> unread = new LinkedHashMap<>();

    Notes(World world) {
        this.world = world;
    }

    Optional<Note> of(String id) {
        return Optional.ofNullable(notes.get(id));
    }

    Collection<Note> newestFirst() {
        return notes.descendingMap().values();
    }

    Map<String, String> reactionsOf(Note note) {
        return reactions.getOrDefault(note.id(), Map.of());
    }

    Map<String, Set<Integer>> votesOn(Note note) {
        return votes.getOrDefault(note.id(), Map.of());
    }

    void post(User author, Note note) {
        notes.put(note.id(), note);
        world.tell(Fact.of(Fact.Kind.POSTED, author).on(note));
        Map<User, Told.Type> reasons = new LinkedHashMap<>();
        for (User mentioned : mentionedBy(author, note)) {
            if (!world.relations(mentioned.id()).has(Kind.MUTES, author.id())) {
                world.tell(Fact.of(Fact.Kind.MENTIONED, author).to(mentioned).on(note));
                remember(author, mentioned, note);
                reasons.put(mentioned, Told.Type.MENTION);
            }
        }
        note.replyTo().flatMap(parent -> world.user(parent.authorId())).ifPresent(answered -> {
            world.tell(Fact.of(Fact.Kind.REPLIED, author).to(answered).on(note));
            reasons.put(answered, Told.Type.REPLY);
        });
        note.renoteOf()
                .flatMap(shared -> world.user(shared.authorId()))
                .filter(shared -> !shared.id().equals(author.id()))
                .ifPresent(shared -> {
                    world.tell(Fact.of(Fact.Kind.RENOTED, author).to(shared).on(note));
                    reasons.put(shared, note.isPureRenote() ? Told.Type.RENOTE : Told.Type.QUOTE);
                });
        reasons.forEach((user, reason) ->
                world.notifications().add(user, Told.by(author, reason).about(note)));
        note.poll()
                .flatMap(Poll::expiresAt)
                .ifPresent(end -> world.later(
                        Duration.between(world.now(), end), Fact.Kind.NOTIFIED, () -> endPoll(author, note)));
    }

    /** Whoever is named with an {@code @} in the text, is replied to, or is addressed. */
    List<User> mentionedBy(User author, Note note) {
        String text = note.text().orElse("");
        return world.users().stream()
                .filter(user -> Mentions.in(text, user.username())
                        || (!user.id().equals(author.id()) && (isAddressed(user, note) || isAnswered(user, note))))
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

    private void remember(User author, User reader, Note note) {
        if (author.id().equals(reader.id())) {
            return;
        }
        unread.computeIfAbsent(reader.id(), id -> new LinkedHashSet<>()).add(note.id());
        Fact.Kind kind =
                note.visibility() == Visibility.SPECIFIED ? Fact.Kind.DIRECT_NOTE_UNREAD : Fact.Kind.MENTION_UNREAD;
        world.later(Notifications.PATIENCE, kind, () -> {
            if (unread.getOrDefault(reader.id(), Set.of()).contains(note.id())) {
                world.tell(Fact.of(kind, author).to(reader).on(note));
            }
        });
    }

    /** Whether an account has not read a note that is for it alone, or one that mentions it otherwise. */
    boolean hasUnread(User reader, boolean direct) {
        return unread.getOrDefault(reader.id(), Set.of()).stream()
                .flatMap(id -> of(id).stream())
                .anyMatch(note -> direct == (note.visibility() == Visibility.SPECIFIED));
    }

    /** Marks every note that mentions an account, or is for it alone, as read. */
    void readAll(User reader) {
        unread.remove(reader.id());
        world.tell(Fact.of(Fact.Kind.MENTIONS_READ, reader));
        readDirect(reader);
    }

    /** Marks every note that is for an account alone as read. */
    void readDirect(User reader) {
        unread.getOrDefault(reader.id(), new LinkedHashSet<>())
                .removeIf(id -> of(id).filter(note -> note.visibility() == Visibility.SPECIFIED)
                        .isPresent());
        world.tell(Fact.of(Fact.Kind.DIRECT_NOTES_READ, reader));
    }

    void delete(Note note, User by) {
        notes.remove(note.id());
        reactions.remove(note.id());
        votes.remove(note.id());
        unread.values().forEach(ids -> ids.remove(note.id()));
        tell(Fact.Kind.DELETED, by, note, Json.object().put("deletedAt", Entities.time(world.now())));
    }

    /** Reacts; what was reacted with before is taken back. */
    void react(User user, Note note, String reaction) {
        if (reactionsOf(note).containsKey(user.id())) {
            unreact(user, note);
        }
        reactions.computeIfAbsent(note.id(), id -> new LinkedHashMap<>()).put(user.id(), reaction);
        ObjectNode details = world.reactions().describe(reaction, Json.object().put("reaction", reaction));
        tell(Fact.Kind.REACTED, user, note, details.put("userId", user.id()));
        world.user(note.authorId())
                .ifPresent(author -> world.notifications()
                        .add(
                                author,
                                Told.by(user, Told.Type.REACTION).about(note).reacted(reaction)));
    }

    void unreact(User user, Note note) {
        String was = reactions.getOrDefault(note.id(), new LinkedHashMap<>()).remove(user.id());
        tell(Fact.Kind.UNREACTED, user, note, Json.object().put("reaction", was).put("userId", user.id()));
    }

    void vote(User user, Note note, int choice) {
        votes.computeIfAbsent(note.id(), id -> new LinkedHashMap<>())
                .computeIfAbsent(user.id(), id -> new LinkedHashSet<>())
                .add(choice);
        tell(Fact.Kind.VOTED, user, note, Json.object().put("choice", choice).put("userId", user.id()));
        world.user(note.authorId())
                .ifPresent(author -> world.notifications()
                        .add(
                                author,
                                Told.by(user, Told.Type.POLL_VOTE).about(note).voted(choice)));
    }

    /** Its author and all who voted learn that it has ended. */
    private void endPoll(User author, Note note) {
        if (of(note.id()).isEmpty()) {
            return;
        }
        Set<String> concerned = new LinkedHashSet<>(Set.of(author.id()));
        concerned.addAll(votesOn(note).keySet());
        concerned.stream()
                .flatMap(id -> world.user(id).stream())
                .forEach(user -> world.notifications()
                        .add(user, Told.of(Told.Type.POLL_ENDED).about(note)));
    }

    private void tell(Fact.Kind kind, User by, Note note, ObjectNode details) {
        world.tell(Fact.of(kind, by).on(note).saying(details));
    }
}
