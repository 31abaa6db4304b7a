package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The pages as they are written; {@link PagesInABrowserTest} looks at them as a browser shows them. */
class RunPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private final String page = page(Hostile.run());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pageLoadsNothingAndRunsItsOwnScriptOnly(boolean ofOneRun) {
        String html = ofOneRun ? page : compared();

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .containsPattern("content=\"default-src 'none'; style-src 'sha256-[\\w+/]{43}=';"
                        + " script-src 'sha256-[\\w+/]{43}='; base-uri 'none'; form-action 'none'\"")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "eval(", "style=\"", "{{style}}", "<!--")
                .doesNotContainPattern("<[^>]*(src|href)=")
                .doesNotContain("\u001b", "\u0000", "\u202E", "\u2028");
        assertThat(html.split("<script", -1)).hasSize(3);
        assertThat(html.split("</script", -1)).hasSize(3);
    }

    @Test
    void dataIsTheReportAndTheTranscripts() {
        JsonNode data = data(page);

        assertThat(data.at("/runs/0/report/target").stringValue()).isEqualTo("the server of " + Hostile.WORDS);
        assertThat(data.at("/runs/0/report/requirements"))
                .hasSize(Hostile.run().scope().size());
        assertThat(data.path("transcripts").path("main.followed").path("lines")).hasSize(5);
        assertThat(data.path("transcripts")
                        .path("main.followed")
                        .at("/lines/1/text")
                        .stringValue())
                .isEqualTo(Hostile.WORDS);
    }

    @Test
    void longTextsAreCutAndItIsSaid() {
        JsonNode data = data(page);

        JsonNode call = data.path("transcripts").path("main.followed").at("/lines/3");
        assertThat(call.path("response").stringValue()).hasSize(4_001);
        assertThat(call.at("/cutHere/response").intValue()).isEqualTo(300_000);
        assertThat(data.at("/runs/0/report").toString())
                .contains("… (the first part of 300,000 characters; report.json has all of it)");
        assertThat(page).hasSizeLessThan(600_000);
    }

    @Test
    void ofALongTranscriptTheEvidenceTheBeginningAndTheEndAreKept() {
        JsonNode lines =
                data(page(run(one("main.followed", 5_000, 10, List.of(2_500))))).at("/transcripts/main.followed/lines");

        List<Integer> kept = numbers(lines);
        assertThat(kept).hasSize(200).startsWith(1, 2, 3).endsWith(4_998, 4_999, 5_000);
        assertThat(kept).containsAll(IntStream.rangeClosed(2_488, 2_512).boxed().toList());
        int left = 0;
        for (JsonNode line : lines) {
            left += line.path("left").intValue(0);
        }
        assertThat(left).isEqualTo(4_800);
    }

    @Test
    void everyLineCanBeEvidenceAndStillTheyAreBounded() {
        List<Integer> all = IntStream.rangeClosed(1, 5_000).boxed().toList();
        JsonNode lines = data(page(run(one("main.followed", 5_000, 10, all)))).at("/transcripts/main.followed/lines");

        assertThat(numbers(lines)).hasSizeBetween(200, 201);
    }

    @Test
    void transcriptsOfWhatIsBrokenAreThereWhereNotAllFit() {
        List<CaseResult> cases = new ArrayList<>(Hostile.run().scope().stream()
                .filter(requirement -> !requirement.id().equals("main.followed"))
                .limit(40)
                .map(requirement -> one(requirement.id(), 200, 4_000, List.of(1)))
                .toList());
        cases.add(new CaseResult(
                "main.followed",
                "last",
                Verdict.fail("NO_EVENT", "none came", List.of(1)),
                List.of(),
                List.of(),
                List.of(),
                Drifts.none(),
                cases.get(0).transcript(),
                1));
        String whole = page(run(cases.toArray(CaseResult[]::new)));
        JsonNode transcripts = data(whole).path("transcripts");

        assertThat(whole).hasSizeBetween(20_000_000, 26_000_000);
        assertThat(transcripts.at("/main.followed/lines")).hasSize(200);
        assertThat(transcripts)
                .filteredOn(told -> told.has("because"))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.path("because").stringValue())
                        .startsWith("There was no room for it on this page; all of it is in transcripts/"));
    }

    @Test
    void whatFailedIsReadableWithoutScripts() {
        assertThat(page)
                .containsPattern(
                        "(?s)<noscript><h1>the server of .*: gate not met</h1>.*<b>main.followed</b> \\(MUST\\)"
                                + " NO_EVENT: \\]\\]&gt;&lt;/failure&gt;.*</noscript>");
    }

    @Test
    void whatIsNoReportIsNotCompared() {
        assertThatThrownBy(() -> ComparePage.write(List.of(new ComparePage.Named("old", Json.object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("old: not a report.json: it has neither requirements nor scenarios");
    }

    private static String compared() {
        JsonNode report = JsonReport.document(Hostile.run(), Reproductions.none(), "1.0", Instant.EPOCH);
        return new String(
                ComparePage.write(
                        List.of(new ComparePage.Named(Hostile.WORDS, report), new ComparePage.Named("b", report))),
                StandardCharsets.UTF_8);
    }

    private static String page(RunResult run) {
        return new String(RunPage.write(run, Reproductions.none(), "1.0", Instant.EPOCH), StandardCharsets.UTF_8);
    }

    private static RunResult run(CaseResult... cases) {
        return new RunResult(
                new Conditions("it", "documented", Optional.empty(), 1, Policy.defaults()),
                Direction.SERVER,
                List.of(cases),
                1);
    }

    /** One that passes, with so many lines of so many characters. */
    private static CaseResult one(String requirement, int lines, int length, List<Integer> evidence) {
        List<Line> transcript = IntStream.rangeClosed(1, lines)
                .mapToObj(n -> new Line(n, n, "-", Line.Op.REMARK, Json.object().put("text", "x".repeat(length))))
                .toList();
        return new CaseResult(
                requirement,
                "case",
                Verdict.pass(evidence),
                List.of(),
                List.of(),
                List.of(),
                Drifts.none(),
                transcript,
                1);
    }

    private static List<Integer> numbers(JsonNode lines) {
        List<Integer> numbers = new ArrayList<>();
        lines.forEach(line -> {
            if (line.has("n")) {
                numbers.add(line.path("n").intValue());
            }
        });
        return numbers;
    }

    private static JsonNode data(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return Json.read(data.group(1));
    }
}
