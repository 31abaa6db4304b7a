package misskey.scenario;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON values as tests write them: in YAML's flow style, without the quotes. */
final class Yaml {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    static JsonNode json(String yaml) {
        return MAPPER.readTree(yaml);
    }

    static FramePattern pattern(String yaml) {
        return new FramePattern(json(yaml));
    }
}
