package misskey.protocol;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks one example file: that it has what an example has, of something that its dialect has. */
final class ExampleFileCheck {
    private static final List<String> MEMBERS = List.of("description", "dialect", "frame", "at", "keyword");

    private final Places file;
    private final JsonNode example;

    ExampleFileCheck(Places file, JsonNode example) {
        this.file = file;
        this.example = example;
    }

    /** Checks it against what each dialect has: {@code client/connect}, {@code server/CHANNEL.EVENT}, … */
    void run(Map<String, Set<String>> dialects) {
        for (String member : example.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                file.wrongName(
                        "/" + member, "an example has no \"" + member + "\"" + DidYouMean.suffix(member, MEMBERS));
            }
        }
        if (!example.path("description").asString("").endsWith(".")) {
            file.wrong(example.has("description") ? "/description" : "", "its description is not a sentence");
        }
        if (!example.path("frame").isObject()) {
            file.wrong(example.has("frame") ? "/frame" : "", "its frame is no object");
        }
        checkFault();
        String dialect = example.path("dialect").asString(ExampleFile.DOCUMENTED);
        known("/dialect", "dialect", dialect, dialects.keySet());
        Path path = Path.of(file.path());
        String key = path.getName(2) + "/" + path.getName(3);
        if (dialects.containsKey(dialect)) {
            known("", "frame, event or note update of " + dialect, key, dialects.getOrDefault(dialect, Set.of()));
        }
    }

    private void checkFault() {
        if (file.path().startsWith("examples/valid/")) {
            if (example.has("at") || example.has("keyword")) {
                file.wrong("", "a valid example is not wrong at a place");
            }
            return;
        }
        known(
                example.has("keyword") ? "/keyword" : "",
                "keyword",
                example.path("keyword").asString(""),
                SchemaFileCheck.KEYWORDS);
        String at = example.path("at").asString("none");
        if (!at.isEmpty()
                && (at.charAt(0) != '/' || example.path("frame").at(at).isMissingNode())) {
            file.wrong(example.has("at") ? "/at" : "", "its frame has nothing at \"" + at + "\"");
        }
    }

    private void known(String at, String what, String name, Collection<String> right) {
        if (!right.contains(name)) {
            file.wrong(at, "there is no " + what + " \"" + name + "\"" + DidYouMean.suffix(name, right));
        }
    }
}
