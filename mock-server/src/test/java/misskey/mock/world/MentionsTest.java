package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@bob",
                "hello @bob",
                "@bob, hello",
                "(@bob)",
                "@bob.",
                "@bob\nhello",
                "@alice @bob",
                "@bobby and @bob",
                "こんにちは、@bob！",
                "@BOB",
                "@bob - hello",
                "@bob@ hello",
            })
    void nameAfterAnAtSignIsAMention(String text) {
        assertThat(Mentions.in(text, "bob")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "bob",
                "@ bob",
                "@bobby",
                "@bob_",
                "@bob2",
                "@bob-by",
                "@abob",
                "alice@bob",
                "alice@bob.example",
                "_@bob",
                "@bob@other.example",
            })
    void anythingElseIsNone(String text) {
        assertThat(Mentions.in(text, "bob")).isFalse();
    }
}
