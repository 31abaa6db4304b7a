package misskey.mock.world;

/** Finds {@code @username} in a text. */
final class Mentions {
    private Mentions() {}

    /** Whether the text names this account, and not merely one whose name begins or ends like it. */
    static boolean in(String text, String username) {
        String mention = "@" + username;
        for (int at = text.indexOf(mention); at >= 0; at = text.indexOf(mention, at + 1)) {
            int end = at + mention.length();
            boolean before = at == 0 || !isWord(text.charAt(at - 1));
            boolean after = end == text.length() || (!isWord(text.charAt(end)) && text.charAt(end) != '@');
            if (before && after) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
