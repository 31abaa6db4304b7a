package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How much of a law is looked at: a sample, the same each time, or with {@code MISSKEY_KIT_DEEP=1} all of it. */
final class Deep {
    private static final boolean DEEP = "1".equals(System.getenv("MISSKEY_KIT_DEEP"));
    private static final long SEED = 20_251_127;

    private Deep() {}

    /** All of them, or so many. */
    static <T> List<T> orSome(int some, List<T> all) {
        if (DEEP || all.size() <= some) {
            return all;
        }
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new Random(SEED));
        return List.copyOf(mixed.subList(0, some));
    }
}
