package misskey.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file below {@code examples}: a frame that is valid, or one that is wrong in one place. Its folder
 * says what it is of: {@code client/connect}, {@code server/CHANNEL.EVENT}, {@code
 * server/noteUpdated.KIND}.
 */
public record ExampleFile(Path file, JsonNode content) {
    private static final Map<String, FrameSchemas> SCHEMAS = new ConcurrentHashMap<>();

    /** The dialect of examples that do not say theirs. */
    static final String DOCUMENTED = "documented";

    /** All examples of frames that are right, by path. */
    public static List<ExampleFile> valid() {
        return below("valid");
    }

    /** All examples of frames that are wrong, by path. */
    public static List<ExampleFile> invalid() {
        return below("invalid");
    }

    private static List<ExampleFile> below(String kind) {
        try (Stream<Path> files = Files.walk(Path.of("examples", kind))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(ExampleFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the examples", unreadable);
        }
    }

    private static ExampleFile read(Path file) {
        try {
            return new ExampleFile(file, Json.read(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** Direction and what it is of, e.g. {@code client/connect}. */
    public String key() {
        return file.getName(2) + "/" + file.getName(3);
    }

    /** Its file's name, without the ending. */
    public String name() {
        return file.getFileName().toString().replace(".json", "");
    }

    /** The dialect it is of. */
    public String dialect() {
        return content.path("dialect").stringValue(DOCUMENTED);
    }

    public Direction direction() {
        return Direction.of(file.getName(2).toString());
    }

    /** The channel its frame is of, where it is an event. */
    public Optional<String> channel() {
        String what = file.getName(3).toString();
        return what.contains(".") && !what.startsWith("noteUpdated")
                ? Optional.of(what.substring(0, what.indexOf('.')))
                : Optional.empty();
    }

    public String description() {
        return content.path("description").stringValue("");
    }

    public ObjectNode frame() {
        return (ObjectNode) content.path("frame");
    }

    /** Where it is wrong, as a JSON pointer; empty where it is valid. */
    public String at() {
        return content.path("at").stringValue("");
    }

    /** The schema keyword that it breaks; empty where it is valid. */
    public String keyword() {
        return content.path("keyword").stringValue("");
    }

    /** What the schemas of a dialect say about its frame. */
    public FrameSchemas.Checked check(String dialect) {
        return SCHEMAS.computeIfAbsent(dialect, name -> new FrameSchemas(Dialect.named(name)))
                .check(direction(), new Frame(frame().path("type").stringValue(""), frame()), id -> channel());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
