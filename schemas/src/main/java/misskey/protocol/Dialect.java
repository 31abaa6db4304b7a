package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * A named version of the protocol, read from {@code dialects/NAME.yaml}: its frame types, channels,
 * events and note updates, and how its servers behave. Immutable and safe to share.
 */
public final class Dialect {
    /** The dialects of this build. */
    public static final List<String> NAMES = List.of("documented", "misskey-12", "misskey-2025");

    private static final Map<String, Dialect> MADE = new ConcurrentHashMap<>();

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
     * @param standsFor the releases it stands for, e.g. {@code Misskey 12.110.1}; the bare name means the first
     * @param checkedOn those whose recordings are judged by it
     */
    public record Versions(List<ServerVersion> standsFor, List<ServerVersion> checkedOn) {}

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
     * @param permission the permission that an app's token needs to open it
     * @param params the schema of its parameters; empty where it has none, or where the dialect does not say
     * @param events its events by name
     * @param messages the messages it takes from clients, by name
     */
    public record Channel(
            String name,
            boolean credential,
            Optional<String> permission,
            Optional<String> params,
            Map<String, Event> events,
            Map<String, Event> messages) {}

    /**
     * Something told in the inner body of a frame: an event of a channel, a message to one, or an update of a captured note.
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
    private final Optional<ServerVersion> version;
    private final Behaviour behaviour;
    private final Map<Direction, Map<String, FrameType>> frames;
    private final Map<Meaning, FrameType> canonical = new EnumMap<>(Meaning.class);
    private final Map<String, Channel> channels;
    private final Map<String, Event> noteUpdates;

    /** Of a file that is complete: what it extends has been put in. */
    private Dialect(DialectFile file, Optional<ServerVersion> version) {
        name = file.dialect();
        title = file.title();
        versions = file.servers();
        this.version = version;
        ServerVersion of = version.orElse(DialectFile.NO_SERVER);
        behaviour = Switches.on(of, DialectFile.orEmpty(file.behaviour()));
        DialectFile.FrameRows rows = DialectFile.FrameRows.orEmpty(file.frames());
        frames = Map.of(
                Direction.CLIENT, rows.types(Direction.CLIENT, of), Direction.SERVER, rows.types(Direction.SERVER, of));
        frames.values().forEach(types -> types.values().forEach(type -> canonical.putIfAbsent(type.means(), type)));
        channels = DialectFile.made(file.channels(), of, (channel, row) -> row.toChannel(channel, of));
        noteUpdates = DialectFile.events(file.noteUpdates(), of, "note.update-body");
    }

    private Dialect(
            Dialect other,
            Behaviour behaviour,
            Map<Direction, Map<String, FrameType>> frames,
            Map<String, Channel> channels) {
        this.name = other.name;
        this.title = other.title;
        this.versions = other.versions;
        this.version = other.version;
        this.behaviour = behaviour;
        this.frames = frames;
        this.canonical.putAll(other.canonical);
        this.channels = channels;
        this.noteUpdates = other.noteUpdates;
    }

    /**
     * This dialect with another value of one switch: a server that is wrong about it. Throws {@link
     * IllegalArgumentException} where there is no such switch, or the value cannot be understood.
     */
    public Dialect with(String behaviourSwitch, JsonNode value) {
        return new Dialect(this, Switches.changed(behaviour, behaviourSwitch, value), frames, channels);
    }

    /** This dialect with another row of a channel: a server that is wrong about it. */
    public Dialect with(Channel changed) {
        Map<String, Channel> others = new LinkedHashMap<>(channels);
        others.put(changed.name(), changed);
        return new Dialect(this, behaviour, frames, others);
    }

    /** This dialect without a frame type of clients: a server that does not know it. What it is canonical for stays so. */
    public Dialect without(FrameType gone) {
        Map<String, FrameType> others = new LinkedHashMap<>(frames.getOrDefault(Direction.CLIENT, Map.of()));
        others.remove(gone.name(), gone);
        Map<Direction, Map<String, FrameType>> left = new EnumMap<>(frames);
        left.put(Direction.CLIENT, others);
        return new Dialect(this, behaviour, left, channels);
    }

    /**
     * The dialect of this name, e.g. {@code misskey-12}, which is that of the first release it stands for, or
     * {@code misskey-12@12.119.2}. A release that it does not know is taken for the nearest earlier one of its family;
     * {@link #version()} says which. Throws {@link IllegalArgumentException} for any other word.
     */
    public static Dialect named(String name) {
        return MADE.computeIfAbsent(name, Dialect::make);
    }

    private static Dialect make(String name) {
        int at = name.indexOf('@');
        String bare = at < 0 ? name : name.substring(0, at);
        if (!NAMES.contains(bare)) {
            throw new IllegalArgumentException(
                    "there is no dialect \"" + bare + "\"; there is: " + String.join(", ", NAMES));
        }
        DialectFile file = new DialectReader(ProtocolFiles::read).read(bare);
        List<ServerVersion> releases = file.servers().standsFor();
        return new Dialect(
                file, at < 0 ? releases.stream().findFirst() : Optional.of(ServerVersion.nearest(name, releases)));
    }

    public String name() {
        return name;
    }

    /** Its name, and the release where that is not the one the bare name means: {@code misskey-12@12.119.2}. */
    public String fullName() {
        boolean usual = version.equals(versions.standsFor().stream().findFirst());
        return usual ? name : name + "@" + version.orElseThrow().shortName();
    }

    public String title() {
        return title;
    }

    /** The servers it is about; none for a dialect that is only a document. */
    public Versions versions() {
        return versions;
    }

    /** The release this is the dialect of; empty for a dialect that is only a document. */
    public Optional<ServerVersion> version() {
        return version;
    }

    /** How its servers behave. */
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
        for (FrameType candidate : known.values()) {
            if (candidate.prefix() && type.startsWith(candidate.name())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Every frame type of a direction, in the dialect's order. */
    public Collection<FrameType> frameTypes(Direction direction) {
        return frames.getOrDefault(direction, Map.of()).values();
    }

    /** The frame type whose shape this one has: itself, or what it is an alias of. */
    FrameType shapeOf(FrameType type) {
        return type.schema().isPresent() ? type : canonical(type.means());
    }

    /** Whether it has frames of this meaning. */
    public boolean has(Meaning meaning) {
        return canonical.containsKey(meaning);
    }

    /** The canonical frame type of a meaning: the one to write, and the one an alias stands for. */
    public FrameType canonical(Meaning meaning) {
        FrameType type = canonical.get(meaning);
        if (type == null) {
            throw new IllegalStateException("dialect " + name + " has no frame that means " + meaning);
        }
        return type;
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
}
