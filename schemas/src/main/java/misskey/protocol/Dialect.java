package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A named version of the protocol, read from {@code dialects/NAME.yaml}: its frame types, channels,
 * events and note updates, and how its servers behave. Immutable and safe to share.
 */
public final class Dialect {
    /** The dialects of this build. */
    public static final List<String> NAMES = List.of("documented", "misskey-12", "misskey-2025");

    /** What a frame type means, whatever it is called. */
    public enum Meaning {
        @JsonProperty("connect")
        CONNECT,
        @JsonProperty("disconnect")
        DISCONNECT,
        @JsonProperty("message")
        MESSAGE,
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("capture")
        CAPTURE,
        @JsonProperty("release")
        RELEASE,
        @JsonProperty("event")
        EVENT,
        @JsonProperty("response")
        RESPONSE,
        @JsonProperty("note-update")
        NOTE_UPDATE,
        @JsonProperty("connected")
        CONNECTED,
        /** Something a client tells a server, which does not answer. */
        @JsonProperty("notice")
        NOTICE,
        /** Something a server tells every connection, channels or not. */
        @JsonProperty("broadcast")
        BROADCAST
    }

    /**
     * The servers a dialect is about.
     *
     * @param standsFor the families and versions it stands for, in words
     * @param checkedOn the versions whose recordings are judged by it
     */
    public record Versions(
            @JsonProperty(required = true) List<String> standsFor,
            @JsonProperty(required = true) List<String> checkedOn) {}

    /** When a server answers an opened channel with the frame that means {@link Meaning#CONNECTED}. */
    public enum Connected {
        @JsonProperty("never")
        NEVER,
        @JsonProperty("on-pong")
        ON_PONG
    }

    /**
     * How servers of this dialect behave where versions differ.
     *
     * @param badToken the status that refuses a handshake with an unknown token
     * @param connected when an opened channel is confirmed
     */
    public record Behaviour(int badToken, Connected connected) {}

    /**
     * A frame type of one direction.
     *
     * @param name the value of {@code type}, or its beginning where {@code prefix} says so
     * @param when the fact of the world that a broadcast tells of; empty for what the mock does not tell
     * @param schema the schema of the whole frame; none for an alias, which its canonical form stands for
     * @param requirement what a frame of another shape breaks
     * @param prefix whether an id follows the name
     * @param beyond whether it works although the dialect's document does not name it: drift
     */
    public record FrameType(
            String name,
            Meaning means,
            Optional<String> when,
            Optional<String> schema,
            Optional<String> requirement,
            boolean prefix,
            boolean beyond) {}

    /**
     * A channel.
     *
     * @param credential whether it opens only for a connection with a token
     * @param events its events by name
     */
    public record Channel(String name, boolean credential, Map<String, Event> events) {}

    /**
     * Something a server tells: an event of a channel, or an update of a captured note.
     *
     * @param name its name on the wire
     * @param when the fact of the world that causes it; empty for what the mock does not tell
     * @param to who is told; empty for note updates, which go to whoever captured the note
     * @param body which part of the fact is its body; empty for note updates
     * @param call the HTTP endpoint that brings the fact about, where one is known
     * @param schema the schema of its inner body
     * @param requirement what an event of another shape breaks
     */
    public record Event(
            String name,
            Optional<String> when,
            Optional<String> to,
            Optional<String> body,
            Optional<String> call,
            String schema,
            String requirement) {}

    private final String name;
    private final String title;
    private final Versions versions;
    private final Behaviour behaviour;
    private final Map<Direction, Map<String, FrameType>> frames;
    private final Map<String, Channel> channels;
    private final Map<String, Event> noteUpdates;

    /** Of a file that is complete: what it extends has been put in. */
    Dialect(DialectFile file) {
        name = file.dialect();
        title = file.title();
        versions = file.versions() == null ? new Versions(List.of(), List.of()) : file.versions();
        behaviour = Objects.requireNonNull(file.behaviour(), "a complete dialect has behaviour");
        DialectFile.FrameRows rows = DialectFile.FrameRows.orEmpty(file.frames());
        frames = Map.of(Direction.CLIENT, rows.types(Direction.CLIENT), Direction.SERVER, rows.types(Direction.SERVER));
        Map<String, Channel> byName = new LinkedHashMap<>();
        DialectFile.orEmpty(file.channels()).forEach((channel, row) -> byName.put(channel, row.toChannel(channel)));
        channels = Collections.unmodifiableMap(byName);
        noteUpdates = DialectFile.events(file.noteUpdates(), "note.update-body");
    }

    /** The dialect of this name; throws {@link IllegalArgumentException} for any other word. */
    public static Dialect named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no dialect \"" + name + "\"; there is: " + String.join(", ", NAMES));
        }
        return new Dialect(new DialectReader(ProtocolFiles::read).read(name));
    }

    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    /** The servers it is about; none for a dialect that is only a document. */
    public Versions versions() {
        return versions;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /** The frame type that a frame with this {@code type} is of, when sent in this direction. */
    public Optional<FrameType> frameType(Direction direction, String type) {
        Map<String, FrameType> known = frames.getOrDefault(direction, Map.of());
        FrameType exact = known.get(type);
        if (exact != null && !exact.prefix()) {
            return Optional.of(exact);
        }
        return known.values().stream()
                .filter(candidate -> candidate.prefix() && type.startsWith(candidate.name()))
                .findFirst();
    }

    /** Every frame type of a direction, in the dialect's order. */
    public Collection<FrameType> frameTypes(Direction direction) {
        return frames.getOrDefault(direction, Map.of()).values();
    }

    /** The frame type whose shape this one has: itself, or what it is an alias of. */
    FrameType shapeOf(FrameType type) {
        return type.schema().isPresent() ? type : canonical(type.means());
    }

    /** The canonical frame type of a meaning: the one to write, and the one an alias stands for. */
    public FrameType canonical(Meaning meaning) {
        return frames.values().stream()
                .flatMap(types -> types.values().stream())
                .filter(type -> type.means() == meaning)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("dialect " + name + " has no frame that means " + meaning));
    }

    /** The channels, in the dialect's order. */
    public Collection<Channel> channels() {
        return channels.values();
    }

    /** The channel of this name. */
    public Optional<Channel> channel(String channel) {
        return Optional.ofNullable(channels.get(channel));
    }

    /** The kinds of note update, in the dialect's order. */
    public Collection<Event> noteUpdates() {
        return noteUpdates.values();
    }

    /** The kind of note update of this name. */
    public Optional<Event> noteUpdate(String type) {
        return Optional.ofNullable(noteUpdates.get(type));
    }

    /** Every schema the dialect names, for the test that reads them all. */
    List<String> schemas() {
        List<String> named = new ArrayList<>();
        frames.values()
                .forEach(types -> types.values().forEach(type -> type.schema().ifPresent(named::add)));
        channels.values().forEach(channel -> channel.events().values().forEach(event -> named.add(event.schema())));
        noteUpdates.values().forEach(update -> named.add(update.schema()));
        return named;
    }

    /** Every requirement the dialect names, for the test that looks them all up. */
    List<String> requirements() {
        List<String> named = new ArrayList<>();
        frames.values()
                .forEach(types ->
                        types.values().forEach(type -> type.requirement().ifPresent(named::add)));
        channels.values()
                .forEach(channel -> channel.events().values().forEach(event -> named.add(event.requirement())));
        noteUpdates.values().forEach(update -> named.add(update.requirement()));
        return named;
    }
}
