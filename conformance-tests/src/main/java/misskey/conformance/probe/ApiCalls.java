package misskey.conformance.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import misskey.conformance.probe.Actor.Called;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the HTTP API as an account, each a line of the transcript; waits where the server says it is asked too often. */
final class ApiCalls {
    /** The longest that an answer may take. */
    static final Duration AT_MOST = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final String name;
    private final URI origin;
    private final Secret token;
    private final Transcript transcript;
    private final Duration limit;

    /** @param limit the longest wait for a server that says when it wants to be asked again */
    ApiCalls(String name, URI origin, Secret token, Transcript transcript, Duration limit) {
        this.name = name;
        this.origin = origin;
        this.token = token;
        this.transcript = transcript;
        this.limit = limit;
    }

    /** An answer, and when a server that was asked too often wants to be asked again. */
    record Asked(Called called, Optional<Duration> pause) {}

    /** Calls once, whatever comes of it. */
    Asked ask(String endpoint, ObjectNode data, Duration timeout) {
        ObjectNode body = data.deepCopy().put("i", token.reveal());
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/api/" + endpoint))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        long began = transcript.now();
        try {
            HttpResponse<String> response = HttpClients.of(origin).send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = transcript.masked(parse(response.body()));
            ObjectNode line = Json.object().put("endpoint", endpoint);
            line.set("data", data);
            line.put("status", response.statusCode()).put("began", began);
            if (!answer.isMissingNode()) {
                line.set("response", answer);
            }
            return new Asked(
                    new Called(transcript.record(name, Line.Op.CALL, line), response.statusCode(), answer),
                    RateLimit.pause(response.headers().firstValue("Retry-After").orElse(""), answer, Instant.now()));
        } catch (IOException unreachable) {
            throw NotJudged.untestable(name + " could not call " + endpoint + " at " + origin + ": " + unreachable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw NotJudged.untestable("interrupted");
        }
    }

    /** Calls, and calls again when the server wants it; where that is too late, the case is left without an answer. */
    Called patiently(String endpoint, Supplier<Asked> attempt) {
        Instant giveUp = Instant.now().plus(limit);
        while (true) {
            Asked asked = attempt.get();
            if (asked.called.status() != RateLimit.STATUS) {
                return asked.called;
            }
            Duration pause = asked.pause.orElseThrow(() -> NotJudged.untestable("rate limited by the server: "
                    + endpoint + " was answered 429, without saying when to come again"));
            if (Instant.now().plus(pause).isAfter(giveUp)) {
                throw NotJudged.untestable("rate limited by the server: " + endpoint + " may be called again in "
                        + pause.toSeconds() + " s, and " + limit.toSeconds()
                        + " s are waited at most; wait a while, or give --patience");
            }
            pause(pause);
        }
    }

    /** Deleting is limited too; a server that does not say how long is asked again soon. */
    Called insistently(String endpoint, ObjectNode data, long deadline) {
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() < 1) {
                throw NotJudged.untestable("no time is left to take it back");
            }
            Asked asked = ask(endpoint, data, left.compareTo(AT_MOST) < 0 ? left : AT_MOST);
            Duration pause = asked.pause.orElse(SOON);
            if (asked.called.status() != RateLimit.STATUS || pause.compareTo(left) >= 0 || pause.compareTo(limit) > 0) {
                return asked.called;
            }
            pause(pause);
        }
    }

    /** Waits as a server asks for. */
    static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw NotJudged.untestable("interrupted");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? Json.object().path("nothing") : Json.read(body);
        } catch (JacksonException notJson) {
            return Json.object().put("text", Json.excerpt(body, 1_000));
        }
    }
}
