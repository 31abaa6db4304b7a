package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Dialect.Behaviour;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Dialect.Versions;
import org.jspecify.annotations.Nullable;

/**
 * A dialect as its YAML file has it; {@link Dialect} is what is made of it. A file that extends another
 * holds what differs only: {@link #over} puts it together with the other.
 */
record DialectFile(
        @JsonProperty(required = true) String dialect,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String source,
        @JsonProperty("extends") @Nullable String base,
        @Nullable Versions versions,
        @Nullable Behaviour behaviour,
        @Nullable Without without,
        @Nullable FrameRows frames,
        @Nullable Map<String, ChannelRow> channels,
        @Nullable Map<String, EventRow> noteUpdates) {

    /** This file's rows over those of the dialect it extends: one of the same key replaces, any other adds. */
    DialectFile over(DialectFile extended) {
        Without gone = without == null ? Without.NOTHING : without;
        Map<String, ChannelRow> channelRows = left(extended.channels, gone.channels);
        orEmpty(channels).forEach((channel, row) -> channelRows.merge(channel, row, (before, own) -> own.over(before)));
        return new DialectFile(
                dialect,
                title,
                source,
                null,
                versions,
                behaviour == null ? extended.behaviour : behaviour,
                null,
                FrameRows.orEmpty(frames).over(FrameRows.orEmpty(extended.frames), gone),
                channelRows,
                merged(left(extended.noteUpdates, gone.noteUpdates), noteUpdates));
    }

    static Map<String, Event> events(@Nullable Map<String, EventRow> rows, String requirement) {
        Map<String, Event> events = new LinkedHashMap<>();
        orEmpty(rows).forEach((event, row) -> events.put(event, row.toEvent(event, requirement)));
        return Collections.unmodifiableMap(events);
    }

    static <T> Map<String, T> orEmpty(@Nullable Map<String, T> rows) {
        return rows == null ? Map.of() : rows;
    }

    private static <T> Map<String, T> left(@Nullable Map<String, T> rows, @Nullable List<String> gone) {
        Map<String, T> left = new LinkedHashMap<>(orEmpty(rows));
        if (gone != null) {
            left.keySet().removeAll(gone);
        }
        return left;
    }

    private static <T> Map<String, T> merged(Map<String, T> before, @Nullable Map<String, T> own) {
        Map<String, T> merged = new LinkedHashMap<>(before);
        merged.putAll(orEmpty(own));
        return merged;
    }

    /** What a dialect does not have although the one it extends has it. */
    record Without(
            @Nullable List<String> client,
            @Nullable List<String> server,
            @Nullable List<String> channels,
            @Nullable List<String> noteUpdates) {
        private static final Without NOTHING = new Without(null, null, null, null);
    }

    record FrameRows(
            @Nullable Map<String, FrameRow> client,
            @Nullable Map<String, FrameRow> server) {
        static FrameRows orEmpty(@Nullable FrameRows rows) {
            return rows == null ? new FrameRows(null, null) : rows;
        }

        Map<String, FrameType> types(Direction direction) {
            Map<String, FrameType> types = new LinkedHashMap<>();
            DialectFile.orEmpty(direction == Direction.CLIENT ? client : server)
                    .forEach((type, row) -> types.put(type, row.toFrameType(type)));
            return Collections.unmodifiableMap(types);
        }

        private FrameRows over(FrameRows before, Without gone) {
            return new FrameRows(
                    merged(left(before.client, gone.client), client), merged(left(before.server, gone.server), server));
        }
    }

    record FrameRow(
            @JsonProperty(required = true) Meaning means,
            @Nullable String when,
            @Nullable String schema,
            @Nullable String requirement,
            @Nullable Boolean prefix,
            @Nullable Boolean beyond) {
        private FrameType toFrameType(String type) {
            return new FrameType(
                    type,
                    means,
                    Optional.ofNullable(when),
                    Optional.ofNullable(schema),
                    Optional.ofNullable(requirement),
                    Boolean.TRUE.equals(prefix),
                    Boolean.TRUE.equals(beyond));
        }
    }

    /** A channel; without {@code credential} only where it is one of the extended dialect. */
    record ChannelRow(
            @Nullable Boolean credential,
            @JsonProperty(required = true) Map<String, EventRow> events) {
        Channel toChannel(String name) {
            return new Channel(name, Boolean.TRUE.equals(credential), DialectFile.events(events, "channel.event-body"));
        }

        private ChannelRow over(ChannelRow before) {
            return new ChannelRow(credential == null ? before.credential : credential, merged(before.events, events));
        }
    }

    record EventRow(
            @Nullable String when,
            @Nullable String to,
            @Nullable String body,
            @Nullable String call,
            @JsonProperty(required = true) String schema,
            @Nullable String requirement) {
        private Event toEvent(String event, String otherwise) {
            return new Event(
                    event,
                    Optional.ofNullable(when),
                    Optional.ofNullable(to),
                    Optional.ofNullable(body),
                    Optional.ofNullable(call),
                    schema,
                    requirement == null ? otherwise : requirement);
        }
    }
}
