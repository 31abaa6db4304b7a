package misskey.conformance.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** Pings, pongs and closes: how each side finds out that the other is gone. */
final class LivenessTest {
    private static final Duration LONGEST = Duration.ofSeconds(200);
    private static final Duration PART = Duration.ofSeconds(10);
    private static final Duration JUDGED_AFTER = Duration.ofSeconds(11);
    private static final int LONGEST_PAYLOAD = 125;
    private static final int NORMAL = 1000;
    private static final int OWN_CODE = 4999;

    @Judges("liveness.ping-answered")
    void pingIsAnsweredByAPongWithItsPayload(Probe probe) {
        StreamClient client = probe.openAnonymously();
        String longest = "p".repeat(LONGEST_PAYLOAD);
        Optional<Line> pong = probe.ping(client, longest);
        if (pong.isEmpty()) {
            client.awaitEnd(JUDGED_AFTER); // by then the judge of the conversation has a word for it too
            probe.transcript()
                    .record(
                            client.label(),
                            Line.Op.REMARK,
                            Json.object().put("text", "no pong for " + JUDGED_AFTER.toSeconds() + " s"));
            throw new Failed(
                    "NO_PONG",
                    "a ping with " + LONGEST_PAYLOAD + " octets was not answered by a pong with the same",
                    List.of(probe.lastLine().n()));
        }
        probe.shows(pong.get());
        probe.shows(probe.ping(client, "")
                .orElseThrow(() -> new Failed(
                        "NO_PONG",
                        "a ping without a payload was not answered",
                        List.of(probe.lastLine().n()))));
    }

    @Judges(value = "liveness.silent-peer-dropped", letsTimePass = true)
    void connectionThatAnswersNoPingsIsEnded(Probe probe) {
        StreamClient silent = probe.openAnonymously();
        silent.answerPings(false);
        probe.shows(dropped(probe, silent, () -> {}));
        long pings = pings(probe);
        if (pings == 0) {
            throw new Failed(
                    "DROPPED_EARLY",
                    "the connection was ended without a ping, and so before it could be known to be silent",
                    List.of(probe.lastLine().n()));
        }
    }

    @Judges(value = "liveness.data-is-no-answer", letsTimePass = true)
    void framesDoNotStandInForPongs(Probe probe) {
        StreamClient silent = probe.openAnonymously();
        silent.answerPings(false);
        probe.shows(dropped(probe, silent, () -> {
            if (silent.awaitEnd(Duration.ZERO).isEmpty()) {
                sendUnlessEnded(probe, silent);
            }
        }));
    }

    /** It may be ended in this very moment. */
    private static void sendUnlessEnded(Probe probe, StreamClient silent) {
        try {
            silent.send(probe.frames().disconnect(probe.freshId()));
        } catch (Failed gone) {
            if (silent.awaitEnd(probe.patience().event()).isEmpty()) {
                throw gone;
            }
        }
    }

    /** Lets time pass in parts until the connection is ended, doing something in each; gives the line that shows its end. */
    private static Line dropped(Probe probe, StreamClient silent, Runnable meanwhile) {
        probe.greet(silent);
        for (Duration passed = Duration.ZERO; passed.compareTo(LONGEST) < 0; passed = passed.plus(PART)) {
            meanwhile.run();
            probe.pass(PART, silent, false);
            if (silent.awaitEnd(Duration.ZERO).isPresent()) {
                return last(probe, Line.Op.CLOSED).orElseThrow();
            }
        }
        return silent.awaitEnd(probe.patience().event())
                .flatMap(end -> last(probe, Line.Op.CLOSED))
                .orElseThrow(() -> new Failed(
                        "NO_CLOSE",
                        "the connection answered no ping for " + LONGEST.toSeconds() + " s, and is open still",
                        List.of(probe.lastLine().n())));
    }

    @Judges("liveness.close-answered")
    void closeIsAnsweredByAClose(Probe probe) {
        StreamClient client = probe.openAnonymously();
        client.sendClose(NORMAL, "");
        probe.shows(answerToClose(probe, client));
        if (client.awaitEnd(probe.patience().event()).isEmpty()) {
            throw new Failed(
                    "NO_CLOSE",
                    "the close was answered, but the connection stays open",
                    List.of(probe.lastLine().n()));
        }
    }

    @Judges(
            value = "liveness.close-echoed",
            in = {"documented", "misskey-2025"})
    void answerToACloseHasItsCodeAndReason(Probe probe) {
        closedWith(probe, OWN_CODE, "a reason");
    }

    @Judges(value = "liveness.close-echoed", in = "misskey-12")
    void answerToACloseIsNormalAndHasNoReason(Probe probe) {
        closedWith(probe, NORMAL, "");
    }

    private static void closedWith(Probe probe, int code, String reason) {
        StreamClient client = probe.openAnonymously();
        client.sendClose(OWN_CODE, "a reason");
        Line close = answerToClose(probe, client);
        int answered = close.get("code").intValue(-1);
        String why = close.get("reason").stringValue("");
        if (answered != code || !why.equals(reason)) {
            throw new Failed(
                    "CLOSE_CODE",
                    "expected the close " + code + " \"" + reason + "\", found " + answered + " \"" + why + "\"",
                    List.of(close.n()));
        }
        probe.shows(close);
    }

    private static Line answerToClose(Probe probe, StreamClient client) {
        client.awaitEnd(probe.patience().event());
        return probe.transcript().lines().stream()
                .filter(line -> line.op() == Line.Op.CLOSE
                        && line.get("from").stringValue("").equals("server"))
                .findFirst()
                .orElseThrow(() -> new Failed(
                        "NO_CLOSE",
                        "a close was answered by no close frame within "
                                + probe.patience().event().toMillis() + " ms",
                        List.of(probe.lastLine().n())));
    }

    private static long pings(Probe probe) {
        return probe.transcript().lines().stream()
                .filter(line -> line.op() == Line.Op.PING && line.from() == Direction.SERVER)
                .count();
    }

    private static Optional<Line> last(Probe probe, Line.Op op) {
        return probe.transcript().lines().stream()
                .filter(line -> line.op() == op)
                .reduce((before, after) -> after);
    }
}
