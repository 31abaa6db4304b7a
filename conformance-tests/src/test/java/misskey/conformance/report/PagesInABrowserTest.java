package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import misskey.browser.Browser;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Json;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The pages as a browser shows them, where the machine has Debian's Chromium. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PagesInABrowserTest {
    private static final String VISIBLE_ROWS =
            "[...document.querySelectorAll('#all .row')].filter(each => !each.hidden)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1280, false", "360, true"})
    void whatAHostileServerSentIsShownAndDoesNothing(int width, boolean dark) throws Exception {
        ReportFolder.write(Hostile.run(), folder, "1.0");
        try (Browser browser = browser()) {
            browser.look(width, 900, dark);
            browser.go(folder.resolve("index.html").toUri());
            nothingRan(browser);
            assertThat(text(browser, "document.querySelector('h1').textContent"))
                    .startsWith("the server of ]]></failure>");
            picture(browser, "hostile-" + width);

            browser.evaluate("document.querySelector('.cell[data-id=\"main.followed\"]').click()");
            browser.until("document.querySelector('#drawer .step')");
            browser.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
            nothingRan(browser);
            picture(browser, "hostile-drawer-" + width);
            assertThat(text(browser, "document.querySelector('#drawer').textContent"))
                    .contains("NO_EVENT", "</script><script>document.title='bad'</script>", "\\u202edesrever \\u2028")
                    .contains(
                            "\\ud800 half",
                            "response: the first part of 300,000 characters; all of it is in transcripts/")
                    .doesNotContain("\u202E", "\u2028", "\u0085");
        }
    }

    @Test
    void filterShowsWhatFitsInTheListAndInTheMatrix() throws Exception {
        ReportFolder.write(Hostile.run(), folder, "1.0");
        try (Browser browser = browser()) {
            browser.go(folder.resolve("index.html").toUri());
            int all = Hostile.run().scope().size();
            assertThat(number(browser, VISIBLE_ROWS + ".length")).isEqualTo(all);
            assertThat(number(browser, "document.querySelectorAll('#matrix .matrix .cell').length"))
                    .isEqualTo(all);

            browser.evaluate("document.querySelector('[data-outcome=FAIL]').click()");
            assertThat(number(browser, VISIBLE_ROWS + ".length")).isEqualTo(3);
            assertThat(number(browser, "document.querySelectorAll('.matrix .cell:not(.out)').length"))
                    .isEqualTo(3);

            browser.evaluate("{const box = document.querySelector('#search'); box.value = 'Being FOLLOWED';"
                    + " box.dispatchEvent(new Event('input'));}");
            assertThat(text(browser, VISIBLE_ROWS + ".map(each => each.dataset.id).join()"))
                    .isEqualTo("main.followed");

            choose(browser, "Filter by level", "SHOULD");
            assertThat(number(browser, VISIBLE_ROWS + ".length")).isZero();
            choose(browser, "Filter by level", "MUST");
            choose(browser, "Filter by area", "main");
            assertThat(number(browser, VISIBLE_ROWS + ".length")).isOne();
        }
    }

    @Test
    void keysAndAddressesOpenTurnAndClose() throws Exception {
        ReportFolder.write(Hostile.run(), folder, "1.0");
        try (Browser browser = browser()) {
            browser.go(URI.create(folder.resolve("index.html").toUri() + "#main.followed:3"));
            browser.until("document.querySelector('#drawer h2')?.textContent.startsWith('main.followed')");
            assertThat(text(browser, "document.querySelector('.pointed').dataset.n"))
                    .isEqualTo("3");
            assertThat(text(browser, "[...document.querySelectorAll('.evidence')].map(each => each.dataset.n).join()"))
                    .isEqualTo("2");

            press(browser, "ArrowRight");
            String next = text(browser, "location.hash");
            assertThat(next).startsWith("#main.").isNotEqualTo("#main.followed");
            assertThat(text(browser, "document.querySelector('#drawer h2').textContent"))
                    .startsWith(next.substring(1));

            press(browser, "Escape");
            assertThat(text(browser, "location.hash")).isEmpty();
            assertThat(number(browser, "document.querySelectorAll('#drawer h2').length"))
                    .isZero();

            browser.evaluate("document.querySelector('.matrix .cell').focus()");
            press(browser, "ArrowDown");
            assertThat(text(browser, "document.activeElement.dataset.id")).isNotEqualTo("connection.real-time");
            press(browser, "/");
            assertThat(text(browser, "document.activeElement.id")).isEqualTo("search");
        }
    }

    @Test
    void runsStandSideBySideAndWhatDiffersIsShown() throws Exception {
        RunResult run = Hostile.run();
        List<CaseResult> mended = new ArrayList<>(run.cases());
        mended.replaceAll(one -> one.requirement().equals("main.followed")
                ? Hostile.one("main.followed", Verdict.pass(List.of(1)))
                : one);
        RunResult later = new RunResult(run.conditions(), run.role(), mended, 1);
        Path file = folder.resolve("compare.html");
        Files.write(
                file,
                ComparePage.write(List.of(
                        new ComparePage.Named("before" + Hostile.WORDS, report(run)),
                        new ComparePage.Named("after", report(later)))));
        try (Browser browser = browser()) {
            browser.look(360, 900, false);
            browser.go(file.toUri());
            nothingRan(browser);
            String rows = "[...document.querySelectorAll('tbody tr[data-id]')].filter(each => !each.hidden)";
            assertThat(text(browser, rows + ".map(each => each.dataset.id).join()"))
                    .isEqualTo("main.followed");
            assertThat(text(browser, rows + "[0].textContent")).contains("✗ fail", "NO_EVENT", "✓ pass");
            assertThat(text(browser, "document.body.textContent")).contains("1 mended");

            browser.evaluate("document.querySelector('#differs').click()");
            assertThat(number(browser, rows + ".length")).isEqualTo(run.scope().size());

            browser.evaluate("document.querySelector('a[href=\"#main.followed\"]').click()");
            browser.until("document.querySelectorAll('#drawer .seen').length === 2");
            nothingRan(browser);
        }
    }

    @Test
    void reportThatIsNotWhatItsSchemaSaysIsToldInsteadOfShown() throws Exception {
        Path file = folder.resolve("compare.html");
        JsonNode wrong = Json.read("{\"requirements\": [null]}");
        Files.write(file, ComparePage.write(List.of(new ComparePage.Named("misskey-kit", wrong))));
        try (Browser browser = browser()) {
            browser.go(file.toUri());
            assertThat(text(browser, "document.querySelector('[role=alert]').textContent"))
                    .contains("This page could not be put together");
        }
    }

    private static JsonNode report(RunResult run) {
        return JsonReport.document(run, Reproductions.none(), "1.0", Instant.EPOCH);
    }

    private static void nothingRan(Browser browser) {
        assertThat(text(browser, "document.title")).isNotEqualTo("bad").contains("misskey-kit");
        assertThat(number(browser, "document.querySelectorAll('img, iframe, link, svg, object').length"))
                .isZero();
        assertThat(number(browser, "document.querySelectorAll('script').length"))
                .isEqualTo(2);
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .booleanValue())
                .as("nothing sticks out")
                .isTrue();
    }

    private static void choose(Browser browser, String name, String value) {
        browser.evaluate("{const box = document.querySelector('[aria-label=\"" + name + "\"]'); box.value = '" + value
                + "'; box.dispatchEvent(new Event('change'));}");
    }

    private static void press(Browser browser, String key) {
        browser.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key
                + "', bubbles: true, cancelable: true}))");
    }

    private static String text(Browser browser, String expression) {
        return browser.evaluate(expression).stringValue();
    }

    private static int number(Browser browser, String expression) {
        return browser.evaluate(expression).intValue();
    }

    private static Browser browser() throws Exception {
        Assumptions.assumeTrue(Browser.isInstalled(), "this machine has no /usr/bin/chromium");
        return Browser.start();
    }

    /** For people, beside the reports of the tests. */
    private static void picture(Browser browser, String name) throws Exception {
        Files.write(Files.createDirectories(Path.of("target", "page")).resolve(name + ".png"), browser.picture());
    }
}
