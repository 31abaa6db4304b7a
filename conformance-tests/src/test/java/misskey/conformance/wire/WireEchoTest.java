package misskey.conformance.wire;

import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a WebSocket implementation that is not the kit's. */
class WireEchoTest {
    private static final Undertow SERVER = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                    new PathHandler().addExactPath("/echo", Handlers.websocket((exchange, channel) -> echo(channel))))
            .build();

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void startServer() {
        SERVER.start();
    }

    @AfterAll
    static void stopServer() {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000, 1_000_000})
    void textOfAnyLengthComesBack(int length) throws Exception {
        String text = "x".repeat(length);
        try (WireClient client = start("/echo")) {
            client.sendText(text);

            assertThat(listener.next()).isEqualTo("text/1 " + text);
        }
    }

    @Test
    void textOfManyOctetsACharacterComesBackWholeWhereverItIsCut() throws Exception {
        String text = "あいう🦊é";
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        try (WireClient client = start("/echo")) {
            for (int cut = 0; cut <= octets; cut++) {
                client.sendText(text, cut);
                assertThat(listener.next()).isEqualTo("text/1 " + text);
            }
        }
    }

    @Test
    void binaryComesBack() throws Exception {
        try (WireClient client = start("/echo")) {
            client.sendBinary(new byte[] {0, (byte) 0xff});

            assertThat(listener.next()).isEqualTo("binary/1 00ff");
        }
    }

    @Test
    void pingIsAnsweredByTheServer() throws Exception {
        try (WireClient client = start("/echo")) {
            client.sendPing("there?".getBytes(StandardCharsets.UTF_8));

            assertThat(listener.next()).isEqualTo("pong there?");
        }
    }

    @Test
    void closingHandshakeEndsTheConnection() throws Exception {
        try (WireClient client = start("/echo")) {
            client.sendClose(1000, "done");

            assertThat(client.awaitClosed(PATIENCE)).isTrue();
            assertThat(listener.untilClosed()).first().asString().startsWith("close 1000");
        }
    }

    @Test
    void serverClosesOnAnIllegalFrame() throws Exception {
        try (WireClient client = start("/echo")) {
            client.sendFrame(true, 0x3, new byte[0], true);

            assertThat(listener.untilClosed()).last().asString().startsWith("closed 1002");
        }
    }

    @Test
    void anotherPathIsRefused() {
        assertThat(WireClient.dial(WireRequest.to(uri("/elsewhere")), PATIENCE))
                .isInstanceOfSatisfying(
                        Handshake.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    private WireClient start(String path) {
        WireClient client = RecordingListener.open(WireRequest.to(uri(path)));
        client.start(listener);
        return client;
    }

    private static URI uri(String path) {
        InetSocketAddress address =
                (InetSocketAddress) SERVER.getListenerInfo().get(0).getAddress();
        return URI.create("ws://127.0.0.1:" + address.getPort() + path);
    }

    private static void echo(WebSocketChannel channel) {
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                WebSockets.sendText(message.getData(), from, null);
            }

            @Override
            protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
                WebSockets.sendBinary(WebSockets.mergeBuffers(message.getData().getResource()), from, null);
            }
        });
        channel.resumeReceives();
    }
}
