package misskey.protocol.conversation;

import java.util.Map;
import java.util.Optional;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/** A timeline sends a post once for each channel connection of an id. */
final class PostsAreToldOnce implements Rule {
    /** What the dialects call the fact that a note was made. */
    private static final String POSTED = "posted";

    private final Map<Told, Integer> told = new Bounded<>();

    /** A post, as it came under an id. */
    private record Told(JsonNode id, JsonNode note) {}

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame).filter(means -> means == Meaning.EVENT).isEmpty()) {
            return;
        }
        JsonNode id = frame.member("id");
        JsonNode note = frame.member("body").path("id");
        Optional<Event> event = state.channels()
                .nameOf(id)
                .flatMap(state.dialect()::channel)
                .map(Channel::events)
                .map(events -> events.get(frame.member("type").stringValue("")));
        if (note.isMissingNode()
                || event.flatMap(Event::when).filter(POSTED::equals).isEmpty()) {
            return;
        }
        int times = told.merge(new Told(id, note), 1, Integer::sum);
        if (times > Math.max(1, state.channels().live(id))) {
            findings.proven(
                    "timeline.one-event-each",
                    "TOLD_TWICE",
                    from,
                    line,
                    "the post " + Json.excerpt(note, 60) + " came " + times + " times under the id "
                            + Json.excerpt(id, 60));
        }
    }
}
