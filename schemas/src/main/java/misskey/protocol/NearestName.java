package misskey.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Suggests the nearest of the names that would have been right. */
final class NearestName {
    private NearestName() {}

    /** {@code ; did you mean "…"?}, or the names there are where none is near. */
    static String suffix(String wrong, Collection<String> right) {
        return right.stream()
                .filter(name -> slips(wrong, name) <= Math.max(1, Math.max(wrong.length(), name.length()) / 3))
                .min(Comparator.comparingInt((String name) -> slips(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("; there is: " + String.join(", ", right));
    }

    /** How many letters have to be put in, taken out or changed. */
    private static int slips(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
