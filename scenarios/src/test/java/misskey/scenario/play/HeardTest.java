package misskey.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.PatternText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class HeardTest {
    private final List<Arrived> told = new ArrayList<>();
    private final Bindings names = new Bindings();
    private final Heard heard = new Heard(
            Dialect.named("documented"),
            Direction.CLIENT,
            frame -> frame.path("type").stringValue("").equals("own"),
            told::add);
    private int lines;

    private void line(Line.Op op, String members) {
        heard.accept(new Line(++lines, lines * 1_000L, "alice-1", op, (ObjectNode) Json.read(members)));
    }

    private void client(String text) {
        line(Line.Op.TEXT, "{\"from\":\"client\",\"text\":" + Json.MAPPER.writeValueAsString(text) + "}");
    }

    private boolean take(String pattern) {
        return heard.take("alice-1", PatternText.read(pattern), names, 0, Duration.ZERO)
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"subNote","body":{"id":"n1"}}  | {type: 'subNote'}
            {"type":"s","body":{"id":"n1"}}        | {type: 'subNote'}
            {"type":"ch","body":{"id":"1"}}        | {type: 'channel'}
            {"type":"unheardOf"}                   | {type: 'unheardOf'}
            not json                               | {$text: 'not json'}
            [1]                                    | {$text: '[1]'}
            {"type":"subNote"}                     | {$text: {$regex: 'sub'}}
            """)
    void textIsAFrameUnderItsUsualNameOrTheTextItIs(String text, String pattern) {
        client(text);

        assertThat(take(pattern)).isTrue();
        assertThat(take(pattern)).isFalse();
    }

    @Test
    void whatIsNoTextIsHeardToo() {
        line(Line.Op.BINARY, "{\"from\":\"client\",\"hex\":\"00ff\"}");
        line(Line.Op.PING, "{\"from\":\"client\",\"data\":\"x\"}");
        line(Line.Op.PONG, "{\"from\":\"client\",\"data\":\"y\"}");

        assertThat(take("{$binary: '00ff'}")).isTrue();
        assertThat(take("{$ping: 'x'}")).isTrue();
        assertThat(take("{$pong: 'z'}")).isFalse();
    }

    @Test
    void whatTheKitSendsOrAsksForItselfIsNotTheirs() {
        line(Line.Op.TEXT, "{\"from\":\"server\",\"text\":\"{\\\"type\\\":\\\"a\\\"}\"}");
        client("{\"type\":\"own\"}");
        client("{\"type\":\"theirs\"}");

        assertThat(take("{type: 'a'}")).isFalse();
        assertThat(take("{type: 'own'}")).isFalse();
        assertThat(told).extracting(each -> each.line().n()).containsExactly(3);
        assertThat(heard.lines()).hasSize(3);
    }

    @Test
    void onlyWhatCameAfterALineOnThatConnectionCounts() {
        client("{\"type\":\"a\"}");
        FramePattern pattern = PatternText.read("{type: 'a'}");

        assertThat(heard.take("alice-1", pattern, names, 1, Duration.ZERO)).isEmpty();
        assertThat(heard.take("bob-1", pattern, names, 0, Duration.ZERO)).isEmpty();
        assertThat(heard.untaken("alice-1", pattern, names, 0)).hasSize(1);
        assertThat(heard.take("alice-1", pattern, names, 0, Duration.ZERO)).isPresent();
        assertThat(heard.untaken("alice-1", pattern, names, 0)).isEmpty();
    }

    @Test
    void namesAreBoundByWhatIsTakenAndByNothingElse() {
        client("{\"type\":\"connect\",\"body\":{\"id\":\"1\",\"channel\":\"b\"}}");
        client("{\"type\":\"connect\",\"body\":{\"id\":\"2\",\"channel\":\"a\"}}");

        assertThat(take("{type: 'connect', body: {id: {$bind: 'x'}, channel: 'a'}}"))
                .isTrue();
        assertThat(names.find("x")).contains(Json.read("\"2\""));
    }

    @Test
    void nearestIsTheLatestOfThoseThatDifferLeast() {
        client("{\"type\":\"a\",\"body\":{\"id\":\"1\"}}");
        client("{\"type\":\"b\",\"body\":{\"id\":\"2\"}}");
        client("{\"type\":\"b\",\"body\":{\"id\":\"3\"}}");

        assertThat(heard.nearest("alice-1", PatternText.read("{type: 'b', body: {id: '9'}}"), names, 0))
                .hasValueSatisfying(near -> {
                    assertThat(near.line().n()).isEqualTo(3);
                    assertThat(near.miss().differences())
                            .containsExactly(new FramePattern.Difference("/body/id", "\"9\"", "\"3\""));
                });
    }

    @Test
    void endIsTheirsUnlessTheKitCloses() {
        line(Line.Op.CLOSED, "{\"code\":1000,\"reason\":\"bye\"}");

        assertThat(heard.ended("alice-1")).contains("closed with 1000 bye");
        assertThat(heard.ended("bob-1")).isEmpty();
        assertThat(take("{$close: {code: 1000}}")).isTrue();
    }

    @Test
    void endThatTheKitBroughtAboutIsNoDoingOfTheirs() {
        heard.closing("alice-1");
        line(Line.Op.CLOSED, "{\"code\":1006,\"reason\":\"\"}");

        assertThat(heard.ended("alice-1")).contains("cut without a close frame (1006)");
        assertThat(take("{$close: {$any: true}}")).isFalse();
    }
}
