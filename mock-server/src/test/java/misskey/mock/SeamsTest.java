package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import misskey.mock.session.SessionSettings;
import misskey.mock.stream.Admission;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Seams;
import misskey.protocol.Behaviour.Refusal;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A fault at a seam is a fault on the wire. */
class SeamsTest {
    private static final String CONNECT =
            "{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"l\",\"pong\":true}}";

    private final MockServer mock = MockServer.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void handshakeIsRefusedAsTheSeamSays() throws Exception {
        MockSession session = with(new Mutation.AtHandshake(straight -> new Admission.Refused(new Refusal(403))));
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThat(peer.ask("GET /streaming HTTP/1.1\r\nHost: mock\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void messagesAreTakenInAsTheSeamSays() {
        MockSession session = with(new Mutation.AtInbound(text -> List.of(text, text)));
        try (StreamPeer stream = StreamPeer.anonymous(session).say(CONNECT)) {
            assertThat(stream.next("connected")).isEqualTo(stream.next("connected again"));
        }
    }

    @Test
    void channelsAreKeptAsTheSeamSays() {
        MockSession session = with(new Mutation.AtRegistry(new Seams.Registry() {
            @Override
            public void connect(ChannelRegistry channels, JsonNode id, Dialect.Channel channel, JsonNode params) {}
        }));
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            new ApiPeer(session, "bob").note("hi");

            assertThat(stream.untilFence()).isEmpty();
        }
    }

    @Test
    void framesGoOutAsTheSeamSays() {
        MockSession session = with(new Mutation.AtOutbound(frame -> List.of(frame, frame)));
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            assertThat(stream.next("connected again").path("type").stringValue())
                    .isEqualTo("connected");
        }
    }

    @Test
    void pingIsNotAnsweredWhereTheSeamSaysSo() throws Exception {
        MockSession session = with(new Mutation.AtHeartbeat(ping -> Optional.empty()));
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.PING, true, new byte[] {1});
            peer.text(CONNECT);

            assertThat(peer.read().opcode()).isEqualTo(RawPeer.TEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1005", "1000, 1000", "4321, 4321", "999, 999"})
    void closeIsAnsweredWithTheCodeTheSeamSays(int answer, int seen) throws Exception {
        MockSession session = with(new Mutation.AtClose(code -> answer));
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.CLOSE, true, new byte[] {3, (byte) 0xe9});

            assertThat(peer.closeCode()).isEqualTo(seen);
        }
    }

    private MockSession with(Mutation mutation) {
        return mock.session(SessionSettings.defaults().withMutation(mutation));
    }
}
