package misskey.protocol;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks the files of a folder like this module's: schemas, what dialects say of them, and examples.
 * Each problem is one line, {@code file:line:column: what is wrong; did you mean "…"?}.
 */
final class ProtocolFolder {
    private static final Pattern SECTION = Pattern.compile("documented-api\\.md, \"([^\"]+)\"");

    private final Path root;
    private final Set<String> requirements = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();
    private final List<Places> files = new ArrayList<>();

    /** The folder, and the catalogue whose requirements dialects may name and whose sections schemas may cite. */
    ProtocolFolder(Path root, Collection<Requirement> catalogue) {
        this.root = root;
        for (Requirement requirement : catalogue) {
            requirements.add(requirement.id());
            Matcher section = SECTION.matcher(requirement.source());
            while (section.find()) {
                sections.add(section.group(1));
            }
        }
    }

    /** All that is wrong; empty where nothing is. */
    List<String> problems() throws IOException {
        Map<Places, JsonNode> schemas = readAll("frames", "channels", "note-updates", "entities");
        Map<Places, JsonNode> dialects = readAll("dialects");
        Map<Places, JsonNode> examples = readAll("examples");
        if (!allProblems().isEmpty()) {
            // What cannot be read is missed everywhere: that would be noise.
            return allProblems();
        }
        Map<String, JsonNode> byPath = new TreeMap<>();
        schemas.forEach((file, schema) -> byPath.put(file.path(), schema));

        Set<String> versions = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        dialects.forEach((file, dialect) -> {
            dialect.at("/versions/checkedOn")
                    .forEach(version -> versions.add(version.asString().replaceFirst(".* ", "")));
            checkNames(file, dialect, "", byPath.keySet(), named);
        });
        schemas.forEach((file, schema) -> new SchemaFileCheck(file, schema, byPath, sections, versions).run());
        Set<String> reached = reached(named, byPath);
        schemas.keySet().stream()
                .filter(file -> !reached.contains(file.path()))
                .forEach(orphan -> orphan.wrong("", "no dialect and no other schema names this file"));

        Map<String, Set<String>> keys = new TreeMap<>();
        for (JsonNode dialect : dialects.values()) {
            keys.put(dialect.path("dialect").asString(), keys(dialect, dialects.values()));
        }
        examples.forEach((file, example) -> new ExampleFileCheck(file, example).run(keys));
        return allProblems();
    }

    private List<String> allProblems() {
        return files.stream().flatMap(file -> file.problems().stream()).toList();
    }

    private Map<Places, JsonNode> readAll(String... folders) throws IOException {
        Map<Places, JsonNode> read = new LinkedHashMap<>();
        for (String folder : folders) {
            for (Path path : below(root.resolve(folder))) {
                Places file = new Places(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
                files.add(file);
                JsonNode content = file.read();
                if (!content.isMissingNode()) {
                    read.put(file, content);
                }
            }
        }
        return read;
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What a row names as its schema is a file, and as its requirement one of the catalogue. */
    private void checkNames(Places file, JsonNode node, String pointer, Set<String> schemas, Set<String> named) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = Places.below(pointer, member.getKey());
            JsonNode value = member.getValue();
            boolean schema = member.getKey().equals("schema") || member.getKey().equals("params");
            if (value.isString() && (schema || member.getKey().equals("requirement"))) {
                Set<String> right = schema ? schemas : requirements;
                String name = value.stringValue();
                if (schema) {
                    named.add(name);
                }
                if (!right.contains(name)) {
                    String what = schema ? "schema file" : "requirement";
                    file.wrong(at, "there is no " + what + " \"" + name + "\"" + DidYouMean.suffix(name, right));
                }
            }
            checkNames(file, value, at, schemas, named);
        }
    }

    private static Set<String> reached(Set<String> named, Map<String, JsonNode> schemas) {
        Set<String> reached = new TreeSet<>();
        Deque<String> ahead = new ArrayDeque<>(named);
        while (!ahead.isEmpty()) {
            String path = ahead.pop();
            JsonNode schema = schemas.get(path);
            if (schema != null && reached.add(path)) {
                schema.findValues("$ref").forEach(ref -> {
                    URI target = URI.create(path).resolve(ref.asString());
                    ahead.push(target.getPath());
                });
            }
        }
        return reached;
    }

    /** What a dialect has, its own and what it extends, as the folders of examples are named. */
    private static Set<String> keys(JsonNode dialect, Collection<JsonNode> all) {
        Set<String> keys = new TreeSet<>();
        all.stream()
                .filter(other -> other.path("dialect").equals(dialect.path("extends")))
                .forEach(extended -> keys.addAll(keys(extended, all)));
        for (String side : List.of("client", "server")) {
            dialect.path("without").path(side).forEach(gone -> keys.remove(side + "/" + bare(gone.asString())));
            dialect.path("frames").path(side).propertyNames().forEach(type -> keys.add(side + "/" + bare(type)));
        }
        dialect.path("channels")
                .properties()
                .forEach(channel -> channel.getValue()
                        .path("events")
                        .propertyNames()
                        .forEach(event -> keys.add("server/" + channel.getKey() + "." + event)));
        dialect.path("channels")
                .properties()
                .forEach(channel -> channel.getValue()
                        .path("messages")
                        .propertyNames()
                        .forEach(message -> keys.add("client/" + channel.getKey() + "." + message)));
        dialect.path("noteUpdates").propertyNames().forEach(update -> keys.add("server/noteUpdated." + update));
        return keys;
    }

    private static String bare(String type) {
        return type.replace(":", "");
    }
}
