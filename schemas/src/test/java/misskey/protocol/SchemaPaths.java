package misskey.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The schema files of this module, by path below it. */
final class SchemaPaths {
    private SchemaPaths() {}

    static List<String> all() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("frames", "channels", "note-updates", "entities")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.map(file -> file.toString().replace('\\', '/'))
                        .filter(file -> file.endsWith(".json"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }
}
