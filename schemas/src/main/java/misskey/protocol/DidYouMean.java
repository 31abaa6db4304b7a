package misskey.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the nearest of the words that would have been right. */
public final class DidYouMean {
    private DidYouMean() {}

    /** {@code ; did you mean "…"?}, or nothing where no word is near. Of words equally near the first by letter. */
    public static String suffix(String wrong, Collection<String> right) {
        return right.stream()
                .filter(word -> isNear(wrong, word))
                .min(Comparator.comparingInt((String word) -> distance(wrong, word))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** {@code ; did you mean "…"?}, or the words there are where none is near. */
    static String suffixOrAll(String wrong, Collection<String> right) {
        String near = suffix(wrong, right);
        return near.isEmpty() ? "; there is: " + String.join(", ", right) : near;
    }

    /** A slip in every third letter at most, and one letter at least has to be right. */
    private static boolean isNear(String wrong, String word) {
        int longer = Math.max(wrong.length(), word.length());
        int distance = distance(wrong, word);
        return distance <= Math.max(1, longer / 3) && distance < longer;
    }

    /** How many letters have to be put in, taken out, changed or swapped with the next; case does not count. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int oneLetter = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
                slips[i][j] = Math.min(oneLetter, slips[i - 1][j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
