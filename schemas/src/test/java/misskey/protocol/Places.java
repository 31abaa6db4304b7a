package misskey.protocol;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One file that people write, and what is wrong in it: {@code file:line:column: what}. */
final class Places {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final String text;
    private final List<String> problems = new ArrayList<>();

    Places(String path, String text) {
        this.path = path;
        this.text = text;
    }

    String path() {
        return path;
    }

    /** What was found wrong so far. */
    List<String> problems() {
        return problems;
    }

    /** The document; a missing node, and a problem, where the text is none. YAML where the name says so. */
    JsonNode read() {
        try {
            return path.endsWith(".yaml") ? ProtocolFiles.YAML.readTree(text) : STRICT.readTree(text);
        } catch (JacksonException broken) {
            problems.add(YamlPlaces.at(path, broken.getLocation()) + broken.getOriginalMessage());
            return MissingNode.getInstance();
        }
    }

    /** The value at this pointer is wrong. */
    void wrong(String pointer, String message) {
        problems.add(YamlPlaces.at(path, YamlPlaces.of(text, pointer)) + message);
    }

    /** The name of the member at this pointer is wrong. */
    void wrongName(String pointer, String message) {
        problems.add(YamlPlaces.at(path, YamlPlaces.ofName(text, pointer)) + message);
    }

    /** A pointer one step deeper. */
    static String below(String pointer, String member) {
        return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
