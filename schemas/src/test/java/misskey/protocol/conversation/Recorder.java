package misskey.protocol.conversation;

import java.util.concurrent.atomic.AtomicLong;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Redactor;
import misskey.protocol.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** Writes a transcript line by line, a millisecond apart, for tests of the rules. */
final class Recorder {
    private final AtomicLong now = new AtomicLong();
    private final Transcript transcript = new Transcript(now::get, new Redactor(), 10_000);

    Recorder client(String text) {
        return text("client", text);
    }

    Recorder server(String text) {
        return text("server", text);
    }

    Recorder binary(Direction from) {
        return line(Line.Op.BINARY, Json.object().put("from", from.label()).put("hex", "00ff"));
    }

    Recorder ping() {
        return control(Line.Op.PING, Direction.CLIENT, "fence");
    }

    Recorder pong() {
        return control(Line.Op.PONG, Direction.SERVER, "fence");
    }

    Recorder control(Line.Op op, Direction from, String payload) {
        return line(op, Json.object().put("from", from.label()).put("data", payload));
    }

    /** The handshake, without a token. */
    Recorder openAnonymously() {
        return line(Line.Op.OPEN, Json.object().put("url", "/streaming"));
    }

    /** A call that was asked {@code millisAgo} before it is recorded as answered. */
    Recorder call(String endpoint, ObjectNode data, ObjectNode response, long millisAgo) {
        now.addAndGet(1_000);
        transcript.record(
                "bob",
                Line.Op.CALL,
                Json.object()
                        .put("endpoint", endpoint)
                        .put("status", 200)
                        .put("began", now.get() - millisAgo * 1_000)
                        .set("data", data)
                        .set("response", response));
        return this;
    }

    Recorder laterBy(long millis) {
        now.addAndGet(millis * 1_000);
        return this;
    }

    TranscriptJudge.Judgement judge() {
        return judge("documented");
    }

    TranscriptJudge.Judgement judge(String dialect) {
        return TranscriptJudge.judge(Dialect.named(dialect), transcript.lines());
    }

    private Recorder text(String from, String text) {
        return line(Line.Op.TEXT, Json.object().put("from", from).put("text", text));
    }

    private Recorder line(Line.Op op, ObjectNode members) {
        now.addAndGet(1_000);
        transcript.record("alice", op, members);
        return this;
    }
}
