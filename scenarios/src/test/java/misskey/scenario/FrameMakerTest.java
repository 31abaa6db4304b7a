package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

class FrameMakerTest {
    private final Bindings bindings = new Bindings();
    private final FrameMaker maker = new FrameMaker(bindings, () -> StringNode.valueOf("made-up"));

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
    @ValueSource(strings = {"$any", "$absent", "$type", "$regex", "$oneOf", "$gt", "$lt"})
    void whatOnlyAsksCannotBeSent(String operator) {
        assertThatThrownBy(() -> maker.make(Json.object().set("a", Json.object().put(operator, true))))
                .hasMessageContaining("\"" + operator + "\" asks for a value");
    }
}
