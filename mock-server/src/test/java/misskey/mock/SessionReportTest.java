package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import misskey.mock.session.SessionSettings;
import misskey.node.JenkinsSchema;
import misskey.protocol.Json;
import misskey.protocol.JsonOctets;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** The verdict on a session's clients, in its three formats, over HTTP. */
class SessionReportTest {
    private static final String HOSTILE = "]]><script>alert(1)</script><img src=x onerror=alert(1)>{{body}}\"&#0;&amp;"
            + "\u0000\u0008\u202e\u2028\ufffe\ud800";

    private static final String SCENARIO = """
            scenario: Somebody captures a note <i>
            covers: [note.capture-starts-events]
            plays: [client]
            world: {users: [dave]}
            steps:
              - open: {as: dave}
              - client: {type: subNote, body: {id: dave-token}}
            """;

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final ControlPeer control = new ControlPeer(session);

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void sessionThatNobodyHasTalkedToIsNoPass() throws Exception {
        assertThat(json("default").path("verdict")).hasToString("\"UNTESTABLE\"");
        assertThat(json("default").at("/checks/0")).isEqualTo(Json.read("""
                {"name":"conversation","outcome":"UNTESTABLE","message":"no client has sent a message","details":[],"evidence":[]}"""));
        assertSuite("default", 1, 0, 1);
        assertThat(html("default")).contains("<h1>Session default: UNTESTABLE</h1>");
    }

    @Test
    void goodClientPassesAndTheReportSaysWhatShowsIt() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.connect("main", "m").untilFence();
        }
        JsonNode report = json("default");

        assertThat(report.path("verdict")).hasToString("\"PASS\"");
        assertThat(report.at("/checks/0/evidence").size()).isPositive();
        int evidence = report.at("/checks/0/evidence/0").intValue();
        assertThat(report.at("/journal/lines").valueStream())
                .anySatisfy(line -> assertThat(line.path("n").intValue() == evidence
                                && line.path("from").stringValue("").equals("client"))
                        .isTrue());
        assertSuite("default", 1, 0, 0);
        assertThat(html("default")).contains("<a href=\"#l" + evidence + "\">", "id=\"l" + evidence + "\"");
    }

    @Test
    void brokenRequirementFailsItAndIsNamedWithItsLine() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'api','body':{'id':'a','endpoint':'i','data':{}}}");
            stream.say("{'type':'api','body':{'id':'a','endpoint':'i','data':{}}}");
            stream.say("{'type':5}");
            stream.say("{'type':'subNote','body':{'id':'n'},'extra':1}");
            stream.untilFence();
        }
        JsonNode report = json("default");
        JsonNode must = report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("level").stringValue("").equals("MUST"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.path("findings").toString()));
        List<String> failed = report.path("checks")
                .valueStream()
                .filter(check -> check.path("outcome").stringValue("").equals("FAIL"))
                .map(check -> check.path("name").stringValue("") + " "
                        + check.path("code").stringValue(""))
                .toList();

        assertThat(report.path("verdict")).hasToString("\"FAIL\"");
        assertThat(failed)
                .contains(must.path("requirement").stringValue("") + " "
                        + must.path("code").stringValue(""));
        assertThat(report.path("checks").valueStream())
                .noneSatisfy(
                        check -> assertThat(check.path("name").stringValue()).isEqualTo("conversation"));
        assertThat(report.path("drift").valueStream())
                .anySatisfy(unknown ->
                        assertThat(unknown.path("name").stringValue()).contains("extra"));
        int noted = report.path("checks").size() - failed.size();
        Element suite = assertSuite("default", report.path("checks").size(), failed.size(), noted);
        assertThat(attributes(suite.getElementsByTagName("testcase"), "name")).containsAll(failed);
        assertThat(html("default"))
                .contains("<h1>Session default: FAIL</h1>", must.path("code").stringValue(""));
    }

    @Test
    void whatOnlySeemsWrongOrNeedNotBeIsNotedAndFailsNothing() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.connect("main", "m").connect("main", "m").untilFence();
        }
        JsonNode report = json("default");

        assertThat(report.at("/findings/0/code")).hasToString("\"DUPLICATE_CHANNEL_ID\"");
        assertThat(report.at("/findings/0/level")).hasToString("\"SHOULD\"");
        assertThat(report.path("verdict")).hasToString("\"PASS\"");
        assertThat(report.path("checks").valueStream())
                .extracting(check -> check.path("outcome").stringValue())
                .containsExactly("NOTED", "PASS");
        assertSuite("default", 2, 0, 1);
    }

    @Test
    void hostileFramesAreTextInEveryFormat() throws Exception {
        sayWhatIsHostile();

        String page = html("default");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").contains("{{body}}");
        assertThat(page.toLowerCase(Locale.ROOT)).doesNotContain("<script", "<img", "\u202e", "\u0000");
        assertThat(page).endsWith("</body>\n</html>\n");
        Element suite = assertSuite("default", json("default").path("checks").size(), -1, -1);
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("<script>alert(1)</script>", "]]>", "\\u0000", "\\u202e");
        assertThat(json("default").toString()).contains("<script>alert(1)</script>");
    }

    @Test
    void junitFitsTheSchemaOfJenkinsWhateverAPeerSaid() throws Exception {
        JenkinsSchema schema = JenkinsSchema.load();
        schema.check(junit("default"));
        sayWhatIsHostile();
        try (StreamPeer stream = StreamPeer.as(session, "bob")) {
            stream.say("{'type':5}");
            stream.connect("main", "m").connect("main", "m").untilFence();
        }
        String xml = junit("default");

        assertThat(xml).contains("<failure message=\"FAIL: ", "<skipped>NOTED: ", "<system-out>");
        schema.check(xml);
    }

    @Test
    void pageRunsNothingAndLoadsNothing() {
        HttpResponse<String> page = control.exchange("GET", "/sessions/default/report?format=html", "");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe", "script-src", "*");
        assertThat(page.body())
                .as("the policy goes with a page that is saved")
                .contains("http-equiv=\"Content-Security-Policy\"")
                .doesNotContain("http:", "https:", "url(", "@import", "<script", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "junit", "html"})
    void noTokenIsInIt(String format) throws Exception {
        JsonNode made = control.post(
                "/sessions", Json.object().put("scenario", SCENARIO).put("within", "200ms"), 201);
        try (StreamPeer dave = StreamPeer.at(URI.create(
                made.path("wsUrl").stringValue() + "?i=" + made.path("token").stringValue()))) {
            dave.say("{'type':'dave-token','body':{'dave-token':'dave-token'}}");
            dave.say("{'type':'unsubNote','body':{'id':'dave-token'}}");
            String report = control.exchange("GET", "/sessions/1/report?wait=20&format=" + format, "")
                    .body();

            assertThat(report).contains("dave").doesNotContain("dave-token");
            assertThat(report).as("the step at length").containsAnyOf("<dave>", "&lt;dave&gt;");
        }
    }

    @Test
    void scenarioDecidesTheVerdictOnceItHasEnded() throws Exception {
        String scenario = SCENARIO.replace("dave-token", "n1");
        JsonNode made = control.post(
                "/sessions", Json.object().put("scenario", scenario).put("within", "20s"), 201);
        assertThat(json("1").path("verdict")).hasToString("\"UNTESTABLE\"");
        assertThat(json("1").at("/checks/0/message").stringValue()).isEqualTo("it waits for a client, at scenario:6:5");

        try (StreamPeer dave = StreamPeer.at(URI.create(
                made.path("wsUrl").stringValue() + "?i=" + made.path("token").stringValue()))) {
            dave.say("{'type':'subNote','body':{'id':'n1'}}");
            JsonNode passed = json("1", "&wait=20");

            assertThat(passed.path("verdict")).hasToString("\"PASS\"");
            assertThat(passed.path("scenario")).isEqualTo(Json.read("""
                    {"title":"Somebody captures a note <i>","state":"passed","step":"scenario:7:5"}"""));
            assertThat(passed.at("/checks/0/evidence").size()).isPositive();
            assertThat(html("1")).contains("Somebody captures a note &lt;i&gt;");
            assertSuite("1", 2, 0, 0);
        }
    }

    @Test
    void brokenScenarioFailsWithWhatWasAwaited() throws Exception {
        control.post("/sessions", Json.object().put("scenario", SCENARIO).put("within", "50ms"), 201);
        JsonNode broken = json("1", "&wait=20");

        assertThat(broken.path("verdict")).hasToString("\"FAIL\"");
        assertThat(broken.at("/checks/0/code")).hasToString("\"SCENARIO_BROKEN\"");
        assertThat(broken.at("/checks/0/message").stringValue()).startsWith("scenario:6:5: ");
        assertThat(broken.at("/checks/0/details/0").stringValue()).startsWith("scenario:6:5  ");
        Element suite = assertSuite("1", 2, 1, 1);
        assertThat(attributes(suite.getElementsByTagName("failure"), "type")).containsExactly("SCENARIO_BROKEN");
    }

    @Test
    void onlyTheLastLinesAreGivenAndItSaysSo() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.connect("main", "m").untilFence();
        }
        session.await(line -> line.op() == Line.Op.CLOSED, Duration.ofSeconds(20)); // its last line
        int all = json("default").at("/journal/lines").size();
        JsonNode journal = json("default", "&last=2").path("journal");

        assertThat(journal.path("lines").size()).isEqualTo(2);
        assertThat(journal.path("earlier").intValue()).isEqualTo(all - 2);
        assertThat(control.exchange("GET", "/sessions/default/report?format=html&last=2", "")
                        .body())
                .contains(all - 2 + " earlier lines are left out");
    }

    private void sayWhatIsHostile() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say(new String(
                    JsonOctets.of(Json.write(Json.object().put("type", HOSTILE).put(HOSTILE, HOSTILE))),
                    StandardCharsets.UTF_8));
            stream.say(HOSTILE.substring(0, 40));
            stream.untilFence();
        }
    }

    private JsonNode json(String id) {
        return json(id, "");
    }

    private JsonNode json(String id, String query) {
        return control.ask("GET", "/sessions/" + id + "/report?format=json" + query, "", 200);
    }

    private String html(String id) {
        return control.exchange("GET", "/sessions/" + id + "/report?format=html", "")
                .body();
    }

    private String junit(String id) {
        return control.exchange("GET", "/sessions/" + id + "/report?format=junit", "")
                .body();
    }

    /** The one suite of the JUnit file, whose figures are these and fit what is in it; -1 for any. */
    private Element assertSuite(String id, int tests, int failures, int skipped) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(junit(id))))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("misskey-kit.session." + id);
        assertFigure(suite, "tests", "testcase", tests);
        assertFigure(suite, "failures", "failure", failures);
        assertFigure(suite, "skipped", "skipped", skipped);
        assertFigure(suite, "errors", "error", 0);
        return suite;
    }

    private static void assertFigure(Element suite, String figure, String element, int expected) {
        int there = suite.getElementsByTagName(element).getLength();
        assertThat(suite.getAttribute(figure)).isEqualTo(Integer.toString(there));
        assertThat(expected < 0 || expected == there)
                .as(figure + " is " + there + " instead of " + expected)
                .isTrue();
    }

    private static List<String> attributes(NodeList elements, String name) {
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> ((Element) elements.item(i)).getAttribute(name))
                .toList();
    }
}
