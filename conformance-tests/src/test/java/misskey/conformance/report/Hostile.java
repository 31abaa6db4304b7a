package misskey.conformance.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Latency;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Served;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.Drift;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;

/** A run against a server that sends what breaks reports: it is in every place where a server's words can come. */
final class Hostile {
    static final String WORDS = "]]></failure><!-- </script><script>document.title='bad'</script>"
            + "<img src=x onerror=\"document.title='bad'\"> \u001b[2J\u0000\u0085 & \"q\" \uD800 half"
            + " \u202Edesrever \u2028 `tick` | pipe | **bold** @someone #1 https://x.example {{data}} \ufffe $& end";
    static final String LONG = "x".repeat(300_000);

    private Hostile() {}

    static RunResult run() {
        return new RunResult(
                new Conditions(
                        "the server of " + WORDS,
                        "documented",
                        Optional.of(new Served(WORDS, WORDS, WORDS, Map.of(WORDS, WORDS))),
                        1,
                        Policy.defaults()),
                Direction.SERVER,
                List.of(
                        one("api.answers", Verdict.pass(List.of(1, 2))),
                        one("main.followed", Verdict.fail("NO_EVENT", WORDS, List.of(2))),
                        one("main.mention", Verdict.fail("NO_EVENT", LONG, List.of(2))),
                        one("note.capture", Verdict.unjudged(Outcome.UNTESTABLE, WORDS))),
                1_234_000);
    }

    /** A case in whose transcript the words are sent plainly, in a frame, and by the HTTP API. */
    static CaseResult one(String requirement, Verdict verdict) {
        String frame = Json.write(
                Json.object().put("type", WORDS).set("body", Json.object().put("id", WORDS)));
        List<Line> lines = List.of(
                line(1, "alice", Line.Op.OPEN, "url", "/streaming?" + WORDS),
                new Line(
                        2,
                        20,
                        WORDS,
                        Line.Op.TEXT,
                        Json.object().put("from", "server").put("text", WORDS)),
                new Line(
                        3,
                        30,
                        "alice",
                        Line.Op.TEXT,
                        Json.object().put("from", "client").put("text", frame)),
                new Line(
                        4,
                        40,
                        "bob",
                        Line.Op.CALL,
                        Json.object()
                                .put("endpoint", WORDS)
                                .put("data", WORDS)
                                .put("status", 200)
                                .put("began", 5)
                                .put("response", LONG)),
                line(5, "-", Line.Op.REMARK, "text", WORDS));
        return new CaseResult(
                requirement,
                WORDS,
                verdict,
                List.of(),
                List.of(new Latency(WORDS, 1_500)),
                List.of(new Finding(
                        "channel.event-frame", "CODE", Direction.SERVER, Finding.Certainty.PROVEN, "alice", 2, WORDS)),
                new Drifts(Map.of(new Drift(Direction.SERVER, Drift.Kind.MEMBER, WORDS), new Drifts.Seen(1, WORDS, 2))),
                lines,
                5_000);
    }

    private static Line line(int n, String conn, Line.Op op, String member, String text) {
        return new Line(n, n * 10L, conn, op, Json.object().put(member, text));
    }
}
