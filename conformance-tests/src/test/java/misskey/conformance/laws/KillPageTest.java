package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that says who kills what is that of the registry of mutants; {@code -Dkilled=rewrite} writes it anew. */
class KillPageTest {
    private static final Path PAGE = Path.of("KILLED.md");

    @Test
    void pageIsThatOfTheRegistry() throws IOException {
        String text = new KillPage().text();
        if ("rewrite".equals(System.getProperty("killed"))) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE)
                .as("rewrite it: mvn test -pl conformance-tests -am -Dtest=KillPageTest -Dkilled=rewrite"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .content()
                .isEqualTo(text);
    }
}
