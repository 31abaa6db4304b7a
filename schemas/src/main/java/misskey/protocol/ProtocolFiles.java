package misskey.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The data folders of this module as they lie on the class path. */
final class ProtocolFiles {
    /** Strict: unknown and duplicate keys are errors that carry line and column. */
    static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loadSettings(wholeFiles()).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private ProtocolFiles() {}

    /** The parser fails where an emoji lies across the end of its buffer, so none of our files may be longer than that. */
    private static LoadSettings wholeFiles() {
        return LoadSettings.builder().setBufferSize(1 << 20).build();
    }

    /** The text of a file such as {@code dialects/documented.yaml}; throws where there is none. */
    static String read(String path) {
        try (InputStream in = ProtocolFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + path + " among the protocol's files");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + path, unreadable);
        }
    }

    static boolean exists(String path) {
        return ProtocolFiles.class.getResource(path) != null;
    }
}
