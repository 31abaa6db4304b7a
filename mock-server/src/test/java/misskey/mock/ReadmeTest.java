package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import misskey.mock.session.SessionSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example in the README runs, and is this one. */
class ReadmeTest {
    private final HttpClient http = ApiPeer.HTTP;
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final WebSocket.Listener listener = new WebSocket.Listener() {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            frames.add(text.toString());
            from.request(1);
            return null;
        }
    };

    @Test
    @Timeout(60)
    void exampleRuns() throws Exception {
        // the example begins
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            URI stream = URI.create(
                    session.streamUrl() + "?i=" + session.token("alice").reveal());
            WebSocket alice =
                    http.newWebSocketBuilder().buildAsync(stream, listener).join();
            alice.sendText("{\"type\":\"connect\",\"body\":{\"channel\":\"main\",\"id\":\"1\",\"pong\":true}}", true)
                    .join();
            assertThat(frames.take()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"1\"}}");

            http.send(
                    HttpRequest.newBuilder(session.origin().resolve("/api/notes/create"))
                            .POST(BodyPublishers.ofString("{\"i\":\"bob-token\",\"text\":\"hi @alice\"}"))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(frames.take()).startsWith("{\"type\":\"channel\",\"body\":{\"id\":\"1\",\"type\":\"mention\"");

            assertThat(session.findings()).as("what the client did wrong").isEmpty();
            assertThat(session.journal()).as("what both sides did").hasSize(6);
        }
        // the example ends
    }

    @ParameterizedTest
    @CsvSource({"ReadmeTest, ## From Java", "ReadmeClientTest, ## In JUnit tests"})
    void exampleIsTheOneInTheReadme(String test, String heading) throws Exception {
        String code = Files.readString(Path.of("src/test/java/misskey/mock/" + test + ".java"));
        String readme = Files.readString(Path.of("README.md"));

        assertThat(plain(between(readme.substring(readme.indexOf(heading)), "```java\n", "```")))
                .isEqualTo(plain(between(code, "// the example begins\n", "// the example ends\n")));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String plain(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
