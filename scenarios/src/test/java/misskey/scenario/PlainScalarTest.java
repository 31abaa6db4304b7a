package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "5", "-5.25", "1e3", "1E-3", "12345678901234567890", "true", "false", "null"})
    void whatJsonHasIsReadAsJsonReadsIt(String text) {
        assertThat(PlainScalar.read(text)).contains(Json.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "yes", "on", "1_000", "12:30", "2022-01-01", "5a", "-", "e5", "f8080b67", "1.2.3", "👍"
            })
    void whatNobodyTakesForAnythingElseIsAText(String text) {
        assertThat(PlainScalar.read(text)).contains(PlainScalar.text(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "010", "+5", "1.", ".5", "0x10", "0o10", ".inf", "-.INF", ".nan", ".NaN", "1e999", "~", "Null", "True",
                "FALSE"
            })
    void whatOnlyYamlTakesForSomethingElseIsNeither(String text) {
        assertThat(PlainScalar.read(text)).isEmpty();
    }

    @Test
    void nothingIsNull() {
        assertThat(PlainScalar.read("")).contains(Json.read("null"));
    }
}
