package misskey.conformance.probe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** When a server that answered 429 wants to be asked again. Pure. */
final class RateLimit {
    static final int STATUS = 429;

    /** Above it a number of milliseconds is a moment of the calendar, below it a span. */
    private static final long A_MOMENT = 100_000_000_000L;

    private RateLimit() {}

    /**
     * How long to wait; empty where the server does not say.
     *
     * @param retryAfter the header {@code Retry-After}: seconds, or a date; empty where there is none
     * @param body the answer; Misskey has {@code error.info.resetMs} in it
     */
    static Optional<Duration> pause(String retryAfter, JsonNode body, Instant now) {
        return header(retryAfter.strip(), now)
                .or(() -> reset(body.path("error").path("info").path("resetMs"), now))
                .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    }

    private static Optional<Duration> header(String value, Instant now) {
        if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(value) * 1_000)));
        }
        try {
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Duration.between(now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(JsonNode millis, Instant now) {
        if (!millis.isNumber() || !millis.canConvertToLong()) {
            return Optional.empty();
        }
        long value = millis.longValue();
        return Optional.of(
                value > A_MOMENT ? Duration.between(now, Instant.ofEpochMilli(value)) : Duration.ofMillis(value));
    }
}
