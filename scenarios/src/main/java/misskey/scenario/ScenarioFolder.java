package misskey.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Which files of a folder are scenarios. */
public final class ScenarioFolder {
    /** One of the keys that every scenario has; a file that has misspelt one of them has the others. */
    private static final Pattern KEY =
            Pattern.compile("(?m)^(?:\u00EF\u00BB\u00BF)?\"?(scenario|covers|steps)\"?\\s*:");

    private static final Pattern NOT_WRITTEN_BY_HAND = Pattern.compile("\\..+|target|build|node_modules");

    private ScenarioFolder() {}

    /**
     * The scenario files below a folder, by path: YAML files with a key of a scenario. Hidden folders and those that tools
     * fill are passed over.
     */
    public static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                boolean passed = !inside.equals(folder)
                        && NOT_WRITTEN_BY_HAND
                                .matcher(String.valueOf(inside.getFileName()))
                                .matches();
                return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isYaml(file) && KEY.matcher(text(file)).find()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return List.copyOf(files);
    }

    /** Whether a file's name is that of a scenario: it ends in {@code .yaml} or {@code .yml}. */
    public static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** One octet a character: enough to find a key, whatever the file's encoding. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("\r", "\n");
    }
}
