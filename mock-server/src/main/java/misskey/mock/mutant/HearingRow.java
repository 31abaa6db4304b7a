package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.BiFunction;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a mutant does with some messages of clients.
 *
 * @param then what it does; null where it takes them for something else
 * @param edit what they are taken for
 * @param answer with what it answers them, where it does; {@code $id} in it is the id in the message
 */
record HearingRow(
        @JsonProperty(required = true) Heard when,
        @Nullable Then then,
        @Nullable Edit edit,
        @Nullable String answer) {
    private static final int PROTOCOL_ERROR = 1002;
    /** Stands in an answer for the id in the message. */
    private static final String ID = "$id";

    private static final String ERROR = "{\"type\":\"error\",\"body\":{\"id\":$id,\"message\":\"what was that?\"}}";

    /** What becomes of a message. */
    enum Then {
        @JsonProperty("ignored")
        IGNORED,
        @JsonProperty("closes")
        CLOSES,
        @JsonProperty("answered")
        ANSWERED
    }

    Mutation mutation(Dialect dialect) {
        return new AtInbound(
                new Hearing((from, text) -> when.fits(from, text, dialect) ? instead(from, text) : List.of(text)));
    }

    private List<String> instead(StreamConnection from, String text) {
        if (edit != null) {
            return Heard.parsed(text)
                    .map(frame -> List.of(Json.write(edit.of(frame))))
                    .orElse(List.of(text));
        }
        if (then == Then.CLOSES) {
            from.close(PROTOCOL_ERROR, "");
        } else if (then == Then.ANSWERED) {
            from.text((answer == null ? ERROR : answer).replace(ID, idIn(text)));
            return List.of(text);
        }
        return List.of();
    }

    private static String idIn(String text) {
        JsonNode id = Heard.parsed(text).orElse(Json.object()).path("body").path("id");
        return id.isMissingNode() ? "null" : Json.write(id);
    }

    /** What is taken in of a message, by who sent it. */
    record Hearing(BiFunction<StreamConnection, String, List<String>> taken) implements Seams.Inbound {
        @Override
        public List<String> receive(String text) {
            return List.of(text);
        }

        @Override
        public List<String> receive(StreamConnection from, String text) {
            return taken.apply(from, text);
        }
    }
}
