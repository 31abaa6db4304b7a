package misskey.scenario;

import static misskey.scenario.Yaml.json;
import static misskey.scenario.Yaml.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.scenario.FramePattern.Difference;
import misskey.scenario.FramePattern.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramePatternTest {
    private static Match match(String pattern, String value) {
        Bindings bindings = new Bindings();
        bindings.bind("bob", json("{id: b1, username: bob, roles: [x]}"));
        bindings.bind("n", json("5"));
        bindings.bind("tags", json("[1, two]"));
        bindings.bind("name", json("bob"));
        return pattern(pattern).match(json(value), bindings);
    }

    private static Difference differs(String pattern, String value) {
        Match match = match(pattern, value);
        assertThat(match.matches()).isFalse();
        assertThat(match.differences()).hasSize(1);
        return match.differences().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: a}                        | {type: a, body: {id: 1}}
            {type: a, body: {}}              | {type: a, body: {id: 1}}
            {body: {x: {y: 1}}}              | {body: {x: {y: 1, z: 2}, w: 3}}
            {a: null}                        | {a: null, b: 1}
            {a: true}                        | {a: true}
            [1, {a: 2}]                      | [1, {a: 2, b: 3}]
            []                               | []
            {a: 1}                           | {a: 1.0}
            {a: 10}                          | {a: 1e1}
            {"a/b": 1, "~": 2}               | {"a/b": 1, "~": 2}
            """)
    void patternMatchesWhateverHasItsMembers(String pattern, String value) {
        assertThat(match(pattern, value).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: a}              | {type: b}              | /type       | "a"            | "b"
            {type: a}              | {}                     | /type       | "a"            | nothing
            {a: 1}                 | {a: 1.5}               | /a          | 1              | 1.5
            {a: 1}                 | {a: "1"}               | /a          | 1              | "1"
            {a: null}              | {}                     | /a          | null           | nothing
            {a: {b: 1}}            | {a: [1]}               | /a          | an object      | [1]
            {a: {b: {c: 1}}}       | {a: {b: {c: 2}}}       | /a/b/c      | 1              | 2
            {a: [1, 2]}            | {a: [1]}               | /a          | a list of 2    | [1]
            {a: [1, 2]}            | {a: [1, 3]}            | /a/1        | 2              | 3
            {a: []}                | {a: {}}                | /a          | a list of 0    | {}
            {"a/b": {"~": 1}}      | {"a/b": {"~": 2}}      | /a~1b/~0    | 1              | 2
            {a: true}              | {a: 1}                 | /a          | true           | 1
            """)
    void differenceSaysWhereAndWhat(String pattern, String value, String pointer, String expected, String found) {
        assertThat(differs(pattern, value)).isEqualTo(new Difference(pointer, expected, found));
    }

    @Test
    void everyDifferenceIsListedInThePatternsOrder() {
        assertThat(match("{z: 1, a: {b: 2}, m: 3}", "{z: 0, a: {b: 0}, m: 3}").differences())
                .extracting(Difference::pointer)
                .containsExactly("/z", "/a/b");
    }

    @Test
    void differenceOfTheWholeFrameHasTheEmptyPointer() {
        assertThat(differs("{type: a}", "[]")).isEqualTo(new Difference("", "an object", "[]"));
    }

    @Test
    void longValuesAreCut() {
        assertThat(differs("{a: 1}", "{a: " + "x".repeat(200) + "}").found())
                .hasSize(81)
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: {$any: true}}                    | {a: null}
            {a: {$any: true}}                    | {a: [1]}
            {a: {$bind: x}}                      | {a: null}
            {a: {$absent: true}}                 | {b: 1}
            {a: {$type: object}}                 | {a: {}}
            {a: {$type: array}}                  | {a: []}
            {a: {$type: string}}                 | {a: ""}
            {a: {$type: number}}                 | {a: 1.5}
            {a: {$type: boolean}}                | {a: false}
            {a: {$type: "null"}}                 | {a: null}
            {a: {$regex: "b+"}}                  | {a: abbc}
            {a: {$oneOf: [1, {$type: string}]}}  | {a: x}
            {a: {$oneOf: ["${bob}", 1]}}         | {a: {id: b1}}
            {a: {$gt: 5}}                        | {a: 5.5}
            {a: {$lt: 5}}                        | {a: -1}
            {a: {$lit: {$bind: x}}}              | {a: {$bind: x}}
            {a: {$lit: "${nobody}"}}             | {a: "${nobody}"}
            {a: {$lit: {b: [1]}}}                | {a: {b: [1.0]}}
            """)
    void operatorHolds(String pattern, String value) {
        assertThat(match(pattern, value).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: {$any: true}}           | {}            | /a | anything                 | nothing
            {a: {$bind: x}}             | {}            | /a | something to bind        | nothing
            {a: {$absent: true}}        | {a: null}     | /a | nothing                  | null
            {a: {$type: object}}        | {a: []}       | /a | a value of type object   | []
            {a: {$type: string}}        | {}            | /a | a value of type string   | nothing
            {a: {$type: number}}        | {a: "1"}      | /a | a value of type number   | "1"
            {a: {$regex: ^b}}           | {a: ab}       | /a | a text that matches ^b   | "ab"
            {a: {$regex: "1"}}          | {a: 1}        | /a | a text that matches 1    | 1
            {a: {$oneOf: [1, x]}}       | {a: 2}        | /a | one of [1,"x"]           | 2
            {a: {$gt: 5}}               | {a: 5}        | /a | a number over 5          | 5
            {a: {$gt: 5}}               | {a: "6"}      | /a | a number over 5          | "6"
            {a: {$lt: 5}}               | {a: 5.0}      | /a | a number under 5         | 5.0
            {a: {$lt: 5}}               | {}            | /a | a number under 5         | nothing
            {a: {$lit: {b: 1}}}         | {a: {b: 1, c: 2}} | /a | {"b":1}              | {"b":1,"c":2}
            [{$any: true}, {$gt: 1}]    | [0, 1]        | /1 | a number over 1          | 1
            """)
    void operatorThatFailsSaysWhatItWanted(
            String pattern, String value, String pointer, String expected, String found) {
        assertThat(differs(pattern, value)).isEqualTo(new Difference(pointer, expected, found));
    }

    @Test
    void bindGivesANameToWhatIsThere() {
        assertThat(match("{a: {$bind: x}, b: [{$bind: y}]}", "{a: {c: 1}, b: [2]}")
                        .bound())
                .containsExactly(entry("x", json("{c: 1}")), entry("y", json("2")));
    }

    @Test
    void bindingsThemselvesStayAsTheyWere() {
        Bindings bindings = new Bindings();
        pattern("{a: {$bind: x}}").match(json("{a: 1}"), bindings);

        assertThat(bindings.find("x")).isEmpty();
    }

    @Test
    void nameBoundInAFrameIsKnownFurtherOnInIt() {
        assertThat(match("{a: {$bind: x}, b: \"${x}\"}", "{a: 1, b: 1}").matches())
                .isTrue();
        assertThat(differs("{a: {$bind: x}, b: \"${x}\"}", "{a: 1, b: 2}")).isEqualTo(new Difference("/b", "1", "2"));
        assertThat(match("{a: {$bind: x}, b: \"${x}\"}", "{b: 2}").differences())
                .extracting(Difference::pointer)
                .containsExactly("/a", "/b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: "${bob}"}               | {a: {id: b1, username: other}}
            ["${bob}"]                  | [{id: b1}]
            {a: "${bob.id}"}            | {a: b1}
            {a: "${n}"}                 | {a: 5.0}
            {a: "no. ${n} of ${name}"}  | {a: no. 5 of bob}
            {a: "${tags}"}              | {a: [1.0, two]}
            """)
    void referenceStandsForWhatIsBound(String pattern, String value) {
        assertThat(match(pattern, value).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: "${bob}"}      | {a: {id: b2}}     | /a/id | "b1"      | "b2"
            {a: "${bob}"}      | {a: {}}           | /a/id | "b1"      | nothing
            {a: "${bob}"}      | {a: b1}           | /a    | an object | "b1"
            {a: "${n}"}        | {a: "5"}          | /a    | 5         | "5"
            {a: "${tags}"}     | {a: [1]}          | /a    | [1,"two"] | [1]
            """)
    void referenceThatDiffersSaysWhatItStandsFor(
            String pattern, String value, String pointer, String expected, String found) {
        assertThat(differs(pattern, value)).isEqualTo(new Difference(pointer, expected, found));
    }

    @Test
    void unboundNameIsAnErrorOfTheScenarioAndNoDifference() {
        assertThatThrownBy(() -> match("{a: \"${nobody}\"}", "{a: 1}"))
                .isInstanceOf(Bindings.UnboundName.class)
                .hasMessage("nothing has bound \"${nobody}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1e999}", "{\"a\":-1e999}"})
    void numberTooLargeForADoubleDiffersLikeAnyOther(String frame) {
        Match match = pattern("{a: 1}").match(Json.read(frame), new Bindings());

        assertThat(match.differences()).extracting(Difference::pointer).containsExactly("/a");
        assertThat(pattern("{a: {$gt: 1}}")
                        .match(Json.read("{\"a\":1e999}"), new Bindings())
                        .matches())
                .isTrue();
    }

    @Test
    void showsItselfAsJson() {
        assertThat(pattern("{type: a, body: {$any: true}}")).hasToString("{\"type\":\"a\",\"body\":{\"$any\":true}}");
    }

    @Test
    void entityIsComparedWithItsSchema() {
        FramePattern pattern = new FramePattern(json("{body: {$schema: user-lite}}"), Dialect.named("misskey-2025"));

        assertThat(pattern.match(json("{body: {id: 7, username: a}}"), new Bindings())
                        .differences())
                .extracting(FramePattern.Difference::pointer)
                .contains("/body/id", "/body");
        assertThat(pattern.match(json("{}"), new Bindings()).differences())
                .containsExactly(new FramePattern.Difference(
                        "/body",
                        "the entity user-lite of misskey-2025",
                        Json.excerpt(json("{}").path("body"), 80)));
    }

    @Test
    void entityIsThatOfTheDialect() {
        assertThat(new FramePattern(json("{$schema: note}"), Dialect.named("documented"))
                        .match(json("{id: n1}"), new Bindings())
                        .matches())
                .isTrue();
        assertThat(new FramePattern(json("{$schema: note}"), Dialect.named("misskey-12"))
                        .match(json("{id: n1}"), new Bindings())
                        .matches())
                .isFalse();
    }
}
