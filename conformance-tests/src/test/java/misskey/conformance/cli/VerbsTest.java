package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import misskey.conformance.diagnosis.OddServer;
import misskey.conformance.report.JsonReport;
import misskey.conformance.report.Palette;
import misskey.conformance.server.ServerSuite;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.Peer;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import misskey.protocol.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each verb, run as a user would. */
class VerbsTest {
    private static final Path RECORDINGS = Path.of("..", "schemas", "transcripts");

    @TempDir
    Path folder;

    @Test
    void serverJudgesTheEmbeddedMockAndWritesReports() throws Exception {
        Path out = folder.resolve("report folder");
        Cli result = Cli.run("server", "--out", out.toString());

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out())
                .containsPattern("✔ main +\\d+ pass\\R")
                .contains("gate met  judged ", "written to " + out)
                .doesNotContain("main.followed");
        JsonNode report = Json.read(Files.readString(out.resolve("report.json")));
        assertThat(report.path("exitCode").intValue(-1)).isZero();
        assertThat(DocumentSchema.of(JsonReport.schema()).check(report)).isEmpty();
        for (String file : List.of("junit.xml", "index.html", "summary.md")) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        assertThat(Cli.run(
                                "check",
                                out.resolve("transcripts/main.followed.jsonl").toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void serverJudgesAUrlAnonymouslyAndWritesNothingThere() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            Cli result =
                    Cli.run("server", session.streamUrl().toString(), "--only", "connection.handshake,main.followed");

            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(result.out())
                    .contains("✔ pass", "connection.handshake")
                    .contains("– untestable", "needs the token of an account: --token-env bob=VARIABLE")
                    .contains("judged 1 of ", "1 more with --token-env bob=VARIABLE", "left out by --only and --skip");
            assertThat(session.journal())
                    .filteredOn(line -> line.op().label().equals("call"))
                    .allSatisfy(line ->
                            assertThat(line.get("endpoint").stringValue()).isIn("ping", "meta"));
        }
    }

    @Test
    void serverIsJudgedByTheDialectOfTheVersionThatItSaysItIs() {
        try (MockServer mock = MockServer.start();
                MockSession session =
                        mock.session(SessionSettings.defaults().withDialect(Dialect.named("misskey-12@12.119.2")))) {
            String url = session.streamUrl().toString();

            assertThat(Cli.run("server", url, "--only", "connection.handshake").out())
                    .contains("server   misskey 12.119.2-misskey-kit (nodeinfo)", "judged   as misskey-12@12.119.2: ");
            assertThat(Cli.run("server", url, "--only", "connection.handshake", "--dialect", "misskey-2025")
                            .out())
                    .contains("judged   as misskey-2025, as asked; by its version it would be misskey-12@12.119.2");
        }
    }

    @Test
    void serverSaysBeforehandThatItWillProvoke() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            String url = session.streamUrl().toString();

            assertThat(Cli.run("server", url, "--only", "connection.handshake", "--intrusive")
                            .err())
                    .contains("--intrusive: wrong tokens, broken and huge frames and many channels go to " + url);
        }
    }

    @Test
    void pageAtTheStreamsUrlIsToldUnderTheReport() throws Exception {
        try (OddServer server = new OddServer(request -> request.upgrades()
                ? request.accepted()
                : OddServer.answer(200, "<html>", "Content-Type: text/html\r\nAge: 7\r\n"))) {
            Cli result = Cli.run("server", server.stream().toString(), "--only", "connection.handshake");

            assertThat(result.exitCode()).isZero();
            assertThat(result.out())
                    .contains("likely cause", "A4  the stream's URL may be cached, and then it is shut for everybody")
                    .contains("proxy_cache_bypass $http_upgrade;");
        }
    }

    @Test
    void runThatJudgedNoMustIsNotMeasured() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            Cli result = Cli.run("server", session.streamUrl().toString(), "--only", "main.followed");

            assertThat(result.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void serverThatBreaksAMustTurnsTheGateRed() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withPeer(Peer.MUTE))) {
            Cli result = Cli.run(
                    "server", session.streamUrl().toString(), "--only", "connection.handshake", "--patience", "0.1");

            assertThat(result.exitCode()).isZero();
        }
        Cli broken = Cli.run("check", recording("misskey-12.110.1/50-api-frames.jsonl"));
        assertThat(broken.exitCode()).isEqualTo(1);
    }

    @Test
    void checkNamesRequirementCodeFileAndLine() {
        String file = recording("misskey-12.110.1/50-api-frames.jsonl");
        Cli result = Cli.run("check", file, "--dialect", "documented");

        assertThat(result.out())
                .contains("MUST api.response-id UNASKED_RESPONSE  " + file + ":35 (alice, by the server)")
                .contains("58 messages judged", "58 text")
                .contains("MUST broken 4 times");
    }

    @Test
    void checkOfACleanRecordingMeetsTheGate() {
        Cli result = Cli.run("check", recording("misskey-2025.2.0/61-disconnect-stops.jsonl"));

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("beyond the dialect", "frame type connected");
    }

    @Test
    void checkTakesTheReleaseOfADialectAndItsLevels() {
        String requests = recording("misskey-12.119.2/50-api-frames.jsonl");

        assertThat(Cli.run("check", requests, "--dialect", "misskey-12@12.119.2")
                        .out())
                .contains("judged as misskey-12@12.119.2", "frame type api");
        assertThat(Cli.run("check", requests, "--dialect", "misskey-12").out()).doesNotContain("frame type api ");
        assertThat(Cli.run("check", requests, "--dialect", "misskey-12@11.0").err())
                .contains("--dialect: the dialect misskey-12 knows no release of Misskey as early as 11.0");
    }

    @Test
    void checkJudgesARecordingByTheDialectOfItsServer() {
        String file = recording("misskey-2025.2.0/30-main-events.jsonl");

        assertThat(Cli.run("check", file).out()).contains("event main.notification");
        Cli own = Cli.run("check", file, "--dialect", "misskey-2025");
        assertThat(own.exitCode()).as(own.out()).isZero();
        assertThat(own.out()).doesNotContain("event main.notification");
    }

    @ParameterizedTest
    @ValueSource(strings = {"followed", "reacted", "api-response"})
    void scenarioPlaysBothWays(String name) {
        Cli result = Cli.run(
                "play", Path.of("..", "scenarios", "documented", name + ".yaml").toString());

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .containsPattern("server pass +\\d+ ms +client pass")
                .contains("played 2 in ");
    }

    @Test
    void listCountsTheCatalogue() {
        Cli result = Cli.run("list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsPattern("(?m)^robustness$")
                .containsPattern("main.followed +MUST +server tested\\R {6}Being followed by someone")
                .containsPattern("connection.actions +SHOULD server excluded")
                .contains(Requirements.all().list().size() + " requirements: ")
                .doesNotContain("not applicable");
    }

    @Test
    void listShowsWhatADialectHas() {
        String list = Cli.run("list", "--dialect", "misskey-2025").out();

        assertThat(list)
                .containsPattern("api.answers +- +server - +not applicable\\R +gone: requests over the stream")
                .containsPattern("note.unsub-stops-events +MUST +server tested +different\\R +After as many unsubNote")
                .containsPattern("in misskey-2025: \\d+ required, \\d+ different, \\d+ not applicable");
        assertThat(Cli.run("list", "--dialect", "misskey-12").out())
                .containsPattern("client.ids-are-texts +SHOULD client no case\\R");
    }

    @Test
    void listCountsCoverageAndNamesWhatHasNoCase() {
        String all = Cli.run("list", "--coverage").out();

        int rows = Requirements.all().list().size();
        assertThat(all)
                .containsPattern("(?m)^  all +" + ServerSuite.requirements().size() + " +\\d+ +1 +" + rows + "$");
        assertThat(all).containsPattern("(?m)^  client +0 +\\d+ +0 +\\d+$");
        assertThat(all).contains("excluded", "  connection.actions", "An umbrella: the actions", "  client      ");
        assertThat(Cli.run("list", "--coverage", "--dialect", "misskey-2025").out())
                .containsPattern("(?m)^  api +1 +0 +0 +1$");
    }

    @Test
    void listShowsWhatEachMutantBreaks() {
        String documented = Cli.run("list", "--mutants").out();

        assertThat(documented)
                .containsPattern("(?m)^liveness$")
                .containsPattern("forgets-captures +note.capture +NO_EVENT\\R {6}takes a capture and forgets it")
                .containsPattern(
                        "in documented: \\d+ servers with one fault break \\d+ requirements; \\d+ cannot be broken");
        assertThat(Cli.run("list", "--mutants", "--dialect", "misskey-12").out())
                .containsPattern("no server can break\\R  channel.same-id-twice\\R {6}a second connect is ignored");
        assertThat(Cli.run("list", "--mutants", "--dialect", "misskey-2025").out())
                .contains("timeline.role-notes", "in misskey-2025: ")
                .doesNotContain("api.answers");
        assertThat(Cli.run("list", "--odd").out())
                .containsPattern("fragments-frames\\R {6}sends every frame in three fragments")
                .containsPattern("in documented: \\d+ servers that are odd and correct");
    }

    @Test
    void listShowsOneThingAtATime() {
        Cli result = Cli.run("list", "--mutants", "--coverage");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("give one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forgets-capture | documented   | did you mean \"forgets-captures\"?",
                "shows-no-roles  | documented   | it is one of misskey-2025",
                "never-answers   | misskey-2025 | it is one of documented, misskey-12",
                "xyzzy           | documented   | misskey-kit list --mutants --dialect documented"
            })
    void mutantThatThereIsNotIsAUsageError(String id, String dialect, String says) {
        Cli result = Cli.run("mock", "--port", "0", "--dialect", dialect, "--mutant", id);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no mutant \"" + id + "\"", says);
    }

    static List<String> pages() {
        List<String> pages = new ArrayList<>(List.of(
                "list",
                "list --dialect misskey-12",
                "list --coverage",
                "list --mutants",
                "list --mutants --dialect misskey-2025",
                "list --odd"));
        Requirements.all().list().forEach(row -> pages.add("explain " + row.id()));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void catalogueFitsInAHundredColumns(String command) {
        assertThat(Cli.run(command.split(" ", -1)).out().lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(100).isEqualTo(line.stripTrailing()));
    }

    @Test
    void explainShowsDialectsJudgeAndBothExchanges() {
        assertThat(Cli.run("explain", "note.unsub-stops-events").out())
                .contains(
                        "  quote     Once you send",
                        "  judged    Of two captured notes",
                        "  case      in the server suite")
                .contains("absence   proved by a sentinel", "  documented    required")
                .contains("  misskey-2025  different: After as many unsubNote")
                .contains("because: captures are counted on 2025.2.0")
                .contains("  holds, as in documented", "  client > {\"type\":\"unsubNote\"", "         * 11 s pass")
                .contains("  is broken, as in documented", "  server < {\"type\":\"noteUpdated\"");
        assertThat(Cli.run("explain", "main.signin").out())
                .contains(
                        "  seen      signin came", "  case      in the server suite", "  documented    not applicable");
        assertThat(Cli.run("explain", "connection.actions").out())
                .contains("  case      none: An umbrella")
                .doesNotContain("is broken");
    }

    @Test
    void lanesAreColouredOnlyWhereColoursAreWanted() {
        assertThat(page(new Palette(true))).contains("\u001b[32m  client > ", "\u001b[33m  server < ");
        assertThat(page(new Palette(false))).doesNotContain("\u001b");
    }

    private static String page(Palette palette) {
        StringWriter text = new StringWriter();
        new RequirementPage(new PrintWriter(text, true), palette)
                .print(Requirements.all().get("main.followed"), true);
        return text.toString();
    }

    @Test
    void explainTellsOfARequirementAndOfAScenario() {
        assertThat(Cli.run("explain", "note.unsub-stops-events").out())
                .contains("MUST, binds server", "After unsubNote", "documented-api.md", "EVENT_AFTER_UNSUB");
        assertThat(Cli.run("explain", "../scenarios/documented/followed.yaml").out())
                .contains("Someone follows me", "following/create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client", "mock", "play", "baseline", "compare", "check", "list", "explain"})
    void helpShowsAnExample(String verb) {
        Cli result = Cli.run(verb, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Usage: misskey-kit " + verb, "Example", "  misskey-kit " + verb);
    }

    private static String recording(String name) {
        return RECORDINGS.resolve(name).toString();
    }
}
