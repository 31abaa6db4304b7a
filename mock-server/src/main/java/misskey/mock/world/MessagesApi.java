package misskey.mock.world;

import java.util.List;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Endpoints about the messages of one account to another. */
final class MessagesApi {
    private static final String WRITE = "write:messaging";

    private final World world;
    private final Messages messages;
    private final Asked asked;

    MessagesApi(World world, Asked asked) {
        this.world = world;
        this.messages = world.messages();
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.member("messaging/messages/create", WRITE, this::send);
        table.member("messaging/messages", "read:messaging", this::list);
        table.member("messaging/messages/read", WRITE, (me, p) -> {
            Messages.Message message = messages.of(p.text("messageId"))
                    .filter(one -> one.recipient().id().equals(me.id()))
                    .orElseThrow(() -> ApiError.noSuch("MESSAGE"));
            return Endpoints.done(() -> messages.read(me, List.of(message)));
        });
        table.member("messaging/messages/delete", WRITE, (me, p) -> {
            Messages.Message message = messages.of(p.text("messageId"))
                    .filter(one -> one.author().id().equals(me.id()))
                    .orElseThrow(() -> ApiError.noSuch("MESSAGE"));
            return Endpoints.done(() -> messages.delete(message));
        });
    }

    private JsonNode send(User me, Parameters p) {
        User recipient = asked.user(p);
        String text = p.text("text");
        if (recipient.id().equals(me.id())) {
            throw ApiError.refused("RECIPIENT_IS_YOURSELF", "You can not send a message to yourself.");
        }
        if (world.relations(recipient.id()).has(Relations.Kind.BLOCKS, me.id())) {
            throw ApiError.refused("YOU_HAVE_BEEN_BLOCKED", "You cannot send a message to who has blocked you.");
        }
        return world.entities().message(messages.send(me, recipient, text));
    }

    private JsonNode list(User me, Parameters p) {
        List<Messages.Message> talk = messages.between(me, asked.user(p)).stream()
                .limit(p.integer("limit", 1, 100, 10))
                .toList();
        ArrayNode list = Json.array();
        talk.forEach(message -> list.add(world.entities().message(message)));
        if (p.flag("markAsRead", true)) {
            messages.read(me, talk);
        }
        return list;
    }
}
