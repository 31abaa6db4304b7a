package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b<c&d/e f",
                "a%22b%3Cc%26d%2Fe%20f",
                "a%22b%3cc%26d%2fe+f",
                "a%2522b%253Cc%2526d%252Fe%2520f",
                "a\\\"b<c&d\\/e f",
                "a\\\\\\\"b<c&d/e f",
                "\\u0061\\u0022b\\u003Cc\\u0026d\\u002fe f",
                "a&quot;b&lt;c&amp;d/e f",
                "a&#34;b&#60;c&#x26;d&#047;e&#x20;f"
            })
    void tokenIsFoundHoweverItIsWritten(String written) {
        redactor.add(Secret.of("alice", "a\"b<c&d/e f"));

        assertThat(redactor.redact("before " + written + " after")).isEqualTo("before <alice> after");
    }

    @Test
    void tokenIsFoundInTheHexadecimalOfOctets() {
        redactor.add(Secret.of("alice", "secret"));
        String hex = HexFormat.of().formatHex("i=secret&x".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(HexFormat.of().parseHex(redactor.redact(hex)), StandardCharsets.UTF_8))
                .isEqualTo("i=<alice>&x");
        assertThat(redactor.redact("00ff10")).isEqualTo("00ff10");
    }

    @Test
    void tokenThatBeginsAnotherLeavesNothingOfIt() {
        redactor.add(Secret.of("short", "abc"));
        redactor.add(Secret.of("long", "abcdef"));

        assertThat(redactor.redact("abcdef abc")).isEqualTo("<long> <short>");
    }

    @Test
    void namesOfMembersAreMaskedToo() {
        redactor.add(Secret.of("alice", "secret"));

        assertThat(redactor.redact(Json.object().put("secret", 1)).toString()).isEqualTo("{\"<alice>\":1}");
    }

    @Test
    void tokenOfHexadecimalDigitsIsFoundByItself() {
        redactor.add(Secret.of("app", "00ff10"));

        assertThat(redactor.redact("00ff10")).isEqualTo("<app>");
    }
}
