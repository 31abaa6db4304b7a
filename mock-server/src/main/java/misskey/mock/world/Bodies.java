package misskey.mock.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each entity looks like in a dialect, read from {@code bodies/DIALECT/ENTITY.json}; a file that a dialect does not
 * have is that of {@code documented}. A member whose value is {@code "$x"} has what the world knows as {@code x}, {@code "$x?"} is
 * left out where the world knows nothing, and any other value stands as it is. {@code "$over": "other"} puts a file's members
 * over those of another file.
 */
final class Bodies {
    private static final String OVER = "$over";
    private static final Map<String, Bodies> READ = new ConcurrentHashMap<>();

    /** The entities, each with a file of its name. */
    enum Shape {
        USER_LITE,
        USER_DETAILED,
        ME_DETAILED,
        NOTE,
        NOTE_CHANNEL,
        POLL_CHOICE,
        NOTIFICATION,
        DRIVE_FILE,
        DRIVE_FOLDER,
        EMOJI,
        ANNOUNCEMENT,
        ROLE,
        ROLE_DETAILED,
        LIST,
        ANTENNA,
        CHANNEL,
        MESSAGE,
        REVERSI_GAME,
        SIGN_IN;

        private String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String dialect;
    private final Map<String, ObjectNode> shapes = new ConcurrentHashMap<>();

    private Bodies(String dialect) {
        this.dialect = dialect;
    }

    static Bodies of(Dialect dialect) {
        return READ.computeIfAbsent(dialect.name(), Bodies::new);
    }

    /**
     * Writes an entity.
     *
     * @param known what the world knows by a name; a missing node where there is nothing, and {@code null} for a name the world
     *     has never heard of
     */
    ObjectNode write(Shape entity, Function<String, JsonNode> known) {
        return write(shape(entity.file()), known);
    }

    /** Whether the file of an entity has a part of this name. */
    boolean has(Shape entity, String part) {
        return shape(entity.file()).has(part);
    }

    /** Writes the part of an entity that stands under this name, over the part that is common to all. */
    ObjectNode write(Shape entity, String part, Function<String, JsonNode> known) {
        ObjectNode whole = write((ObjectNode) shape(entity.file()).path("*"), known);
        whole.setAll(write((ObjectNode) shape(entity.file()).path(part), known));
        return whole;
    }

    private static ObjectNode write(ObjectNode shape, Function<String, JsonNode> known) {
        ObjectNode written = Json.object();
        for (Map.Entry<String, JsonNode> member : shape.properties()) {
            Optional<String> name = member.getValue().stringValueOpt().filter(text -> text.startsWith("$"));
            if (name.isEmpty()) {
                written.set(member.getKey(), member.getValue().deepCopy());
                continue;
            }
            boolean optional = name.get().endsWith("?");
            JsonNode value = known.apply(name.get().substring(1, name.get().length() - (optional ? 1 : 0)));
            if (value.isMissingNode() && !optional) {
                written.putNull(member.getKey());
            } else if (!value.isMissingNode()) {
                written.set(member.getKey(), value);
            }
        }
        return written;
    }

    private ObjectNode shape(String entity) {
        ObjectNode shape = shapes.get(entity);
        if (shape == null) {
            shape = read(entity);
            shapes.put(entity, shape);
        }
        return shape;
    }

    private ObjectNode read(String entity) {
        ObjectNode file = (ObjectNode) Json.read(text(entity));
        if (!file.has(OVER)) {
            return file;
        }
        ObjectNode whole = shape(file.path(OVER).stringValue()).deepCopy();
        file.remove(OVER);
        whole.setAll(file);
        return whole;
    }

    private String text(String entity) {
        List<String> tried = new ArrayList<>();
        for (String folder : List.of(dialect, "documented")) {
            String path = "/misskey/mock/bodies/" + folder + "/" + entity + ".json";
            try (InputStream file = Bodies.class.getResourceAsStream(path)) {
                if (file != null) {
                    return new String(file.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException("cannot read " + path, unreadable);
            }
            tried.add(path);
        }
        throw new IllegalStateException("there is no body for " + entity + "; looked for " + tried);
    }
}
