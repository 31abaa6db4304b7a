package misskey.scenario;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the nearest of the words that would have been right. */
public final class DidYouMean {
    private DidYouMean() {}

    /** {@code ; did you mean "…"?}, or nothing where no word is near. */
    public static String suffix(String wrong, Collection<String> right) {
        return right.stream()
                .min(Comparator.comparingInt((String word) -> distance(wrong, word))
                        .thenComparing(word -> word))
                .filter(word -> distance(wrong, word) <= Math.max(2, wrong.length() / 3))
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** How many letters have to be put in, taken out or changed to make one word of the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
