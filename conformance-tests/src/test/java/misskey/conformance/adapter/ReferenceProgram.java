package misskey.conformance.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import misskey.conformance.reference.ReferenceAdapter;

/** The kit's own client as a program of its own. */
public final class ReferenceProgram {
    private ReferenceProgram() {}

    public static void main(String[] args) throws IOException {
        ReferenceAdapter.run(System.in, System.out, "1", Duration.ofSeconds(20));
    }

    /** The command that starts it. */
    public static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReferenceProgram.class.getName());
    }
}
