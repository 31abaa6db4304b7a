package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.protocol.conversation.Drifts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportTest {
    private static final String HOSTILE = "]]></failure>\u001b[2J\u0000<script>alert(1)</script> & \"q\" \uD800 end";

    @TempDir
    Path folder;

    private final RunResult run = new RunResult(
            new Conditions("the embedded mock", "documented", Optional.empty(), 1, Policy.defaults()),
            Direction.SERVER,
            List.of(
                    one("api.answers", Verdict.pass(List.of(1, 2))),
                    one("main.followed", Verdict.fail("NO_EVENT", HOSTILE, List.of(2))),
                    one("note.capture", Verdict.unjudged(Outcome.UNTESTABLE, "needs a token"))),
            1_234_000);

    @Test
    void jsonSaysWhatEachRequirementCameTo() {
        JsonNode report = Json.MAPPER.readTree(JsonReport.write(run, Reproductions.none(), "1.0", Instant.EPOCH));

        assertThat(report.path("exitCode").intValue()).isEqualTo(1);
        assertThat(report.path("result").stringValue()).isEqualTo("gate not met");
        assertThat(report.path("judged").intValue()).isEqualTo(2);
        assertThat(report.path("totals").path("FAIL").intValue()).isEqualTo(1);
        List<JsonNode> seen = new ArrayList<>();
        report.path("requirements").forEach(one -> {
            if (one.has("outcome")) {
                seen.add(one);
            }
        });
        assertThat(seen)
                .extracting(one ->
                        one.path("id").stringValue() + " " + one.path("outcome").stringValue())
                .containsExactly("api.answers PASS", "note.capture UNTESTABLE", "main.followed FAIL");
        assertThat(seen.get(2).path("message").stringValue()).isEqualTo(HOSTILE);
        assertThat(seen.get(0).path("evidence").toString()).isEqualTo("[1,2]");
    }

    @Test
    void folderHoldsReportsAndATranscriptForEachCase() throws Exception {
        Path out = folder.resolve("a new folder/with spaces");
        ReportFolder.write(run, out, "1.0");

        assertThat(out.resolve("report.json")).exists();
        assertThat(out.resolve("junit.xml")).exists();
        assertThat(out.resolve("summary.md")).content().startsWith("## ❌ misskey-kit: gate not met");
        assertThat(Transcript.read(out.resolve("transcripts/api.answers.jsonl")))
                .hasSize(1);
        try (var files = Files.list(out.resolve("transcripts"))) {
            assertThat(files).hasSize(3);
        }
    }

    private static CaseResult one(String requirement, Verdict verdict) {
        Line line = new Line(1, 0, "-", Line.Op.REMARK, Json.object().put("text", "hello"));
        return new CaseResult(
                requirement, "case", verdict, List.of(), List.of(), List.of(), Drifts.none(), List.of(line), 5_000);
    }
}
