package misskey.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Shape;
import tools.jackson.databind.JsonNode;

/**
 * What the dialect says of a place in a frame that carries an event or a note update, as far as the frame alone tells: which
 * channel an event is of it does not, so every channel that has such an event counts.
 *
 * @param above the names of the members that lead to the event's own body
 * @param shapes what stands there
 */
record EventShape(List<String> above, List<Shape> shapes) {
    private static final EventShape NOTHING = new EventShape(List.of(), List.of());
    private static final List<String> INNER_BODY = List.of("body", "body");

    /** Of a whole frame. */
    static EventShape of(Dialect dialect, JsonNode frame) {
        Optional<Meaning> meaning = dialect.frameType(
                        Direction.SERVER, frame.path("type").stringValue(""))
                .map(Dialect.FrameType::means);
        String name = frame.path("body").path("type").stringValue("");
        Stream<Event> events = meaning.equals(Optional.of(Meaning.EVENT))
                ? dialect.channels().stream()
                        .map(Channel::events)
                        .flatMap(each -> Optional.ofNullable(each.get(name)).stream())
                : meaning.equals(Optional.of(Meaning.NOTE_UPDATE)) ? dialect.noteUpdate(name).stream() : Stream.empty();
        List<Shape> shapes = events.map(Event::schema).distinct().map(Shape::of).toList();
        return shapes.isEmpty() ? NOTHING : new EventShape(INNER_BODY, shapes);
    }

    /** Of a member of this place. */
    EventShape member(String name) {
        if (above.isEmpty()) {
            return new EventShape(
                    above,
                    shapes.stream()
                            .flatMap(shape -> shape.member(name).stream())
                            .toList());
        }
        return above.get(0).equals(name) ? new EventShape(above.subList(1, above.size()), shapes) : NOTHING;
    }

    /** A value that fits here; empty where the dialect says nothing of this place. */
    Optional<JsonNode> sample(Supplier<String> fresh) {
        return above.isEmpty() ? shapes.stream().findFirst().map(shape -> shape.sample(fresh)) : Optional.empty();
    }
}
