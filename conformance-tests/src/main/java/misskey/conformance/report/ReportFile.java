package misskey.conformance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of this package: a schema, and what pages are made of. */
final class ReportFile {
    private ReportFile() {}

    /** The text of the file of this name. */
    static String read(String name) {
        try (InputStream in = ReportFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among the files of the kit");
            }
            // A browser reads line ends so too, and the hash of a script is of what it reads.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }
}
