package misskey.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as files write them: {@code 250ms}, {@code 1.5s}, {@code 2m}, {@code 1h}. */
final class Times {
    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));

    private Times() {}

    /** The time in a text that the language's schema has let pass. */
    static Duration read(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("not a time: " + text);
        }
        Duration unit = UNITS.getOrDefault(time.group(2), Duration.ZERO);
        return Duration.ofNanos(new BigDecimal(time.group(1))
                .multiply(BigDecimal.valueOf(unit.toNanos()))
                .longValue());
    }

    /** In words for people. */
    static String words(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
