package misskey.conformance.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start an {@link OddAdapter}. */
public final class Odd {
    private Odd() {}

    /** The command for one oddity; the process writes its id into each of the files. */
    public static List<String> command(String oddity, Path... files) {
        return command(Path.of("target", "test-classes"), oddity, files);
    }

    /** The same with the class in another folder. */
    static List<String> command(Path classes, String oddity, Path... files) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toAbsolutePath().toString(),
                OddAdapter.class.getName(),
                oddity));
        for (Path file : files) {
            command.add(file.toString());
        }
        return command;
    }
}
