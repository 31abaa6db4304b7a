package misskey.mock.world;

import java.util.Locale;

/** Finds {@code @username} in a text. Upper and lower case are the same, as in Misskey. */
final class Mentions {
    private Mentions() {}

    /** Whether the text names this account of this server, and not merely one whose name begins or ends like it. */
    static boolean in(String text, String username) {
        String haystack = text.toLowerCase(Locale.ROOT);
        String mention = "@" + username.toLowerCase(Locale.ROOT);
        for (int at = haystack.indexOf(mention); at >= 0; at = haystack.indexOf(mention, at + 1)) {
            if (isFree(haystack, at) && endsAt(haystack, at + mention.length())) {
                return true;
            }
        }
        return false;
    }

    /** Nothing stands before the {@code @} that makes it a part of a mail address. */
    private static boolean isFree(String text, int at) {
        return at == 0 || !isWord(text, at - 1);
    }

    /** Neither the name goes on, nor a host follows; a hyphen belongs to a name only where the name goes on after it. */
    private static boolean endsAt(String text, int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == '-') {
            next++;
        }
        boolean nameGoesOn = next < text.length() && isWord(text, next);
        boolean hostFollows = end + 1 < text.length() && text.charAt(end) == '@' && isWord(text, end + 1);
        return !nameGoesOn && !hostFollows;
    }

    private static boolean isWord(String text, int at) {
        return Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_';
    }
}
