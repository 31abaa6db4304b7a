package misskey.mock;

import static misskey.mock.junit.MockAssertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import misskey.mock.junit.MockMisskey;
import org.junit.jupiter.api.Test;

/** The example for JUnit users in the README; {@link ReadmeTest} holds the two together. */
class ReadmeClientTest {
    private static final class Client implements AutoCloseable {
        private final WebSocket socket;

        Client(URI stream, String token) {
            socket = ApiPeer.HTTP
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(stream + "?i=" + token), new WebSocket.Listener() {})
                    .join();
        }

        void show(String note) {
            say("subNote", note);
        }

        void hide(String note) {
            say("unsubNote", note);
        }

        private void say(String type, String note) {
            socket.sendText("{\"type\":\"" + type + "\",\"body\":{\"id\":\"" + note + "\"}}", true)
                    .join();
        }

        @Override
        public void close() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
    }

    // the example begins
    @MockMisskey(dialect = "misskey-2025")
    static class ClientTest {
        private final MockSession session;

        ClientTest(MockSession session) {
            this.session = session;
        }

        @Test
        void hiddenNoteIsReleasedOnce() {
            try (Client client =
                    new Client(session.streamUrl(), session.token("alice").reveal())) {
                client.show("n1");
                client.hide("n1");
                client.show("n2");
            }
            assertThat(session)
                    .receivedInOrder(
                            "{type: 'subNote', body: {id: 'n1'}}",
                            "{type: 'unsubNote', body: {id: 'n1'}}",
                            "{type: 'subNote', body: {id: 'n2'}}")
                    .neverReceived("{type: 'unsubNote'}")
                    .between("{type: 'unsubNote'}", "{type: 'subNote', body: {id: 'n2'}}")
                    .hasNoFindings();
        }
    }
    // the example ends

    @org.junit.jupiter.api.Nested
    class Runs extends ClientTest {
        Runs(MockSession session) {
            super(session);
        }
    }
}
