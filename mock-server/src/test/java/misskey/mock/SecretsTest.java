package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No token reaches the journal, whichever way it came and however it was encoded. */
class SecretsTest {
    private static final String ACCOUNT = "zoë+1/2";
    private static final String TOKEN = ACCOUNT + "-token";
    private static final String ENCODED = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults().withAccounts(List.of(ACCOUNT, "bob")));

    static List<String> encodings() {
        StringBuilder all = new StringBuilder();
        for (byte octet : TOKEN.getBytes(StandardCharsets.UTF_8)) {
            all.append(String.format("%%%02X", octet));
        }
        return List.of(ENCODED, ENCODED.toLowerCase(Locale.ROOT), all.toString(), ENCODED.replace("%2F", "/"));
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void tokenOfAHandshakeIsMasked(String encoded) {
        try (StreamPeer stream = StreamPeer.at(URI.create(session.streamUrl() + "?x=1&i=" + encoded + "&y=2"))) {
            stream.connect("main", "m");
        }

        assertThat(session.journal().get(0).get("url").stringValue())
                .isEqualTo("/streaming?x=1&i=<" + ACCOUNT + ">&y=2");
        assertNothingLeaks(encoded);
    }

    @Test
    void tokenOfSomewhereElseIsMaskedToo() {
        assertThat(catchThrowable(() -> StreamPeer.at(URI.create(session.streamUrl() + "?i=of-my-real-account"))))
                .isNotNull();
        new ApiPeer(session, "bob").post("i", "{\"i\":\"of-my-real-account\"}");

        assertThat(session.journal()).hasSize(3);
        assertNothingLeaks("of-my-real-account");
    }

    @Test
    void tokenInAFrameIsMasked() {
        try (StreamPeer stream = StreamPeer.as(session, "bob")) {
            stream.say("{'type':'api','body':{'id':'a','endpoint':'i','data':{'i':'" + TOKEN + "'}}}");
            stream.say("{'type':'" + TOKEN + "','body':{'url':'/streaming?i=" + ENCODED + "'}}");
            stream.untilFence();
        }

        assertNothingLeaks(ENCODED);
    }

    @Test
    void tokenInACallIsMasked() {
        ApiPeer zoe = new ApiPeer(session, ACCOUNT);
        zoe.note("my token is " + TOKEN + ", or " + ENCODED);
        ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/api/notes/create"))
                .header("Authorization", "Bearer bob-token")
                .POST(BodyPublishers.ofString(Json.write(Json.object().put("text", "bob-token")))));
        zoe.post("no/such/" + ENCODED, "{}");

        assertThat(session.journal()).hasSize(3);
        assertNothingLeaks(ENCODED);
    }

    private void assertNothingLeaks(String encoded) {
        assertThat(session.journal())
                .isNotEmpty()
                .extracting(Transcript::format)
                .allSatisfy(line -> assertThat(line).doesNotContain(TOKEN, ENCODED, encoded, "bob-token"));
    }
}
