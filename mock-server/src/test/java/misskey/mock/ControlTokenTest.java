package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import misskey.mock.session.SessionSettings;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mock that other machines reach: control is for who has its token. */
class ControlTokenTest {
    private MockServer mock;
    private MockSession session;

    @BeforeEach
    void start() {
        mock = MockServer.start(
                ServerSettings.defaults().withHost("0.0.0.0").withControlToken(Secret.of("control", "of-control")));
        session = mock.session(SessionSettings.defaults());
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void serverThatOthersReachNeedsAControlToken(String host) {
        assertThatThrownBy(() -> MockServer.start(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("other machines reach " + host
                        + ", and its control API too: give it a token with ServerSettings.withControlToken");
    }

    @ParameterizedTest(name = "{0} {1}: {2}, {3} is answered {4}")
    @CsvSource(nullValues = "-", textBlock = """
            GET,  /_kit/sessions, kit.example:3000, Bearer of-control,  200
            GET,  /_kit/sessions, 127.0.0.1,        Bearer of-control,  200
            GET,  /_kit/sessions, 127.0.0.1,        -,                  401
            GET,  /_kit/sessions, kit.example,      -,                  401
            GET,  /_kit/sessions, kit.example,      Bearer of-contro,   401
            GET,  /_kit/sessions, kit.example,      Bearer of-control1, 401
            GET,  /_kit/sessions, kit.example,      bearer of-control,  401
            GET,  /_kit/sessions, kit.example,      Bearer alice-token, 401
            POST, /_kit/sessions, kit.example,      -,                  401
            GET,  /_kit/sessions, [zz],             Bearer of-control,  400
            GET,  /_kit/,         kit.example,      -,                  200
            GET,  /_kit,          kit.example,      -,                  200
            POST, /_kit/,         kit.example,      -,                  401
            POST, /api/ping,      kit.example,      -,                  200
            """)
    void whoeverHasTheTokenControls(String method, String path, String host, String authorization, int status)
            throws Exception {
        assertThat(session.origin()).hasToString("http://127.0.0.1:" + session.port());
        try (RawPeer peer = RawPeer.connected(session)) {
            String answer = peer.exchange(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"
                    + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
                    + "Content-Length: 0\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("of-control");
            assertThat(answer.contains("WWW-Authenticate: Bearer realm=\"control of the mock\""))
                    .isEqualTo(status == 401);
        }
    }

    @Test
    void portOfASessionIsReachedByTheSameName() throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            String made = peer.exchange("POST /_kit/sessions HTTP/1.1\r\nHost: my_kit.example:1\r\n"
                    + "Authorization: Bearer of-control\r\nContent-Length: 13\r\n\r\n{\"port\":true}");

            assertThat(Json.read(made.substring(made.indexOf('{')))
                            .path("httpUrl")
                            .stringValue())
                    .matches("http://my_kit\\.example:\\d{2,5}")
                    .isNotEqualTo("http://my_kit.example:" + session.port());
        }
    }
}
