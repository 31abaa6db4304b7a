package misskey.protocol.conversation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What servers of a dialect were recorded to send, by schema; it stands where an exchange has {@code …}. */
final class Samples {
    private static final Map<String, Samples> BY_DIALECT = new ConcurrentHashMap<>();
    private static final String ELLIPSIS = "…";

    private final Dialect dialect;
    private final Map<String, List<JsonNode>> bySchema = new HashMap<>();

    private Samples(String dialect) {
        this.dialect = Dialect.named(dialect);
        this.dialect.versions().checkedOn().forEach(release -> record(release.shortName()));
    }

    static Samples of(String dialect) {
        return BY_DIALECT.computeIfAbsent(dialect, Samples::new);
    }

    /** The text with every {@code …} filled; the channels are those connected so far, by id. */
    String fill(String text, Map<JsonNode, String> channels) {
        if (!text.contains(ELLIPSIS)) {
            return text;
        }
        String marked = text.replace(",…}", ",\"…\":0}").replace("{…}", "{\"…\":0}");
        Frame frame = (Frame) Frame.read(marked);
        Schema at = schema(frame, channels)
                .orElseThrow(() -> new AssertionError("the dialect does not know what this is: " + text));
        JsonNode told = frame.json().at(at.pointer());
        JsonNode sample = bySchema.getOrDefault(at.path(), List.of()).stream()
                .filter(one -> !told.has("type") || one.path("type").equals(told.path("type")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no recording has " + at.path() + " like " + text));
        merge(told, sample);
        return Json.write(frame.json());
    }

    private record Schema(String path, String pointer) {}

    private static void merge(JsonNode told, JsonNode sample) {
        if (!(told instanceof ObjectNode object)) {
            return;
        }
        object.properties().forEach(member -> merge(member.getValue(), sample.path(member.getKey())));
        if (object.remove(ELLIPSIS) != null) {
            sample.properties().forEach(member -> {
                if (!object.has(member.getKey())) {
                    object.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    private Optional<Schema> schema(Frame frame, Map<JsonNode, String> channels) {
        return dialect.frameType(Direction.SERVER, frame.type())
                .flatMap(type -> type.means() == Meaning.EVENT
                        ? Optional.ofNullable(channels.get(frame.member("id")))
                                .flatMap(dialect::channel)
                                .map(channel -> channel.events()
                                        .get(frame.member("type").stringValue("")))
                                .map(event -> new Schema(event.schema(), "/body/body"))
                        : type.schema().map(path -> new Schema(path, "/body")));
    }

    private void record(String version) {
        try (Stream<Path> files = Files.list(Path.of("transcripts", "misskey-" + version))) {
            for (Path file : files.sorted().toList()) {
                recordFile(file);
            }
        } catch (IOException | Transcript.Unreadable unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void recordFile(Path file) throws Transcript.Unreadable {
        Map<String, Map<JsonNode, String>> connected = new HashMap<>();
        for (Line line : Transcript.read(file)) {
            if (line.op() == Line.Op.TEXT && Frame.read(line.wholeText().orElse("")) instanceof Frame frame) {
                Map<JsonNode, String> channels = connected.computeIfAbsent(line.conn(), conn -> new HashMap<>());
                if (line.from() == Direction.SERVER) {
                    schema(frame, channels)
                            .ifPresent(at -> bySchema.computeIfAbsent(at.path(), path -> new ArrayList<>())
                                    .add(frame.json().at(at.pointer())));
                } else if (frame.type().equals("connect")) {
                    channels.put(frame.member("id"), frame.member("channel").stringValue(""));
                }
            }
        }
    }
}
