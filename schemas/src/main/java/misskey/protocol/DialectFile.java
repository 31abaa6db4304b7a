package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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
        @Nullable ServersRow versions,
        @Nullable Map<String, Switches.Row> behaviour,
        @Nullable Without without,
        @Nullable FrameRows frames,
        @Nullable Map<String, ChannelRow> channels,
        @Nullable Map<String, EventRow> noteUpdates) {

    /** What a dialect that is only a document is made for. */
    static final ServerVersion NO_SERVER = new ServerVersion("none", List.of(0), List.of(0));

    /** The releases as the file names them. */
    record ServersRow(
            @JsonProperty(required = true) List<String> standsFor,
            @JsonProperty(required = true) List<String> checkedOn) {}

    /** The servers it is about. The names have been checked. */
    Versions servers() {
        return versions == null
                ? new Versions(List.of(), List.of())
                : new Versions(parsed(versions.standsFor), parsed(versions.checkedOn));
    }

    private static List<ServerVersion> parsed(List<String> releases) {
        return releases.stream().map(ServerVersion::parse).toList();
    }

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
                merged(orEmpty(extended.behaviour), behaviour),
                null,
                FrameRows.orEmpty(frames).over(FrameRows.orEmpty(extended.frames), gone),
                channelRows,
                merged(left(extended.noteUpdates, gone.noteUpdates), noteUpdates));
    }

    static Map<String, Event> events(@Nullable Map<String, EventRow> rows, ServerVersion version, String requirement) {
        return made(rows, version, (event, row) -> row.toEvent(event, requirement));
    }

    /** The rows that are about a version, in order. */
    static <R extends Row, T> Map<String, T> made(
            @Nullable Map<String, R> rows, ServerVersion version, BiFunction<String, R, T> make) {
        Map<String, T> made = new LinkedHashMap<>();
        orEmpty(rows).forEach((name, row) -> {
            if (row.isAbout(version)) {
                made.put(name, make.apply(name, row));
            }
        });
        return Collections.unmodifiableMap(made);
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

    /** A row that may be about some versions only. */
    interface Row {
        /** The versions it is about, as {@link VersionRange} reads them; null for all. */
        @Nullable
        String versions();

        default boolean isAbout(ServerVersion version) {
            return versions() == null || VersionRange.parse(versions()).test(version);
        }
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

        Map<String, FrameType> types(Direction direction, ServerVersion version) {
            return made(direction == Direction.CLIENT ? client : server, version, (type, row) -> row.toFrameType(type));
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
            @Nullable Boolean beyond,
            @Nullable String versions)
            implements Row {
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
            @Nullable String permission,
            @Nullable String params,
            @JsonProperty(required = true) Map<String, EventRow> events,
            @Nullable Map<String, EventRow> messages,
            @Nullable String versions)
            implements Row {
        Channel toChannel(String name, ServerVersion version) {
            return new Channel(
                    name,
                    Boolean.TRUE.equals(credential),
                    Optional.ofNullable(permission),
                    Optional.ofNullable(params),
                    DialectFile.events(events, version, "channel.event-body"),
                    DialectFile.events(messages, version, "channel.message-frame"));
        }

        private ChannelRow over(ChannelRow before) {
            return new ChannelRow(
                    credential == null ? before.credential : credential,
                    permission == null ? before.permission : permission,
                    params == null ? before.params : params,
                    merged(before.events, events),
                    merged(orEmpty(before.messages), messages),
                    versions == null ? before.versions : versions);
        }
    }

    record EventRow(
            @Nullable String when,
            @Nullable String to,
            @Nullable String body,
            @Nullable String call,
            @JsonProperty(required = true) String schema,
            @Nullable String requirement,
            @Nullable String versions)
            implements Row {
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
