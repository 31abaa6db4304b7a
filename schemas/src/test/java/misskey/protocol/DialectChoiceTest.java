package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "misskey,       12.110.1,           misskey-12",
        "misskey,       12.119.2,           misskey-12@12.119.2",
        "misskey,       2025.2.0,           misskey-2025",
        "Misskey,       v13.14.2,           misskey-2025@13.14.2",
        "cherrypick,    4.17.0,             misskey-2025@cherrypick-4.17.0",
        "sharkey,       2024.9.1,           misskey-2025@sharkey-2024.9.1",
        "misskey,       2025.4.1-io.13b,    misskey-2025@misskeyio-2025.4.1",
        "misskey,       2025.4.1-mhq.13,    misskey-2025@misskeyio-2025.4.1"
    })
    void releaseThatADialectStandsForIsJudgedByIt(String software, String version, String dialect) {
        DialectChoice choice = DialectChoice.forServer(software, version);

        assertThat(choice.dialect().fullName()).isEqualTo(dialect);
        assertThat(choice.why()).startsWith("it stands for ");
    }

    @ParameterizedTest
    @CsvSource({
        "misskey,    2025.3.1,         misskey-2025,                     Misskey 2025.2.0",
        "misskey,    2023.11.0-beta.4, misskey-2025@2023.10.0,           Misskey 2023.10.0",
        "misskey,    12.118.0,         misskey-12,                       Misskey 12.110.1",
        "cherrypick, 4.20.1,           misskey-2025@cherrypick-4.17.0,   CherryPick 4.17.0 (Misskey 2025.10.2)"
    })
    void otherReleaseIsJudgedAsTheNearestEarlierOneAndThatIsSaid(
            String software, String version, String dialect, String nearest) {
        DialectChoice choice = DialectChoice.forServer(software, version);

        assertThat(choice.dialect().fullName()).isEqualTo(dialect);
        assertThat(choice.why()).isEqualTo("the nearest earlier release that it stands for is " + nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, 4.3.0,         no dialect stands for mastodon",
        "misskey,  11.37.1,       misskey 11.37.1 is older than every release that a dialect stands for",
        "misskey,  nightly,       no version can be read from \"nightly\"",
        "misskey,  99999999999.1, no version can be read from \"99999999999.1\""
    })
    void serverThatNoDialectIsAboutIsJudgedByTheDocument(String software, String version, String why) {
        DialectChoice choice = DialectChoice.forServer(software, version);

        assertThat(choice.dialect().name()).isEqualTo("documented");
        assertThat(choice.why()).isEqualTo(why);
    }
}
