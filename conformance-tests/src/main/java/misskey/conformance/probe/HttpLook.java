package misskey.conformance.probe;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of one HTTP request to a server that may be anything. Redirects are answers. */
public sealed interface HttpLook {
    /** Of a body no more is kept. */
    int LARGEST_BODY = 8 * 1024 * 1024;

    /** What it was, where the server answered. */
    Optional<Answer> answer();

    /** What it was, where there was none. */
    Optional<NoAnswer> failure();

    /** The same without tokens, which a server may have repeated. */
    HttpLook masked(Redactor redactor);

    /**
     * An answer.
     *
     * @param headers by name in lower case; repeated ones joined by commas
     * @param body its first 8 MiB, read as UTF-8
     */
    record Answer(int status, Map<String, String> headers, String body) implements HttpLook {
        @Override
        public Optional<Answer> answer() {
            return Optional.of(this);
        }

        @Override
        public Optional<NoAnswer> failure() {
            return Optional.empty();
        }

        @Override
        public Answer masked(Redactor redactor) {
            Map<String, String> clean = new LinkedHashMap<>();
            headers.forEach((name, value) -> clean.put(redactor.redact(name), redactor.redact(value)));
            return new Answer(status, clean, redactor.redact(body));
        }

        /** The value of a header; empty where it is missing. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The body; a missing node where it is not JSON. */
        public JsonNode json() {
            return json(body);
        }

        /** A body; a missing node where it is not JSON. */
        static JsonNode json(String body) {
            try {
                return body.isBlank() ? MissingNode.getInstance() : Json.read(body);
            } catch (JacksonException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    /**
     * No answer.
     *
     * @param reason for people
     */
    record NoAnswer(Why why, String reason) implements HttpLook {
        @Override
        public Optional<Answer> answer() {
            return Optional.empty();
        }

        @Override
        public Optional<NoAnswer> failure() {
            return Optional.of(this);
        }

        @Override
        public NoAnswer masked(Redactor redactor) {
            return new NoAnswer(why, redactor.redact(reason));
        }
    }

    /** Why there is no answer. */
    enum Why {
        /** The host's name leads nowhere. */
        NO_SUCH_HOST,
        /** Nobody listens at the port, or it cannot be reached. */
        NO_CONNECTION,
        /** TLS failed: the certificate, or no TLS there at all. */
        TLS,
        /** Nothing came in time. */
        TIMEOUT,
        /** The connection broke, or what came is not HTTP. */
        BROKEN
    }

    /** Reads a URL. */
    static HttpLook get(URI url, Duration timeout) {
        return send(HttpRequest.newBuilder(url).GET(), timeout);
    }

    /** Posts a JSON object. */
    static HttpLook post(URI url, ObjectNode body, Duration timeout) {
        return send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))),
                timeout);
    }

    private static HttpLook send(HttpRequest.Builder asked, Duration timeout) {
        HttpRequest request = asked.timeout(timeout).build();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> coming = HttpClients.of(request.uri())
                .sendAsync(
                        request,
                        HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(
                                bytes -> kept.write(bytes, 0, Math.min(bytes.length, LARGEST_BODY - kept.size())))));
        try {
            HttpResponse<Void> response = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(), inLowerCase(response.headers()), kept.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException late) {
            coming.cancel(true);
            return new NoAnswer(Why.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException stop) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return new NoAnswer(Why.TIMEOUT, "interrupted");
        } catch (ExecutionException failed) {
            return failure(failed.getCause() == null ? failed : failed.getCause(), timeout);
        }
    }

    private static Map<String, String> inLowerCase(HttpHeaders headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.map().forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return joined;
    }

    private static NoAnswer failure(Throwable cause, Duration timeout) {
        if (cause instanceof SSLException) {
            return new NoAnswer(Why.TLS, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof HttpTimeoutException) {
            return new NoAnswer(Why.TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
        }
        if (cause instanceof ConnectException) {
            return hasCause(cause, UnresolvedAddressException.class)
                    ? new NoAnswer(Why.NO_SUCH_HOST, "the host's name leads nowhere")
                    : new NoAnswer(Why.NO_CONNECTION, "nobody takes a connection there");
        }
        return new NoAnswer(
                Why.BROKEN, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
