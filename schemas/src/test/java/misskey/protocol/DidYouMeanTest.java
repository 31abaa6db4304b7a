package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> WORDS = List.of("as", "do", "open", "seen", "client", "server", "note.reacted");

    @ParameterizedTest
    @CsvSource({
        "opne, open",
        "ope, open",
        "seeen, seen",
        "sen, seen",
        "Client, client",
        "SREVER, server",
        "note.react, note.reacted",
        "so, do"
    })
    void suggestsTheNearestWord(String wrong, String suggested) {
        assertThat(DidYouMean.suffix(wrong, WORDS)).isEqualTo("; did you mean \"" + suggested + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"id", "<<", "x", "wait", "checkpoint", "''"})
    void saysNothingWhereNoWordIsNear(String wrong) {
        assertThat(DidYouMean.suffix(wrong, WORDS)).isEmpty();
    }

    @Test
    void ofEquallyNearWordsTheFirstByLetterIsSuggested() {
        assertThat(DidYouMean.suffix("n3", List.of("n2", "n1"))).isEqualTo("; did you mean \"n1\"?");
    }

    @Test
    void nothingToSuggestIsNoSuggestion() {
        assertThat(DidYouMean.suffix("open", List.of())).isEmpty();
    }
}
