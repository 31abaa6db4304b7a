package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A frame that is put together from parts is what it would be if it were written as a whole. */
class OutgoingTest {
    private static final Dialect DIALECT = Dialect.named("documented");
    private static final Dialect.Event NOTE = DIALECT.channel("homeTimeline")
            .map(channel -> channel.events().get("note"))
            .orElseThrow();

    private final SharedBodies bodies = new SharedBodies();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "\"\"",
                "\"a\\\"b\\\\c\"",
                "\"\\n\\u007f\"",
                "\"通知\"",
                "\"\\ud83d\\ude00\"",
                "7",
                "null",
                "{\"a\":[1]}",
                "\"</script>\""
            })
    void aFrameIsWrittenAsOneObject(String id) {
        JsonNode body = Json.read("{\"text\":\"おはよう \\\"you\\\"\"}");
        ObjectNode inner = Json.object().set("id", Json.read(id));
        inner.put("type", "note").set("body", body);
        String whole = Json.write(Json.object().put("type", "channel").set("body", inner));
        Message message = event(Json.read(id), body);
        assertThat(message.text()).isEqualTo(whole).hasSize(message.length());
        assertThat(new String(message.octets(), StandardCharsets.UTF_8)).isEqualTo(whole);
    }

    @Test
    void halfASurrogatePairIsWrittenAsAnEscape() {
        Message message = event(StringNode.valueOf("\ud83d"), StringNode.valueOf("\ude00"));
        assertThat(new String(message.octets(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\":\"channel\",\"body\":{\"id\":\"\\uD83D\",\"type\":\"note\",\"body\":\"\\uDE00\"}}");
    }

    @Test
    void whatIsMissingIsLeftOut() {
        MissingNode nothing = MissingNode.getInstance();
        assertThat(event(nothing, nothing).text()).isEqualTo("{\"type\":\"channel\",\"body\":{\"type\":\"note\"}}");
    }

    @Test
    void aBodyIsWrittenOnceHoweverManyGetIt() {
        ObjectNode body = Json.object().put("text", "hello");
        String first = event(StringNode.valueOf("1"), body).text();
        body.put("text", "changed after it was written");
        assertThat(event(StringNode.valueOf("2"), body).text()).isEqualTo(first.replace("\"1\"", "\"2\""));
    }

    @Test
    void everyPartOfItIsMasked() {
        Message message = event(StringNode.valueOf("secret"), StringNode.valueOf("a secret"));
        assertThat(message.masked(text -> text.replace("secret", "<s>")))
                .isEqualTo("{\"type\":\"channel\",\"body\":{\"id\":\"<s>\",\"type\":\"note\",\"body\":\"a <s>\"}}");
    }

    private Message event(JsonNode id, JsonNode body) {
        return new Outgoing.Event(NOTE, id, "note", body).render(DIALECT, bodies);
    }
}
