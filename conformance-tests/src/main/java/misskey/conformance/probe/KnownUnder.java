package misskey.conformance.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;

/**
 * Under which requirements it is known when an expected frame does not come: the one of the frame itself
 * first, then those of what has to work for any frame of its kind to come.
 */
public final class KnownUnder {
    /** What an event of any channel needs, whatever it tells. */
    private static final List<String> EVENTS = List.of(
            "channel.connect-frame",
            "channel.params-optional",
            "channel.several-channels",
            "channel.connect-starts-events",
            "channel.disconnect-by-id",
            "channel.event-in-time",
            "channel.event-type",
            "channel.event-frame");
    /** What an update of any note needs. */
    private static final List<String> UPDATES = List.of(
            "note.capture",
            "note.capture-starts-events",
            "note.update-id",
            "note.update-type",
            "note.update-frame",
            "note.update-body",
            "note.reacted-user");
    /** What a response to any request needs. */
    private static final List<String> RESPONSES = List.of("api.answers", "api.response-id");
    /** What the confirmation of any channel needs. */
    private static final List<String> CONFIRMATIONS = List.of("channel.connected-on-pong");

    private KnownUnder() {}

    /**
     * @param expected the frame, or a pattern of it
     * @param channels the names of the channels that its connection opened, by the text of their ids
     */
    public static List<String> of(JsonNode expected, Dialect dialect, Map<String, String> channels) {
        JsonNode body = expected.path("body");
        String inner = body.path("type").stringValue("");
        return dialect.frameType(Direction.SERVER, expected.path("type").stringValue(""))
                .map(frame -> switch (frame.means()) {
                    case EVENT ->
                        known(
                                Optional.ofNullable(channels.get(idOf(body)))
                                        .flatMap(dialect::channel)
                                        .flatMap(channel -> Optional.ofNullable(
                                                channel.events().get(inner))),
                                EVENTS);
                    case NOTE_UPDATE -> known(dialect.noteUpdate(inner), UPDATES);
                    case RESPONSE -> RESPONSES;
                    case CONNECTED -> CONFIRMATIONS;
                    default -> List.<String>of();
                })
                .orElse(List.of());
    }

    private static List<String> known(Optional<Event> event, List<String> needs) {
        return Stream.concat(event.map(Event::requirement).stream(), needs.stream())
                .toList();
    }

    /** The id of the channel, which a pattern may write as a literal. */
    private static String idOf(JsonNode body) {
        JsonNode id = body.path("id");
        return (id.has("$lit") ? id.path("$lit") : id).toString();
    }
}
