package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What --only and --skip leave. */
class SelectionTest {
    private static final List<String> ALL = List.of("main.follow", "main.followed", "note.update-frame", "api.frame");

    @ParameterizedTest
    @CsvSource({
        "'',            '',           main.follow main.followed note.update-frame api.frame",
        "main.follow,   '',           main.follow",
        "main.*,        '',           main.follow main.followed",
        "*frame,        '',           note.update-frame api.frame",
        "*.frame,       '',           api.frame",
        "main.follow??, '',           main.followed",
        "main.* api.*,  '',           main.follow main.followed api.frame",
        "'',            main.*,       note.update-frame api.frame",
        "main.*,        main.follow,  main.followed",
        "main.follow,   main.*,       ''",
        "*,             *,            ''",
    })
    void leaves(String only, String skip, String left) throws CannotRun {
        assertThat(select(words(only), words(skip))).isEqualTo(words(left));
    }

    @Test
    void patternThatFitsNothingIsAMistakeThoughOthersFit() {
        assertThatThrownBy(() -> select(List.of("main.*", "mainfollow"), List.of()))
                .hasMessage("--only: no \"mainfollow\"; * stands for anything");
        assertThatThrownBy(() -> select(List.of("main.*"), List.of("main.[f]ollow")))
                .hasMessageStartingWith("--skip: no \"main.[f]ollow\"");
    }

    private static List<String> select(List<String> only, List<String> skip) throws CannotRun {
        return new Selection(only, skip).of(ALL, List::of, pattern -> "no \"" + pattern + "\"");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
