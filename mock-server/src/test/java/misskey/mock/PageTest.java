package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import misskey.browser.Browser;
import misskey.mock.session.SessionSettings;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/** The live page: as it is sent, and, where the machine has Debian's Chromium, as a browser shows it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageTest {
    private MockServer mock = MockServer.start();
    private MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_kit", "/_kit/"})
    void pageMayDoNothingButWhatIsInIt(String path) {
        HttpResponse<String> page =
                ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve(path)));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .matches(
                        "default-src 'none'; connect-src 'self'; style-src 'sha256-[\\w+/]{43}=';"
                                + " script-src 'sha256-[\\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .as("loads nothing, and makes no HTML of what comes")
                .doesNotContain("src=", "href=", "://", "innerHTML", "outerHTML", "insertAdjacent", "style=");
    }

    @Test
    void hostileFramesAreShownAndDoNothing() throws Exception {
        try (Browser browser = browser();
                RawPeer hostile = RawPeer.upgraded(session, "/streaming?i=alice-token")) {
            browser.look(1200, 800, false);
            browser.go(page());
            browser.until("document.querySelector('#state').textContent === 'live'");
            hostile.text("<img src=x onerror=\"document.title='bad'\">");
            hostile.text(
                    "{\"type\":\"</script><script>document.title='bad'</script>\",\"body\":{\"id\":\"<b>bold</b>\"}}");
            hostile.text("{\"type\":\"connect\",\"body\":{\"channel\":\"ab\u202Edc\u0085\",\"id\":\"1\"}}");
            hostile.text("{\"type\":\"unsubNote\",\"body\":{\"id\":\"<svg onload=alert(1)>\"}}");
            hostile.text("{\"type\":\"long\",\"body\":{\"text\":\"" + "x".repeat(1_000_000) + "\"}}");
            hostile.text("{\"type\":\"last\",\"body\":{}}");
            browser.until("document.querySelector('#journal').textContent.includes('last')"
                    + " && document.querySelector('#findings').textContent.includes('<svg')");
            browser.evaluate("document.querySelectorAll('summary').forEach(each => each.click())");
            browser.until("[...document.querySelectorAll('details')].every(each => each.querySelector('pre'))");

            assertThat(browser.evaluate("document.querySelectorAll('img, svg, b, iframe, link').length")
                            .intValue())
                    .isZero();
            assertThat(browser.evaluate("document.querySelectorAll('script').length")
                            .intValue())
                    .isEqualTo(1);
            assertThat(browser.evaluate("document.title").stringValue()).isEqualTo("Mock Misskey");
            assertThat(browser.evaluate("document.querySelector('#journal').textContent")
                            .stringValue())
                    .contains(
                            "<img src=x onerror=\"document.title='bad'\">",
                            "</script><script>document.title='bad'</script>",
                            "<b>bold</b>",
                            "ab\\u202edc\\u0085",
                            "(1,000,034 characters; the journal keeps the first 1,024)")
                    .doesNotContain("\u202E", "\u0085", "alice-token");
            assertThat(browser.evaluate("document.querySelector('#findings').textContent")
                            .stringValue())
                    .contains("RELEASE_WITHOUT_CAPTURE", "<svg onload=alert(1)>");
            assertThat(browser.evaluate("document.body.scrollWidth <= innerWidth")
                            .booleanValue())
                    .as("nothing sticks out")
                    .isTrue();
            picture(browser, "hostile");
        }
    }

    @Test
    void buttonsActOnTheConnection() throws Exception {
        try (Browser browser = browser();
                StreamPeer alice = StreamPeer.as(session, "alice").connect("main", "m");
                StreamPeer bob = StreamPeer.as(session, "bob").connect("main", "m")) {
            browser.look(390, 800, true);
            browser.go(page());
            browser.until("document.querySelectorAll('#connections button').length === 6");
            new ApiPeer(session, "bob").note("hi @alice");
            alice.next("the mention");
            browser.until("document.querySelector('#journal').textContent.includes('mention')");
            picture(browser, "narrow");

            click(browser, "Send");
            browser.evaluate("document.querySelector('#frame').value = '{\"type\":\"futureThing\"}'");
            browser.evaluate("document.querySelector('#sending form').requestSubmit()");
            assertThat(alice.next("what the page sends")).hasToString("{\"type\":\"futureThing\"}");

            click(browser, "Close");
            browser.evaluate("document.querySelector('#reason').value = 'restart'");
            browser.evaluate("document.querySelector('#closing form').requestSubmit()");
            assertThat(alice.closeCode()).isEqualTo(1012);
            browser.until("document.querySelectorAll('#connections button').length === 3");

            click(browser, "Cut");
            assertThat(bob.closeCode()).isEqualTo(1006);

            browser.until("document.querySelector('#connections').textContent === 'none'");
            browser.evaluate("document.querySelector('#reset').click()");
            browser.until("document.querySelector('#journal').textContent === ''");
            assertThat(session.journal()).isEmpty();
        }
    }

    @Test
    void pageAsksForTheControlToken() throws Exception {
        mock.close();
        mock = MockServer.start(ServerSettings.defaults().withControlToken(Secret.of("control", "of-control")));
        session = mock.session(SessionSettings.defaults());
        try (Browser browser = browser()) {
            browser.go(page());
            for (String token : new String[] {"wrong", "of-control"}) {
                browser.until("document.querySelector('#asking').open");
                browser.evaluate("document.querySelector('#token').value = " + Json.write(StringNode.valueOf(token)));
                browser.evaluate("document.querySelector('#asking form').requestSubmit()");
            }
            browser.until("document.querySelector('#state').textContent === 'live'");
        }
    }

    private Browser browser() throws Exception {
        Assumptions.assumeTrue(Browser.isInstalled(), "this machine has no /usr/bin/chromium");
        return Browser.start();
    }

    private URI page() {
        return session.origin().resolve("/_kit/");
    }

    /** Clicks the first button of the connections with this text. */
    private static void click(Browser browser, String text) {
        browser.evaluate("[...document.querySelectorAll('#connections button')].find(each => each.textContent === '"
                + text + "').click()");
    }

    /** For people, beside the reports of the tests. */
    private static void picture(Browser browser, String name) throws Exception {
        Files.write(Files.createDirectories(Path.of("target", "page")).resolve(name + ".png"), browser.picture());
    }
}
