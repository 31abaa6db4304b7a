package misskey.mock.world;

import java.util.Locale;
import misskey.protocol.Behaviour.IdShape;

/** Makes ids that sort in the order they were made, look like Misskey's, and are the same for the same seed. */
final class Ids {
    private final IdShape shape;
    private final long seed;
    private long made;

    Ids(IdShape shape, long seed) {
        this.shape = shape;
        this.seed = Math.floorMod(seed, 36 * 36 * 36);
    }

    String next() {
        made++;
        return switch (shape) {
            case AID -> "a" + pad(seed, 36, 3) + "a" + pad(made, 36, 7);
            case ULID -> "01" + (pad(seed, 32, 8) + pad(made, 32, 16)).toUpperCase(Locale.ROOT);
            case OBJECT_ID -> pad(seed, 16, 8) + pad(made, 16, 16);
        };
    }

    private static String pad(long number, int base, int width) {
        String digits = Long.toString(number, base);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
