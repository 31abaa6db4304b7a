package misskey.conformance.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One HTML file that needs no other: style, script and data are in it, and its policy lets it load nothing and run nothing
 * but that script.
 */
final class Page {
    private static final List<String> STYLES = List.of("page.css", "matrix.css", "drawer.css");
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "model.js",
            "filter.js",
            "matrix.js",
            "list.js",
            "timeline.js",
            "drawer.js",
            "requirement.js",
            "run.js",
            "compare.js",
            "start.js");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private Page() {}

    /**
     * The file, as UTF-8.
     *
     * @param title of the window
     * @param plain what is shown where scripts do not run, as HTML
     * @param data what the script shows
     */
    static byte[] write(String title, String plain, JsonNode data) {
        String style = files(STYLES);
        String script = files(SCRIPTS);
        Map<String, String> places = Map.of(
                "policy",
                "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                        + "; base-uri 'none'; form-action 'none'",
                "title",
                Html.text(title),
                "style",
                style,
                "plain",
                plain,
                "data",
                Html.data(data),
                "script",
                script);
        // One pass: what is put in is never looked at for places again.
        return PLACE.matcher(ReportFile.read("page/page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(places.getOrDefault(place.group(1), place.group())))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String files(List<String> names) {
        return names.stream().map(name -> ReportFile.read("page/" + name)).collect(Collectors.joining("\n"));
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
