package misskey.scenario;

import static misskey.scenario.Yaml.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingsTest {
    private final Bindings bindings = new Bindings();

    @BeforeEach
    void bindSome() {
        bindings.bind("alice", json("{id: a1, count: 3, home: {town: Kyoto}, money: \"$5\"}"));
        bindings.bind("on", json("true"));
        bindings.bind("nothing", json("null"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "${alice}"                     | {id: a1, count: 3, home: {town: Kyoto}, money: "$5"}
            "${alice.count}"               | 3
            "${alice.home.town}"           | Kyoto
            "${on}"                        | true
            "${nothing}"                   | null
            "${alice.count} of ${on}"      | 3 of true
            "<${alice.money}>"             | <$5>
            "${alice.home}!"               | '{"town":"Kyoto"}!'
            {a: ["${on}", {b: "${on}"}]}   | {a: [true, {b: true}]}
            "$alice {alice} $ {alice}"     | $alice {alice} $ {alice}
            7                              | 7
            """)
    void fillsReferences(String template, String filled) {
        assertThat(bindings.fill(json(template))).isEqualTo(json(filled));
    }

    @Test
    void literalIsTakenAsItIsWritten() {
        assertThat(bindings.fill(json("{a: {$lit: {b: \"${nobody}\", $bind: x}}}")))
                .isEqualTo(json("{a: {b: \"${nobody}\", $bind: x}}"));
    }

    @Test
    void otherOperatorsAreLeftToWhoeverSends() {
        assertThat(bindings.fill(json("{a: {$bind: x}, b: {$oneOf: [\"${on}\"]}}")))
                .isEqualTo(json("{a: {$bind: x}, b: {$oneOf: [true]}}"));
    }

    @Test
    void templateStaysAsItWas() {
        var template = json("{a: [\"${on}\"]}");
        bindings.fill(template);

        assertThat(template).isEqualTo(json("{a: [\"${on}\"]}"));
    }

    @Test
    void nameBoundAgainMeansTheNewValue() {
        bindings.bind("on", json("false"));

        assertThat(bindings.find("on")).contains(json("false"));
    }

    @Test
    void findsWhatIsThereAndNothingElse() {
        assertThat(bindings.find("alice.home.town")).contains(json("Kyoto"));
        assertThat(bindings.find("alice.street")).isEmpty();
        assertThat(bindings.find("on.deeper")).isEmpty();
        assertThat(bindings.find("bob")).isEmpty();
    }

    @Test
    void boundTextIsNotFilledAgain() {
        bindings.bind("tricky", json("\"${on}\""));

        assertThat(bindings.fill(json("\"${tricky}\""))).isEqualTo(json("\"${on}\""));
        assertThat(bindings.fill(json("\"<${tricky}>\""))).isEqualTo(json("\"<${on}>\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "${bob}"                | nothing has bound "${bob}"
            "to ${bob.id}"          | nothing has bound "${bob.id}"
            {a: ["${bob}"]}         | nothing has bound "${bob}"
            "${alice.home.street}"  | "${alice.home.street}" is nothing: the value has id, count, home, money
            "${on.deeper}"          | "${on.deeper}" is nothing: the value has no members
            """)
    void unboundNameIsNamed(String template, String message) {
        assertThatThrownBy(() -> bindings.fill(json(template)))
                .isInstanceOf(Bindings.UnboundName.class)
                .hasMessage(message);
    }
}
