package misskey.mock.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that shows a mock live: one HTML file that needs nothing else. What is in it of style and script is allowed by
 * its hash, so that nothing a frame carries can ever run.
 */
final class Page {
    private static final String TEXT = Resources.text("page.html");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; connect-src 'self'; style-src " + hash("style") + "; script-src " + hash("script")
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private Page() {}

    static Reply reply() {
        return new Reply(200, "text/html; charset=utf-8", TEXT, HEADERS);
    }

    /** What the policy says of the one element of this name. */
    private static String hash(String element) {
        Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(TEXT);
        if (!content.find()) {
            throw new IllegalStateException("page.html has no <" + element + ">");
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
