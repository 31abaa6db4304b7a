package misskey.mock.mutant;

import java.util.List;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.SharedBodies;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Frames that a mutant treats otherwise than others.
 *
 * @param of the requirement that the dialect's row of the event names; null for any
 * @param to whom the dialect's row of the event tells; null for any
 * @param frame what they look like, as scenarios write it; null for anything
 */
record Sent(
        @Nullable String of, @Nullable String to, @Nullable JsonNode frame) {
    boolean fits(Outgoing outgoing, Dialect dialect) {
        return fitsRow(outgoing) && (frame == null || fits(frame, Json.read(read(outgoing, dialect))));
    }

    private boolean fitsRow(Outgoing outgoing) {
        if (of == null && to == null) {
            return !(outgoing instanceof Outgoing.Text);
        }
        List<Dialect.Event> told = outgoing instanceof Outgoing.Event event
                ? List.of(event.told())
                : outgoing instanceof Outgoing.Update update ? List.of(update.told()) : List.of();
        return told.stream()
                .anyMatch(row -> (of == null || of.equals(row.requirement()))
                        && (to == null || to.equals(row.to().orElse(""))));
    }

    static String read(Outgoing outgoing, Dialect dialect) {
        return outgoing.render(dialect, new SharedBodies()).text();
    }

    static boolean fits(JsonNode pattern, JsonNode value) {
        return new FramePattern(pattern).match(value, new Bindings()).matches();
    }
}
