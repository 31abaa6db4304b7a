package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtData;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event that is told to others, or with the body of another: what is null is as the dialect has it.
 *
 * @param to as dialects write it
 * @param body as dialects write it
 */
record ToldRow(
        @JsonProperty(required = true) String channel,
        @JsonProperty(required = true) String event,
        @Nullable String to,
        @Nullable String body) {
    Mutation mutation() {
        return new AtData(DataFaults.changed(channel, row -> {
            Map<String, Event> events = new LinkedHashMap<>(row.events());
            events.computeIfPresent(
                    event,
                    (name, told) -> new Event(
                            name,
                            told.when(),
                            to == null ? told.to() : Optional.of(to),
                            body == null ? told.body() : Optional.of(body),
                            told.call(),
                            told.schema(),
                            told.requirement()));
            return new Channel(row.name(), row.credential(), row.permission(), row.params(), events, row.messages());
        }));
    }
}
