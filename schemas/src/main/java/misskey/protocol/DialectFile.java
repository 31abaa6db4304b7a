package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Dialect.Behaviour;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import org.jspecify.annotations.Nullable;

/** A dialect as its YAML file has it; {@link Dialect} is what is made of it. */
record DialectFile(
        @JsonProperty(required = true) String dialect,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) Behaviour behaviour,
        @JsonProperty(required = true) FrameRows frames,
        @JsonProperty(required = true) Map<String, ChannelRow> channels,
        @JsonProperty(required = true) Map<String, EventRow> noteUpdates) {

    static Map<String, FrameType> frameTypes(Map<String, FrameRow> rows) {
        Map<String, FrameType> types = new LinkedHashMap<>();
        rows.forEach((type, row) -> types.put(
                type,
                new FrameType(
                        type,
                        row.means,
                        Optional.ofNullable(row.schema),
                        Optional.ofNullable(row.requirement),
                        Boolean.TRUE.equals(row.prefix),
                        Boolean.TRUE.equals(row.beyond))));
        return Collections.unmodifiableMap(types);
    }

    static Map<String, Event> events(Map<String, EventRow> rows) {
        Map<String, Event> events = new LinkedHashMap<>();
        rows.forEach((event, row) -> events.put(
                event,
                new Event(
                        event,
                        row.when,
                        Optional.ofNullable(row.to),
                        Optional.ofNullable(row.body),
                        row.call,
                        row.schema,
                        row.requirement)));
        return Collections.unmodifiableMap(events);
    }

    record FrameRows(
            @JsonProperty(required = true) Map<String, FrameRow> client,
            @JsonProperty(required = true) Map<String, FrameRow> server) {}

    record FrameRow(
            @JsonProperty(required = true) Meaning means,
            @Nullable String schema,
            @Nullable String requirement,
            @Nullable Boolean prefix,
            @Nullable Boolean beyond) {}

    record ChannelRow(
            @JsonProperty(required = true) boolean credential,
            @JsonProperty(required = true) Map<String, EventRow> events) {}

    record EventRow(
            @JsonProperty(required = true) String when,
            @Nullable String to,
            @Nullable String body,
            @JsonProperty(required = true) String call,
            @JsonProperty(required = true) String schema,
            @JsonProperty(required = true) String requirement) {}
}
