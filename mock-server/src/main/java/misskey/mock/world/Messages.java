package misskey.mock.world;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** The messages of one account to another, which servers had until 13.6. */
final class Messages {
    private final World world;
    private final Map<String, Message> byId = new LinkedHashMap<>();

    /** One of them. */
    record Message(String id, Instant createdAt, User author, User recipient, String text, boolean read) {
        private Message asRead() {
            return new Message(id, createdAt, author, recipient, text, true);
        }

        boolean isBetween(User one, User other) {
            return (author.id().equals(one.id()) && recipient.id().equals(other.id()))
                    || (author.id().equals(other.id()) && recipient.id().equals(one.id()));
        }
    }

    Messages(World world) {
        this.world = world;
    }

    Optional<Message> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What two accounts wrote to each other, newest first. */
    List<Message> between(User one, User other) {
        return byId.values().stream()
                .filter(message -> message.isBetween(one, other))
                .sorted((a, b) -> b.id().compareTo(a.id()))
                .toList();
    }

    boolean anyUnread(User reader) {
        return byId.values().stream().anyMatch(unreadBy(reader));
    }

    private static Predicate<Message> unreadBy(User reader) {
        return message -> !message.read() && message.recipient().id().equals(reader.id());
    }

    Message send(User author, User recipient, String text) {
        Message message = new Message(world.newId(), world.now(), author, recipient, text, false);
        byId.put(message.id(), message);
        Fact fact =
                about(message, Fact.Kind.MESSAGE_SENT).saying(world.entities().message(message));
        world.tell(fact);
        world.later(Notifications.PATIENCE, Fact.Kind.MESSAGE_UNREAD, () -> {
            if (of(message.id()).filter(unreadBy(recipient)).isPresent()) {
                world.tell(fact.as(Fact.Kind.MESSAGE_UNREAD));
            }
        });
        return message;
    }

    /** Marks those that were written to an account as read, tells who wrote them, and the reader where they were the last. */
    void read(User reader, List<Message> messages) {
        Map<String, List<Message>> byAuthor = messages.stream()
                .filter(unreadBy(reader))
                .collect(Collectors.groupingBy(message -> message.author().id(), TreeMap::new, Collectors.toList()));
        if (byAuthor.isEmpty()) {
            return;
        }
        byAuthor.values().forEach(read -> {
            read.forEach(message -> byId.put(message.id(), message.asRead()));
            JsonNode ids = Known.texts(read.stream().map(Message::id).toList());
            world.tell(Fact.of(Fact.Kind.MESSAGES_READ, reader)
                    .to(read.get(0).author())
                    .saying(ids));
        });
        if (!anyUnread(reader)) {
            world.tell(Fact.of(Fact.Kind.MESSAGES_ALL_READ, reader));
        }
    }

    void delete(Message message) {
        byId.remove(message.id());
        world.tell(about(message, Fact.Kind.MESSAGE_DELETED)
                .saying(Json.object().put("id", message.id()).path("id")));
    }

    private static Fact about(Message message, Fact.Kind kind) {
        return Fact.of(kind, message.author()).to(message.recipient());
    }
}
