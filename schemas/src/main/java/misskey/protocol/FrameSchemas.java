package misskey.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import tools.jackson.databind.JsonNode;

/**
 * Checks one frame against the schemas of a dialect. The schema is picked by direction, type, channel
 * and event, so that an error names one place. Members, events and channels that the dialect does not
 * know are drift. Thread-safe.
 */
public final class FrameSchemas {
    /** Where the schemas say they live; their files lie below this on the class path. */
    static final String BASE = "https://misskey-kit.github.io/schemas/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas((Function<String, String>) FrameSchemas::text));
    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();
    private static final Checked NOTHING = new Checked(List.of(), List.of());

    private final Dialect dialect;
    private final BiFunction<String, JsonNode, FastCheck.Verdict> fast;

    public FrameSchemas(Dialect dialect) {
        this(dialect, (path, value) -> FastCheck.of(path).verdict(value));
    }

    /** With another short cut than the usual one: what is known of a value by the schema of a file. */
    FrameSchemas(Dialect dialect, BiFunction<String, JsonNode, FastCheck.Verdict> fast) {
        this.dialect = dialect;
        this.fast = fast;
    }

    /** What a check found: nothing in either list is the good case. */
    public record Checked(List<Violation> violations, List<Drift> drift) {}

    /**
     * Checks a frame.
     *
     * @param channelOf the channel that was opened under an id, as far as the caller knows
     */
    public Checked check(Direction direction, Frame frame, Function<JsonNode, Optional<String>> channelOf) {
        Collector found = new Collector(direction);
        Optional<FrameType> type = dialect.frameType(direction, frame.type());
        if (type.isEmpty()) {
            found.drift(Drift.Kind.FRAME_TYPE, Json.excerpt(frame.type(), 60));
            return found.result();
        }
        if (type.get().beyond()) {
            found.drift(Drift.Kind.FRAME_TYPE, type.get().name());
        }
        FrameType canonical = dialect.shapeOf(type.get());
        found.validate(canonical, type.get().name(), frame);
        if (found.violations.isEmpty()) {
            checkInside(canonical, frame, channelOf, found);
        }
        return found.result();
    }

    private void checkInside(
            FrameType canonical, Frame frame, Function<JsonNode, Optional<String>> channelOf, Collector found) {
        switch (canonical.means()) {
            case CONNECT -> {
                String name = frame.member("channel").stringValue("");
                dialect.channel(name)
                        .ifPresentOrElse(
                                channel -> found.validateParams(channel, canonical, frame),
                                () -> found.drift(Drift.Kind.CHANNEL, Json.excerpt(name, 60)));
            }
            case EVENT ->
                channelOf
                        .apply(frame.member("id"))
                        .flatMap(dialect::channel)
                        .ifPresent(channel -> checkEvent(channel, frame, found));
            case NOTE_UPDATE -> {
                String update = frame.member("type").stringValue("");
                dialect.noteUpdate(update)
                        .ifPresentOrElse(
                                known -> found.validateInner(known, frame),
                                () -> found.drift(Drift.Kind.NOTE_UPDATE, Json.excerpt(update, 60)));
            }
            case MESSAGE -> {
                Optional<Channel> channel = channelOf.apply(frame.member("id")).flatMap(dialect::channel);
                String name = frame.member("type").stringValue("");
                channel.map(known -> known.messages().get(name))
                        .ifPresentOrElse(
                                message -> found.validateInner(message, frame),
                                () -> found.drift(
                                        Drift.Kind.CHANNEL_MESSAGE,
                                        channel.map(Channel::name).orElse("?") + "." + Json.excerpt(name, 60)));
            }
            case DISCONNECT, REQUEST, CAPTURE, RELEASE, RESPONSE, CONNECTED, NOTICE, BROADCAST -> {
                // The whole frame's schema says all there is to say.
            }
        }
    }

    private void checkEvent(Channel channel, Frame frame, Collector found) {
        String name = frame.member("type").stringValue("");
        Event event = channel.events().get(name);
        if (event == null) {
            found.drift(Drift.Kind.EVENT, channel.name() + "." + Json.excerpt(name, 60));
        } else {
            found.validateInner(event, frame);
        }
    }

    /** The compiled schema of a file such as {@code entities/note.json}; throws where there is none. */
    static Schema schema(String path) {
        return COMPILED.computeIfAbsent(path, file -> REGISTRY.getSchema(SchemaLocation.of(BASE + file)));
    }

    /** The text of the schema with this IRI, or null where it is not one of ours. */
    @SuppressWarnings("NullAway") // the validator's contract: null hands the IRI on to its own loaders
    private static String text(String iri) {
        String path = iri.startsWith(BASE) ? iri.substring(BASE.length()) : "";
        return !path.isEmpty() && ProtocolFiles.exists(path) ? ProtocolFiles.read(path) : null;
    }

    private final class Collector {
        private static final String INNER = "/body/body";
        private static final String PARAMS = "/body/params";

        private final Direction direction;
        private final List<Violation> violations = new ArrayList<>();
        private final List<Drift> drift = new ArrayList<>();

        Collector(Direction direction) {
            this.direction = direction;
        }

        void drift(Drift.Kind kind, String name) {
            drift.add(new Drift(direction, kind, name));
        }

        void validate(FrameType canonical, String writtenAs, Frame frame) {
            if (canonical.schema().isEmpty() || canonical.requirement().isEmpty()) {
                return;
            }
            String path = canonical.schema().get();
            JsonNode json = frame.json();
            if (!canonical.prefix() && !canonical.name().equals(writtenAs)) {
                json = frame.json().deepCopy().put("type", canonical.name());
            }
            validate(path, json, "", canonical.name(), canonical.requirement().get());
        }

        void validateInner(Event event, Frame frame) {
            validate(event.schema(), frame.member("body"), INNER, event.name(), event.requirement());
        }

        /** The parameters of a connect, where the channel has any and the client gives some or has to. */
        void validateParams(Channel channel, FrameType connect, Frame frame) {
            JsonNode params = frame.member("params");
            boolean given = !params.isMissingNode();
            channel.params()
                    .ifPresent(schema -> validate(
                            schema,
                            given ? params : Json.object(),
                            given ? PARAMS : "/body",
                            channel.name() + " parameter ",
                            connect.requirement().orElseThrow()));
        }

        private void validate(String path, JsonNode node, String prefix, String name, String requirement) {
            FastCheck.Verdict known = fast.apply(path, node);
            if (known == FastCheck.Verdict.UNSURE) {
                addViolations(path, node, prefix, requirement);
            }
            if (known != FastCheck.Verdict.FITS) {
                UnknownMembers.of(path, node).forEach(pointer -> drift(Drift.Kind.MEMBER, name + pointer));
            }
        }

        private void addViolations(String path, JsonNode node, String prefix, String requirement) {
            for (Error error : schema(path)
                    .validate(node, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)))) {
                String at = error.getInstanceLocation().toString();
                violations.add(new Violation(
                        requirement,
                        prefix + at,
                        error.getKeyword(),
                        error.getMessage(),
                        Json.excerpt(node.at(at), 80)));
            }
        }

        Checked result() {
            return violations.isEmpty() && drift.isEmpty()
                    ? NOTHING
                    : new Checked(List.copyOf(violations), List.copyOf(drift));
        }
    }
}
