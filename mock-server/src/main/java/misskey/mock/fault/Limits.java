package misskey.mock.fault;

import java.time.Duration;

/** What the parameters of faults may be. */
final class Limits {
    private static final Duration LONGEST = Duration.ofHours(1);

    private Limits() {}

    static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is a number from " + least + " to " + most + "; found " + value);
        }
    }

    static void time(String name, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is more than nothing and at most an hour; found " + time.toMillis() + " ms");
        }
    }
}
