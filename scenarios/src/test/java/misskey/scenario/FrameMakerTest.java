package misskey.scenario;

import static misskey.scenario.Yaml.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class FrameMakerTest {
    private final Bindings bindings = new Bindings();
    private final Dialect dialect = Dialect.named("misskey-2025");
    private final FrameMaker maker = new FrameMaker(bindings, () -> StringNode.valueOf("made-up"), dialect);

    @Test
    void valueIsMadeUpAndBound() {
        assertThat(maker.make(Json.read("{\"id\":{\"$bind\":\"x\"},\"again\":[\"${x}\"]}")))
                .isEqualTo(Json.read("{\"id\":\"made-up\",\"again\":[\"made-up\"]}"));
        assertThat(bindings.find("x")).contains(StringNode.valueOf("made-up"));
    }

    @Test
    void literalIsSentAsItIsWritten() {
        assertThat(maker.make(Json.read("{\"$lit\":{\"$any\":\"${y}\"}}"))).isEqualTo(Json.read("{\"$any\":\"${y}\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {a: {$type: object}}                | {a: {}}
            {a: {$type: array}}                 | {a: []}
            {a: {$type: string}}                | {a: text}
            {a: {$type: number}}                | {a: 1}
            {a: {$type: boolean}}               | {a: true}
            {a: {$type: "null"}}                | {a: null}
            {a: {$gt: 5}}                       | {a: 6}
            {a: {$lt: -0.5}}                    | {a: -1.5}
            {a: {$oneOf: [x, y]}}               | {a: x}
            {a: {$oneOf: [{$type: "null"}, y]}} | {a: null}
            {a: {$absent: true}, b: 1}          | {b: 1}
            {a: {$exact: {b: {$bind: c}}}}      | {a: {b: made-up}}
            """)
    void conditionIsSentAsASampleThatFitsIt(String pattern, String sample) {
        JsonNode made = maker.make(json(pattern));

        assertThat(Yaml.pattern(sample).match(made, bindings).differences()).isEmpty();
        assertThat(made.propertyNames()).isEqualTo(json(sample).propertyNames());
        assertThat(Yaml.pattern(pattern).match(made, bindings).differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: {$any: true}}", "{a: {$regex: ^x}}", "{a: [{$absent: true}]}", "{$absent: true}"})
    void whatOnlyAsksCannotBeSent(String pattern) {
        String operator = pattern.replaceAll(".*(\\$\\w+).*", "$1");

        assertThatThrownBy(() -> maker.make(json(pattern)))
                .isInstanceOf(FrameMaker.CannotBeSent.class)
                .hasMessageContaining("\"" + operator + "\" asks for a value");
    }

    @Test
    void entityIsSentAsASmallOneThatFitsIt() {
        JsonNode made = maker.make(json("{a: {$schema: note}}"));

        assertThat(made.path("a").path("user").path("username").isString()).isTrue();
        assertThat(new FramePattern(json("{a: {$schema: note}}"), dialect)
                        .match(made, bindings)
                        .differences())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {type: channel, body: {id: c, type: note, body: {user: {$any: true}, id: n1}}}
            {type: channel, body: {id: c, type: note, body: {user: {username: {$regex: "^t"}}}}}
            {type: channel, body: {id: c, type: note, body: {$any: true}}}
            {type: channel, body: {id: c, type: note, body: {repliesCount: {$gt: 0}, visibility: {$any: true}}}}
            {type: noteUpdated, body: {id: n1, type: reacted, body: {userId: {$any: true}}}}
            {type: noteUpdated, body: {id: n1, type: deleted, body: {deletedAt: {$regex: "^2"}}}}
            """)
    void whatOnlyAsksIsSentAsTheEventsSchemaHasIt(String frame) {
        JsonNode made = maker.make(json(frame));

        assertThat(new FramePattern(json(frame), dialect).match(made, bindings).differences())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: channel, body: {id: c, type: note, body: {user: {username: {$regex: ^z}}}}}",
                "{type: channel, body: {id: c, type: note, body: {nothingLikeIt: {$any: true}}}}",
                "{type: channel, body: {id: c, type: noSuchEvent, body: {$any: true}}}",
                "{type: channel, body: {id: {$any: true}, type: note}}",
                "{type: connect, body: {id: {$any: true}, type: note}}"
            })
    void whatTheSchemaDoesNotAnswerCannotBeSent(String frame) {
        assertThatThrownBy(() -> maker.make(json(frame))).isInstanceOf(FrameMaker.CannotBeSent.class);
    }
}
