package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import misskey.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: 'subNote', body: {id: 1}}  | {"type":"subNote","body":{"id":1}}
            {"type": "it's", n: [{$any: true}]} | {"type":"it's","n":[{"$any":true}]}
            {a: {$lit: {$no: 1}}}             | {"a":{"$lit":{"$no":1}}}
            """)
    void quotesMayBeLeftOut(String text, String json) {
        assertThat(PatternText.read(text)).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                | a pattern is an object with the members that must be there; found [1]
            {a: {$tpye: 'x'}}  | not a pattern: {"$tpye":"x"}: there is no operator $tpye; did you mean "$type"?
            {a: [{$gt: 1, $lt: 2}]} | not a pattern: {"$gt":1,"$lt":2}: $gt stands alone in its object
            """)
    void mistakeIsNamed(String text, String message) {
        assertThatThrownBy(() -> PatternText.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {a: 1          | not a pattern:
            {a: 1} {b: 2}  | not a pattern:
            ``             | a pattern is an object
            """)
    void textThatIsNoJsonIsNoPattern(String text, String message) {
        assertThatThrownBy(() -> PatternText.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void isAPatternAsScenariosHaveIt(int id, boolean fits) {
        assertThat(PatternText.read("{id: {$lt: 2}}")
                        .match(Json.object().put("id", id).put("more", 1), new Bindings())
                        .matches())
                .isEqualTo(fits);
    }
}
