package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What of a law is looked at: some, the same each time, or all where {@link Deep} says so. */
final class Sample {
    private static final long SEED = 20_251_127;

    private Sample() {}

    static <T> List<T> of(int some, List<T> all) {
        if (Deep.asked() || all.size() <= some) {
            return all;
        }
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new Random(SEED));
        return List.copyOf(mixed.subList(0, some));
    }
}
