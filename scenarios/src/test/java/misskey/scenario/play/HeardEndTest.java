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
import org.junit.jupiter.api.Test;

class HeardEndTest {
    private static final FramePattern END = pattern("{\"$close\":{\"code\":1000}}");

    private static FramePattern pattern(String json) {
        return new FramePattern(Json.read(json));
    }

    private static Heard of(String dialect, Direction side) {
        return new Heard(Dialect.named(dialect), side, frame -> false, arrived -> {});
    }

    private static Line text(int n, String from, String text) {
        return new Line(
                n, n, "alice", Line.Op.TEXT, Json.object().put("from", from).put("text", text));
    }

    private static Line closed(int n) {
        return new Line(
                n, n, "alice", Line.Op.CLOSED, Json.object().put("code", 1000).put("reason", ""));
    }

    private static boolean came(Heard heard, FramePattern pattern) {
        return heard.take("alice", pattern, new Bindings(), 0, Duration.ZERO).isPresent();
    }

    @Test
    void aliasIsWhatItStandsFor() {
        Heard heard = of("misskey-2025", Direction.CLIENT);

        heard.accept(text(1, "client", "{\"type\":\"s\",\"body\":{\"id\":\"n1\"}}"));

        assertThat(came(heard, pattern("{\"type\":\"subNote\"}"))).isTrue();
    }

    @Test
    void oneBroadcastIsNoAliasOfAnother() {
        Heard heard = of("misskey-2025", Direction.SERVER);

        heard.accept(text(1, "server", "{\"type\":\"emojiDeleted\",\"body\":{\"emojis\":[]}}"));

        assertThat(came(heard, pattern("{\"type\":\"emojiAdded\"}"))).isFalse();
        assertThat(came(heard, pattern("{\"type\":\"emojiDeleted\"}"))).isTrue();
    }

    @Test
    void endOfAConnectionCanBeTakenByTheTimeItCountsAsEnded() {
        Heard[] heard = new Heard[1];
        List<Boolean> endedWhenItCame = new ArrayList<>();
        heard[0] = new Heard(
                Dialect.named("documented"),
                Direction.SERVER,
                frame -> false,
                arrived -> endedWhenItCame.add(heard[0].ended("alice").isPresent()));

        heard[0].accept(closed(1));

        assertThat(endedWhenItCame).containsExactly(false);
        assertThat(heard[0].ended("alice")).isPresent();
        assertThat(came(heard[0], END)).isTrue();
    }

    @Test
    void endThatTheKitBringsAboutIsNoDoingOfTheOtherSide() {
        Heard heard = of("documented", Direction.SERVER);

        heard.closing("alice");
        heard.accept(closed(1));

        assertThat(came(heard, END)).isFalse();
        assertThat(heard.ended("alice")).isPresent();
    }
}
