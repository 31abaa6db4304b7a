package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches of a dialect that decide about a handshake, seen from outside: the same request to servers that differ. */
class DoorTest {
    private static MockServer mock;

    @BeforeAll
    static void start() {
        mock = MockServer.start();
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    private static MockSession server(String dialect) {
        return mock.session(SessionSettings.defaults().withDialect(Dialect.named(dialect)));
    }

    private static final String UPGRADE = "Host: mock\r\nConnection: Upgrade\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /** 0 is no answer: what is asked next on the same connection is not answered either. */
    @ParameterizedTest(name = "{0}: {1} with {2} is answered {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            documented                 | /streaming?i=alice-token      | -                                   | 101
            documented                 | /streaming?i=wrong            | -                                   | 401
            documented                 | /streaming?i=                 | -                                   | 401
            documented                 | /streaming?i=wrong            | Authorization: Bearer alice-token   | 401
            documented                 | /streaming?i=bob-token&i=x    | -                                   | 101
            misskey-12                 | /streaming?i=alice-token      | -                                   | 101
            misskey-12                 | /streaming?i=wrong            | -                                   | 0
            misskey-12                 | /streaming?i=                 | -                                   | 0
            misskey-12                 | /streaming?i=bob-token&i=x    | -                                   | 0
            misskey-12                 | /streaming?i=alice-token      | Authorization: Bearer wrong         | 101
            misskey-2025               | /streaming                    | -                                   | 101
            misskey-2025               | /streaming?i=                 | -                                   | 401
            misskey-2025               | /streaming?i=wrong            | Authorization: Bearer alice-token   | 101
            misskey-2025               | /streaming?i=alice-token      | Authorization: Bearer wrong         | 401
            misskey-2025               | /streaming                    | Authorization: bearer wrong         | 101
            misskey-2025               | /streaming                    | Authorization: Basic wrong          | 101
            misskey-2025               | /streaming?i=bob-token&i=x    | -                                   | 101
            misskey-2025@13.14.2       | /streaming?i=wrong            | -                                   | 401
            """)
    void handshake(String dialect, String target, String header, int status) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.connected(session)) {
            String request = "GET " + target + " HTTP/1.1\r\n" + UPGRADE + "Upgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\n" + KEY
                    + Optional.ofNullable(header).map(one -> one + "\r\n").orElse("") + "\r\n";
            if (status == 0) {
                peer.send(request.getBytes(StandardCharsets.ISO_8859_1));
                Journals.await(session, "refused-1", Line.Op.UNANSWERED);
                assertThat(peer.isSilent()).isTrue();
            } else {
                assertThat(peer.ask(request)).startsWith("HTTP/1.1 " + status + " ");
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}, upgrade {2}, version {3} is answered {4}")
    @CsvSource({
        "documented,   GET,  websocket, 13, 101",
        "documented,   GET,  websocket, 99, 426",
        "documented,   POST, websocket, 13, 405",
        "documented,   GET,  h2c,       13, 503",
        "misskey-12,   POST, websocket, 13, 101",
        "misskey-12,   GET,  h2c,       13, 101",
        "misskey-12,   GET,  websocket, 99, 426",
        "misskey-12,   GET,  websocket, 8,  101",
        "misskey-2025, POST, websocket, 13, 405",
        "misskey-2025, GET,  h2c,       13, 400",
        "misskey-2025, GET,  websocket, 99, 400",
        "misskey-2025, GET,  websocket, 8,  101",
    })
    void upgrade(String dialect, String method, String upgrade, int version, int status) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.connected(session)) {
            String answer = peer.ask(method + " /streaming HTTP/1.1\r\n" + UPGRADE + "Upgrade: " + upgrade
                    + "\r\nSec-WebSocket-Version: " + version + "\r\n" + KEY + "\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, false", "misskey-12, false", "misskey-2025, true"})
    void subprotocol(String dialect, boolean echoed) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.connected(session)) {
            String answer = peer.ask("GET /streaming HTTP/1.1\r\n" + UPGRADE + "Upgrade: websocket\r\n" + KEY
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: misskey, other\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 101 ");
            assertThat(answer.contains("Sec-WebSocket-Protocol: misskey\r\n")).isEqualTo(echoed);
        }
    }
}
