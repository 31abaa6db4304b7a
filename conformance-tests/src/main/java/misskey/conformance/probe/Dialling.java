package misskey.conformance.probe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** Asks for WebSockets, and writes question and answer into the transcript. */
final class Dialling {
    private final URI stream;
    private final Patience patience;
    private final Transcript transcript;
    private final Lag lag;
    private int dialled;

    Dialling(URI stream, Patience patience, Transcript transcript, Lag lag) {
        this.lag = lag;
        this.stream = stream;
        this.patience = patience;
        this.transcript = transcript;
    }

    /** An answer, the name its connection has in the transcript, and the line that shows it. */
    record Answered(String conn, Handshake handshake, Line line, Waiting waiting) {}

    Answered dial(String label, Optional<Secret> token) {
        return dial(label, StreamUrls.withToken(stream, token), token.isPresent());
    }

    Answered dialWithEmptyToken(String label) {
        return dial(label, StreamUrls.withText(stream, ""), true);
    }

    /** Asks in another way than usual. */
    Answered dial(String label, Asked asked) {
        return dial(label, asked.of(stream), false);
    }

    private Answered dial(String label, URI url, boolean named) {
        return dial(label, WireRequest.to(url), named);
    }

    /** Asks; a server that says it is asked too often is asked again when it wants to be, where patience allows. */
    private Answered dial(String label, WireRequest request, boolean named) {
        Instant giveUp = Instant.now().plus(patience.limit());
        while (true) {
            Answered answered = once(label, request, named);
            Optional<Duration> pause = limitedFor(answered.handshake, giveUp);
            if (pause.isEmpty()) {
                return answered;
            }
            ApiCalls.pause(pause.get());
        }
    }

    /** How long to wait before asking again; empty where it was not asked too often. */
    private Optional<Duration> limitedFor(Handshake handshake, Instant giveUp) {
        return handshake.fold(
                accepted -> Optional.empty(),
                refused -> {
                    if (refused.status() != RateLimit.STATUS) {
                        return Optional.empty();
                    }
                    Optional<Duration> pause = RateLimit.pause(
                                    refused.headers().getOrDefault("retry-after", ""),
                                    HttpLook.Answer.json(refused.body()),
                                    Instant.now())
                            .filter(time -> !Instant.now().plus(time).isAfter(giveUp));
                    if (pause.isEmpty()) {
                        throw NotJudged.untestable("rate limited by the server: the handshake was answered 429; where a"
                                + " proxy is in front, the server may take all clients for one: check that it passes"
                                + " X-Forwarded-For on and that the server trusts it");
                    }
                    return pause;
                },
                unanswered -> Optional.empty(),
                failed -> Optional.empty());
    }

    private Answered once(String label, WireRequest request, boolean named) {
        URI url = request.uri();
        String conn = label + (++dialled > 1 ? "-" + dialled : "");
        ObjectNode asked =
                Json.object().put("url", url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
        if (!request.headers().isEmpty() || !request.subprotocols().isEmpty()) {
            ObjectNode headers = asked.putObject("headers");
            request.headers().forEach(headers::put);
            if (!request.subprotocols().isEmpty()) {
                headers.put("Sec-WebSocket-Protocol", String.join(", ", request.subprotocols()));
            }
        }
        transcript.record(conn, Line.Op.OPEN, named ? asked.put("as", label) : asked);
        Waiting waiting = Waiting.begin(lag, patience.handshake());
        Handshake handshake = WireClient.dial(request, patience.handshake());
        Line line = handshake.fold(
                accepted -> transcript.record(conn, Line.Op.OPENED, answer(accepted.status(), accepted.headers())),
                refused -> transcript.record(
                        conn,
                        Line.Op.REFUSED,
                        answer(refused.status(), refused.headers()).put("body", refused.body())),
                unanswered -> transcript.record(
                        conn,
                        Line.Op.UNANSWERED,
                        Json.object().put("afterMs", unanswered.waited().toMillis())),
                failed -> transcript.record(conn, Line.Op.ERROR, Json.object().put("message", failed.reason())));
        return new Answered(conn, handshake, line, waiting);
    }

    /** The connection, where there is one; else the failure that says why not. */
    StreamClient accepted(Answered answered) {
        String whose = "the handshake of " + answered.conn;
        return answered.handshake.fold(
                accepted -> new StreamClient(answered.conn, accepted.client(), transcript, lag),
                refused -> {
                    throw failed(
                            answered, "REFUSED", whose + " was answered with " + refused.status() + " instead of 101");
                },
                unanswered -> {
                    String message = whose + " was not answered within "
                            + unanswered.waited().toMillis() + " ms";
                    answered.waiting.ranOut(message);
                    throw failed(answered, "UNANSWERED", message);
                },
                failed -> {
                    throw failed(answered, "FAILED", whose + " failed: " + failed.reason());
                });
    }

    private static Failed failed(Answered answered, String how, String message) {
        return new Failed("HANDSHAKE_" + how, message, List.of(answered.line.n()));
    }

    private static ObjectNode answer(int status, Map<String, String> headers) {
        ObjectNode answer = Json.object().put("status", status);
        ObjectNode names = answer.putObject("headers");
        headers.forEach(names::put);
        return answer;
    }
}
