package misskey.mock.world;

import java.util.Locale;

/** Makes ids that sort in the order they were made, look like Misskey's, and are the same for the same seed. */
final class Ids {
    private final long seed;
    private long made;

    Ids(long seed) {
        this.seed = Math.floorMod(seed, 36 * 36 * 36);
    }

    String next() {
        return pad(seed, 3) + pad(++made, 7);
    }

    private static String pad(long number, int width) {
        String digits = Long.toString(number, 36).toLowerCase(Locale.ROOT);
        return "a" + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
