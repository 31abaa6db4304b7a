package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a mutant does with some frames on their way out.
 *
 * @param then what it does; null where it changes them
 * @param edit how they are changed
 */
record SendingRow(
        @JsonProperty(required = true) Sent when,
        @Nullable Then then,
        @Nullable Edit edit) {
    private static final int NORMAL = 1000;

    /** What becomes of a frame. */
    enum Then {
        @JsonProperty("dropped")
        DROPPED,
        @JsonProperty("twice")
        TWICE,
        /** It goes out, and closes the connection. */
        @JsonProperty("closes")
        CLOSES
    }

    Mutation mutation(Dialect dialect) {
        return new AtOutbound(new Seams.Outbound() {
            @Override
            public List<Outgoing> send(Outgoing frame) {
                return List.of(frame);
            }

            @Override
            public List<Outgoing> send(StreamConnection to, Outgoing frame) {
                return when.fits(frame, dialect) ? instead(to, frame, dialect) : List.of(frame);
            }
        });
    }

    private List<Outgoing> instead(StreamConnection to, Outgoing frame, Dialect dialect) {
        if (edit != null) {
            String changed = Json.write(edit.of(Json.read(Sent.read(frame, dialect))));
            return List.of(new Outgoing.Text(changed));
        }
        if (then == Then.CLOSES) {
            to.send(frame, dialect);
            to.close(NORMAL, "");
        }
        return then == Then.TWICE ? List.of(frame, frame) : List.of();
    }
}
