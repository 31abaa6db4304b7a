package misskey.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The data folders of this module as they lie on the class path. */
final class ScenarioFiles {
    private ScenarioFiles() {}

    /** The text of a file such as {@code documented/followed.yaml}; throws where there is none. */
    static String read(String path) {
        try (InputStream in = ScenarioFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + path + " in the library");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + path, unreadable);
        }
    }
}
