package misskey.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.scenario.Scenario.Cast;
import misskey.scenario.Scenario.Follow;
import misskey.scenario.Scenario.Post;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads scenario files: YAML, then the language's schema, then what a schema cannot say. */
public final class ScenarioReader {
    private static final JsonPointer COVERS = JsonPointer.compile("/covers");
    private static final JsonPointer DIALECTS = JsonPointer.compile("/dialects");
    private static final JsonPointer FOLLOWS = JsonPointer.compile("/world/follows");
    private static final JsonPointer NOTES = JsonPointer.compile("/world/notes");
    private static final JsonPointer PLAYS = JsonPointer.compile("/plays");
    private static final JsonPointer BACKGROUND = JsonPointer.compile("/background");
    private static final JsonPointer STEPS = JsonPointer.compile("/steps");

    private ScenarioReader() {}

    /** Reads a file; throws {@link ScenarioError}, which says where and what to do, for anything wrong with it. */
    public static Scenario read(Path file) throws ScenarioError {
        return parse(source(file));
    }

    static SourceText source(Path file) throws ScenarioError {
        try {
            return SourceText.decode(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            throw new ScenarioError(file + ": there is no such file");
        } catch (IOException broken) {
            throw new ScenarioError(file + ": cannot be read: " + broken.getMessage());
        }
    }

    /**
     * Reads a scenario of the library in this jar, e.g. {@code documented/followed.yaml}. It is not held against the language's
     * schema again, which every build does with every file of the library.
     */
    public static Scenario library(String path) throws ScenarioError {
        SourceText source = SourceText.of(path, ScenarioFiles.read(path));
        return scenario(source, LocatedYaml.read(source), Mistakes.stopping());
    }

    /** Reads the head of a scenario of the library. */
    public static ScenarioHead libraryHead(String path) throws ScenarioError {
        return ScenarioHead.read(path, ScenarioFiles.read(path));
    }

    /** The paths of the library's scenarios in a folder such as {@code documented}, for {@link #library(String)}. */
    public static List<String> libraryPaths(String folder) {
        return ScenarioFiles.list(folder);
    }

    /** Reads a text; {@code file} is what messages call it. */
    public static Scenario parse(String file, String text) throws ScenarioError {
        return parse(SourceText.of(file, text));
    }

    /**
     * Reads a {@code world} that stands alone: the same as that of a scenario. What is wrong with it is told with its JSON
     * pointer, which begins with {@code /world}.
     */
    public static Cast world(JsonNode world) throws ScenarioError {
        JsonNode around = Json.read("{\"scenario\":\"-\",\"covers\":[\"-\"],\"steps\":[{\"open\":{\"as\":\"-\"}}]}");
        ObjectNode whole = ((ObjectNode) around).set("world", world);
        Located located = new Located() {
            @Override
            public JsonNode root() {
                return whole;
            }

            @Override
            public Location at(JsonPointer pointer) {
                return Location.pointer(pointer.toString());
            }
        };
        Language.check(located, Mistakes.stopping());
        return cast(located);
    }

    private static Scenario parse(SourceText source) throws ScenarioError {
        return parse(source, Mistakes.stopping());
    }

    /** Reads as far as the mistakes let it; throws where it cannot go on. */
    static Scenario parse(SourceText source, Mistakes mistakes) throws ScenarioError {
        LocatedYaml yaml = LocatedYaml.read(source);
        Language.check(yaml, mistakes);
        mistakes.failSince(0);
        return scenario(source, yaml, mistakes);
    }

    /** Reads what fits the language's schema. */
    private static Scenario scenario(SourceText source, LocatedYaml yaml, Mistakes mistakes) throws ScenarioError {
        JsonNode root = yaml.root();
        ScenarioHead head = ScenarioHead.of(source.file(), root);
        for (int i = 0; i < head.covers().size(); i++) {
            checkRequirement(yaml, head.covers().get(i), i, mistakes);
        }
        List<String> dialects = dialects(yaml, head.dialects(), mistakes);
        Cast cast = cast(yaml);
        Roles roles = new Roles(head.plays());
        Known known = new Known(yaml, cast, roles, dialects.isEmpty() ? Dialect.NAMES : dialects);
        List<Scenario.Rule> background = new RuleReader(known, mistakes).rules(root.path("background"), BACKGROUND);
        List<Step> steps = new StepReader(known, mistakes).steps(root.path("steps"), STEPS);
        mistakes.failSince(0);
        checkJudging(yaml, roles, mistakes);
        return new Scenario(
                source.file(),
                source.text(),
                head.title(),
                firstComment(source.text()),
                head.covers(),
                root.path("source").stringValue(""),
                head.plays(),
                dialects,
                root.path("clock").stringValue("").equals("virtual"),
                background,
                cast,
                steps);
    }

    private static void checkJudging(LocatedYaml yaml, Roles roles, Mistakes mistakes) throws ScenarioError {
        Optional<Direction> unjudged = roles.unjudged();
        if (unjudged.isPresent()) {
            String side = unjudged.get().label();
            mistakes.add(new ScenarioError(
                    yaml.at(PLAYS),
                    "played to a " + side + " it judges nothing: no step shows what a " + side
                            + " must do; write \"plays: ["
                            + unjudged.get().other().label() + "]\""));
        }
    }

    private static void checkRequirement(LocatedYaml yaml, String id, int index, Mistakes mistakes)
            throws ScenarioError {
        if (Requirements.all().find(id).isEmpty()) {
            List<String> ids =
                    Requirements.all().list().stream().map(Requirement::id).toList();
            mistakes.add(new ScenarioError(
                    yaml.at(COVERS.appendIndex(index)),
                    "there is no requirement \"" + id + "\"" + DidYouMean.suffix(id, ids)));
        }
    }

    /** The dialects that are named and there are. */
    private static List<String> dialects(LocatedYaml yaml, List<String> named, Mistakes mistakes) throws ScenarioError {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (Dialect.NAMES.contains(named.get(i))) {
                known.add(named.get(i));
            } else {
                mistakes.add(new ScenarioError(
                        yaml.at(DIALECTS.appendIndex(i)),
                        "there is no dialect \"" + named.get(i) + "\""
                                + DidYouMean.suffix(named.get(i), Dialect.NAMES)));
            }
        }
        return List.copyOf(known);
    }

    private static Cast cast(Located yaml) throws ScenarioError {
        JsonNode world = yaml.root().path("world");
        List<String> users = world.has("users") ? texts(world.path("users")) : List.of("alice", "bob");
        List<Follow> follows = new ArrayList<>();
        int index = 0;
        for (String pair : texts(world.path("follows"))) {
            String[] names = pair.split("\\s*>\\s*", -1);
            for (String name : names) {
                checkUser(yaml, FOLLOWS.appendIndex(index), name, users);
            }
            follows.add(new Follow(names[0], names[1]));
            index++;
        }
        Map<String, Post> notes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> note : world.path("notes").properties()) {
            String by = note.getValue().path("by").stringValue();
            if (users.contains(note.getKey())) {
                throw new ScenarioError(
                        yaml.at(NOTES.appendProperty(note.getKey())),
                        "\"" + note.getKey() + "\" is an account already; give the note another name");
            }
            checkUser(yaml, NOTES.appendProperty(note.getKey()).appendProperty("by"), by, users);
            notes.put(
                    note.getKey(),
                    new Post(
                            by,
                            note.getValue().path("text").stringValue(note.getKey()),
                            note.getValue().path("visibility").stringValue("public"),
                            texts(note.getValue().path("poll"))));
        }
        return new Cast(users, List.copyOf(follows), Collections.unmodifiableMap(notes));
    }

    static void checkUser(Located yaml, JsonPointer place, String name, List<String> users) throws ScenarioError {
        if (!users.contains(name)) {
            throw new ScenarioError(
                    yaml.at(place),
                    "the world has no account \"" + name + "\"; it has " + String.join(", ", users)
                            + DidYouMean.suffix(name, users));
        }
    }

    static List<String> texts(JsonNode list) {
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
}
