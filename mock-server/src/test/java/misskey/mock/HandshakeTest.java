package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import misskey.mock.session.SessionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a stream, and what everybody else is answered. */
class HandshakeTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void anonymousConnectionOpensPublicChannelsOnly() {
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "1")) {
            stream.say("{'type':'connect','body':{'channel':'main','id':'2','pong':true}}");

            assertThat(stream.untilFence()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i=alice-token",
                "i=%61lice%2Dtoken",
                "_t=1&i=alice-token",
                "i=alice-token&i=wrong",
                "i=alice-token&unknown",
            })
    void tokenOpensTheChannelsOfItsAccount(String query) {
        try (StreamPeer stream = StreamPeer.at(URI.create(session.streamUrl() + "?" + query))) {
            stream.connect("main", "m");

            assertThat(stream.untilFence()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i=wrong", "i=", "i", "i=alice", "i=ALICE-TOKEN", "i=wrong&i=alice-token"})
    void wrongTokenIsRefusedWith401(String query) {
        HttpResponse<?> answer = refused(URI.create(session.streamUrl() + "?" + query));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge ->
                        assertThat(challenge).startsWith("Bearer realm=\"Misskey\", error=\"invalid_token\""));
        assertThat(answer.headers().firstValue("Content-Length")).contains("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/streaming/", "/other", "/api/notes/create", "/a%20b"})
    void anyPathUpgrades(String path) {
        String url = session.streamUrl().toString().replace("/streaming", path);
        try (StreamPeer stream = StreamPeer.at(URI.create(url + "?i=alice-token"))) {
            stream.connect("main", "m");

            assertThat(session.journal().get(0).get("url").stringValue()).isEqualTo(path + "?i=<alice>");
        }
    }

    @Test
    void streamingWithoutAnUpgradeIsUnavailable() {
        HttpResponse<String> answer =
                ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/streaming?i=alice-token")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/other", "/streaming/", "/api"})
    void anyOtherPageIsNotFound(String path) {
        HttpResponse<String> answer =
                ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve(path)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"statusCode\":404,\"error\":\"Not Found\"}");
    }

    @ParameterizedTest(name = "{0} with {1} is answered {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | Sec-WebSocket-Version: 13                      | 400
            GET  | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==    | 426
            POST | Sec-WebSocket-Version: 13                      | 405
            """)
    void requestThatIsNoHandshakeIsRefused(String method, String header, int status) throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            String answer = peer.ask(method + " /streaming HTTP/1.1\r\nHost: mock\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n" + header + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(session.journal().get(1).get("status").intValue()).isEqualTo(status);
        }
    }

    @Test
    void refusedHandshakeIsInTheJournal() {
        refused(URI.create(session.streamUrl() + "?i=wrong"));

        assertThat(session.journal().get(0).get("url").stringValue()).isEqualTo("/streaming?i=<token>");
        assertThat(session.journal().get(1).get("status").intValue()).isEqualTo(401);
        assertThat(session.journal()).hasSize(2).allMatch(line -> line.conn().equals("refused-1"));
    }

    private static HttpResponse<?> refused(URI url) {
        CompletionException refusal = catchThrowableOfType(CompletionException.class, () -> StreamPeer.at(url));
        return Optional.ofNullable(refusal.getCause())
                .map(WebSocketHandshakeException.class::cast)
                .orElseThrow()
                .getResponse();
    }
}
