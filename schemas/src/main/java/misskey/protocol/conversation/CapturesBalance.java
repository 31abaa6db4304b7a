package misskey.protocol.conversation;

import java.util.Map;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/** A client releases what it captured, as often as it captured it, and nothing else. */
final class CapturesBalance implements Rule {
    private final Map<JsonNode, Line> lastRelease = new Bounded<>();

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame).filter(means -> means == Meaning.RELEASE).isEmpty()) {
            return;
        }
        JsonNode note = frame.member("id");
        lastRelease.put(note, line);
        if (!state.captures().isOwedARelease(note)) {
            findings.proven(
                    "client.releases-captured",
                    "RELEASE_WITHOUT_CAPTURE",
                    from,
                    line,
                    "a release names the note " + Json.excerpt(note, 60) + ", which is not captured");
        }
    }

    @Override
    public void settle(State state, boolean ended, long now, Findings findings) {
        if (!ended) {
            return;
        }
        for (Captures.Unbalanced unbalanced : state.captures().unbalanced()) {
            Line line = lastRelease.get(unbalanced.note());
            if (line != null) {
                findings.proven(
                        "client.releases-captures",
                        "UNBALANCED_CAPTURE",
                        Direction.CLIENT,
                        line,
                        "the note " + Json.excerpt(unbalanced.note(), 60) + " was captured " + unbalanced.captured()
                                + " times and released " + unbalanced.released());
            }
        }
    }
}
