package misskey.mock.control;

import java.util.Map;
import misskey.mock.report.ServedFile;

/**
 * The page that shows a mock live: one HTML file that needs nothing else. What is in it of style and script is allowed by
 * its hash, so that nothing a frame carries can ever run.
 */
final class Page {
    private static final ServedFile FILE = ServedFile.beside(Page.class, "page.html");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; connect-src 'self'; style-src " + FILE.hash("style") + "; script-src "
                    + FILE.hash("script")
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private Page() {}

    static Reply reply() {
        return new Reply(200, "text/html; charset=utf-8", FILE.text(), HEADERS);
    }
}
