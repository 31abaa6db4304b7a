package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library has an example of everything that a dialect has. */
class LibraryIsCompleteTest {
    private static Set<String> missing(String name) {
        Dialect dialect = Dialect.named(name);
        Mentions mentions = new Mentions(dialect);
        Library.scenarios().stream().filter(scenario -> scenario.holdsIn(name)).forEach(mentions::take);
        Set<String> missing = new TreeSet<>(Mentions.possible(dialect));
        missing.removeAll(mentions.mentioned());
        return missing;
    }

    @Test
    void everyDocumentedFrameEventAndUpdateIsInSomeFile() {
        assertThat(missing("documented")).isEmpty();
    }

    /** What the mock does not tell by itself, most of it chats and games, has no file yet. */
    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void mostOfWhatRealServersHaveBesidesIsInSomeFile(String dialect) {
        assertThat(missing(dialect))
                .hasSizeLessThan(Mentions.possible(Dialect.named(dialect)).size() / 2);
    }
}
