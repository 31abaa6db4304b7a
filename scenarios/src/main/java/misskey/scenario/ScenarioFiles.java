package misskey.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The data folders of this module as they lie on the class path. */
final class ScenarioFiles {
    private static final String KNOWN = "language/scenario.schema.json";

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

    /** The scenarios of a folder such as {@code documented}, those of its folders too, by path. */
    static List<String> list(String folder) {
        URL known = ScenarioFiles.class.getResource(KNOWN);
        if (known == null) {
            throw new IllegalStateException("there is no " + KNOWN + " in the library");
        }
        try {
            return known.openConnection() instanceof JarURLConnection jar
                    ? inJar(jar, folder)
                    : inFolder(Path.of(known.toURI()), folder);
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("cannot list the library", unreadable);
        }
    }

    private static List<String> inJar(JarURLConnection jar, String folder) throws IOException {
        String root = jar.getEntryName().substring(0, jar.getEntryName().length() - KNOWN.length());
        return sorted(jar.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(root + folder + "/"))
                .map(name -> name.substring(root.length())));
    }

    private static List<String> inFolder(Path known, String folder) throws IOException {
        Path from = known.resolve(Path.of(KNOWN).relativize(Path.of(""))).normalize();
        if (!Files.isDirectory(from.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(from.resolve(folder))) {
            return sorted(files.map(file -> from.relativize(file).toString().replace('\\', '/')));
        }
    }

    private static List<String> sorted(Stream<String> paths) {
        return paths.filter(path -> path.endsWith(".yaml")).sorted().toList();
    }
}
