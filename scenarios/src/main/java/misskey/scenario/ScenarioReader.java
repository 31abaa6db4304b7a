package misskey.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.DocumentSchema;
import misskey.protocol.DocumentSchema.Difference;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.scenario.Scenario.Cast;
import misskey.scenario.Scenario.Follow;
import misskey.scenario.Scenario.Post;
import tools.jackson.databind.JsonNode;

/** Reads scenario files: YAML, then the language's schema, then what a schema cannot say. */
public final class ScenarioReader {
    private static final DocumentSchema LANGUAGE = DocumentSchema.of(resource("language/scenario.schema.json"));

    private ScenarioReader() {}

    /** Reads a file; throws {@link ScenarioError}, which says where and what to do, for anything wrong with it. */
    public static Scenario read(Path file) throws ScenarioError {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ScenarioError(file + ": there is no such file");
        } catch (CharacterCodingException notText) {
            throw new ScenarioError(file + ": not a scenario: it is not UTF-8 text");
        } catch (IOException broken) {
            throw new ScenarioError(file + ": cannot be read: " + broken.getMessage());
        }
    }

    /** Reads a scenario of the library in this jar, e.g. {@code documented/followed.yaml}. */
    public static Scenario library(String path) throws ScenarioError {
        return parse(path, resource(path));
    }

    /** Reads a text; {@code file} is what messages call it. */
    public static Scenario parse(String file, String text) throws ScenarioError {
        LocatedYaml yaml = LocatedYaml.read(file, text);
        for (Difference difference : LANGUAGE.check(yaml.root())) {
            throw explain(yaml, difference);
        }
        JsonNode root = yaml.root();
        List<String> covers = texts(root.path("covers"));
        for (int i = 0; i < covers.size(); i++) {
            checkRequirement(yaml, covers.get(i), i);
        }
        Cast cast = cast(yaml);
        List<Step> steps = new StepReader(yaml, cast).steps(root.path("steps"), "/steps");
        List<String> plays = texts(root.path("plays"));
        return new Scenario(
                file,
                root.path("scenario").stringValue(),
                firstComment(text),
                covers,
                plays.isEmpty()
                        ? List.of(Direction.CLIENT, Direction.SERVER)
                        : plays.stream().map(Direction::of).toList(),
                dialects(yaml),
                cast,
                steps);
    }

    private static ScenarioError explain(LocatedYaml yaml, Difference difference) {
        if (difference.keyword().equals("additionalProperties")
                && !difference.about().isEmpty()) {
            String unknown = difference.about().get(0);
            return new ScenarioError(
                    yaml.at(difference.pointer() + "/" + unknown),
                    "the language has no \"" + unknown + "\" here"
                            + DidYouMean.suffix(unknown, StepReader.knownKeys(difference.pointer())));
        }
        return new ScenarioError(yaml.at(difference.pointer()), difference.expected());
    }

    private static void checkRequirement(LocatedYaml yaml, String id, int index) throws ScenarioError {
        if (Requirements.all().find(id).isEmpty()) {
            List<String> ids =
                    Requirements.all().list().stream().map(Requirement::id).toList();
            throw new ScenarioError(
                    yaml.at("/covers/" + index), "there is no requirement \"" + id + "\"" + DidYouMean.suffix(id, ids));
        }
    }

    private static List<String> dialects(LocatedYaml yaml) throws ScenarioError {
        List<String> named = texts(yaml.root().path("dialects"));
        for (int i = 0; i < named.size(); i++) {
            if (!Dialect.NAMES.contains(named.get(i))) {
                throw new ScenarioError(
                        yaml.at("/dialects/" + i),
                        "there is no dialect \"" + named.get(i) + "\""
                                + DidYouMean.suffix(named.get(i), Dialect.NAMES));
            }
        }
        return named;
    }

    private static Cast cast(LocatedYaml yaml) throws ScenarioError {
        JsonNode world = yaml.root().path("world");
        List<String> users = world.has("users") ? texts(world.path("users")) : List.of("alice", "bob");
        List<Follow> follows = new ArrayList<>();
        int index = 0;
        for (String pair : texts(world.path("follows"))) {
            String[] names = pair.split("\\s*>\\s*", -1);
            for (String name : names) {
                checkUser(yaml, "/world/follows/" + index, name, users);
            }
            follows.add(new Follow(names[0], names[1]));
            index++;
        }
        Map<String, Post> notes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> note : world.path("notes").properties()) {
            String by = note.getValue().path("by").stringValue();
            checkUser(yaml, "/world/notes/" + note.getKey() + "/by", by, users);
            notes.put(
                    note.getKey(),
                    new Post(
                            by,
                            note.getValue().path("text").stringValue(note.getKey()),
                            note.getValue().path("visibility").stringValue("public"),
                            texts(note.getValue().path("poll"))));
        }
        return new Cast(users, follows, notes);
    }

    static void checkUser(LocatedYaml yaml, String pointer, String name, List<String> users) throws ScenarioError {
        if (!users.contains(name)) {
            throw new ScenarioError(
                    yaml.at(pointer),
                    "the world has no account \"" + name + "\"; it has " + String.join(", ", users)
                            + DidYouMean.suffix(name, users));
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.stringValue("")));
        return List.copyOf(texts);
    }

    private static String firstComment(String text) {
        return text.lines()
                .filter(line -> line.startsWith("#") && !line.startsWith("# yaml-language-server"))
                .findFirst()
                .map(line -> line.substring(1).strip())
                .orElse("");
    }

    private static String resource(String path) {
        try (InputStream in = ScenarioReader.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + path + " in the library");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + path, unreadable);
        }
    }
}
