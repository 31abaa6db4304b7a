package misskey.mock;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A stream client made of the JDK's WebSocket. Used by one thread. */
final class StreamPeer implements AutoCloseable {
    private static final long SECONDS = 20;

    private final Incoming incoming = new Incoming();
    private final WebSocket socket;
    private int fences;

    private StreamPeer(URI url) {
        try {
            socket =
                    ApiPeer.HTTP.newWebSocketBuilder().buildAsync(url, incoming).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new CompletionException(refused.getCause());
        } catch (TimeoutException | InterruptedException none) {
            throw new AssertionError("no answer to the handshake with " + url, none);
        }
    }

    /** Opens any URL; where that is refused, throws with the JDK's exception as its cause. */
    static StreamPeer at(URI url) {
        return new StreamPeer(url);
    }

    static StreamPeer as(MockSession session, String account) {
        return new StreamPeer(
                URI.create(session.streamUrl() + "?i=" + session.token(account).reveal()));
    }

    static StreamPeer anonymous(MockSession session) {
        return new StreamPeer(session.streamUrl());
    }

    /** Opens a channel and waits until it is open. */
    StreamPeer connect(String channel, String id) {
        sayTo("connect", Json.object().put("channel", channel).put("id", id).put("pong", true));
        JsonNode answer = next("connected for " + channel);
        if (!answer.path("type").stringValue("").equals("connected")) {
            throw new AssertionError("instead of connected came " + answer);
        }
        return this;
    }

    /** Captures a note; what is sent after this call is sent after the server has done it. */
    StreamPeer capture(String note) {
        sayTo("subNote", Json.object().put("id", note));
        untilFence();
        return this;
    }

    StreamPeer sayTo(String type, ObjectNode body) {
        ObjectNode frame = Json.object().put("type", type);
        frame.set("body", body);
        return say(Json.write(frame));
    }

    /** Sends a text message as it is; single quotes stand for double ones. */
    StreamPeer say(String text) {
        socket.sendText(text.replace('\'', '"'), true)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return this;
    }

    StreamPeer say(byte[] binary) {
        socket.sendBinary(ByteBuffer.wrap(binary), true)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return this;
    }

    /** Sends a ping and gives the payload that comes back. */
    byte[] ping(byte[] payload) {
        socket.sendPing(ByteBuffer.wrap(payload))
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        return poll(incoming.pongs, "a pong");
    }

    /** The next frame. */
    JsonNode next(String what) {
        return Json.read(poll(incoming.texts, what));
    }

    private static <T> T poll(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("waited " + SECONDS + " s for " + what);
            }
            return next;
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted while waiting for " + what, stop);
        }
    }

    /** Every frame that came before the answer to a request made now. What an HTTP call caused before is among them. */
    List<JsonNode> untilFence() {
        String id = "fence-" + ++fences;
        sayTo("api", Json.object().put("id", id).put("endpoint", "ping"));
        List<JsonNode> before = new ArrayList<>();
        JsonNode frame = next("the answer to " + id);
        while (!frame.path("type").stringValue("").equals("api:" + id)) {
            before.add(frame);
            frame = next("the answer to " + id);
        }
        return before;
    }

    /** Every frame that came before the pong to a ping sent now: for servers that answer no requests. */
    List<JsonNode> untilPong() {
        ping(new byte[] {(byte) ++fences});
        List<String> before = new ArrayList<>();
        incoming.texts.drainTo(before);
        return before.stream().map(Json::read).toList();
    }

    /** Closes with this code and gives the code that comes back. */
    int close(int code, String reason) {
        socket.sendClose(code, reason).orTimeout(SECONDS, TimeUnit.SECONDS).join();
        return closeCode();
    }

    /** Waits for the end; 1006 where no close frame came. */
    int closeCode() {
        return await(incoming.closed, "the end of the connection");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException none) {
            throw new AssertionError("waited for " + what, none);
        }
    }

    private static final class Incoming implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final BlockingQueue<byte[]> pongs = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                texts.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            byte[] payload = new byte[message.remaining()];
            message.get(payload);
            pongs.add(payload);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cut) {
            closed.complete(1006);
        }
    }
}
