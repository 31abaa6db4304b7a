package misskey.conformance.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.ScenarioResult;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.conversation.Finding;
import misskey.scenario.play.Diagnosis;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client's run as {@code report.json}. */
public final class ClientReport {
    /** Names the schema in a report; it is an identity, nothing is loaded from there. */
    static final String SCHEMA = "https://misskey-kit.github.io/schemas/client-report.schema.json";

    private ClientReport() {}

    /** The JSON Schema (2020-12) that every report fits. */
    public static String schema() {
        return ReportFile.read("client-report.schema.json");
    }

    /**
     * The report as UTF-8. What each member means is said by {@link #schema()}.
     *
     * @param written when the run ended
     */
    public static byte[] write(ClientRun run, String version, Instant written) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document(run, version, written));
    }

    static ObjectNode document(ClientRun run, String version, Instant written) {
        ObjectNode report = Json.object()
                .put("$schema", SCHEMA)
                .put("kit", version)
                .put("written", written.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("target", run.client())
                .put("dialect", run.dialect())
                .put("role", Direction.CLIENT.label())
                .put("seed", run.seed())
                .put("gate", run.policy().gate().name())
                .put("complete", run.policy().complete())
                .put("millis", run.micros() / 1_000)
                .put("exitCode", run.exitCode())
                .put("result", Words.ofExitCode(run.exitCode()));
        ObjectNode totals = report.putObject("totals");
        for (Outcome outcome : Outcome.values()) {
            totals.put(outcome.name(), run.count(outcome));
        }
        ArrayNode scenarios = report.putArray("scenarios");
        run.scenarios().forEach(result -> scenarios.add(scenario(result)));
        ArrayNode besides = report.putArray("besides");
        run.besides()
                .forEach(each -> RequirementJson.texts(
                        besides.addObject()
                                .put("id", each.requirement())
                                .put("level", each.level().name()),
                        "seenBroken",
                        each.seen()));
        JsonReport.drift(report, run.drifts());
        return report;
    }

    private static ObjectNode scenario(ScenarioResult result) {
        ObjectNode json = Json.object().put("name", result.name()).put("title", result.title());
        RequirementJson.texts(json, "covers", result.covers());
        json.put("level", result.level().name()).put("outcome", result.outcome().name());
        result.diagnosis()
                .ifPresent(diagnosis -> json.put("code", diagnosis.why().name()));
        if (!result.message().isEmpty()) {
            json.put("message", result.message());
        }
        result.diagnosis().ifPresent(diagnosis -> json.put("at", diagnosis.at().toString()));
        result.diagnosis().map(Diagnosis::text).ifPresent(text -> json.put("diagnosis", text));
        ArrayNode evidence = json.putArray("evidence");
        result.evidence().forEach(evidence::add);
        ArrayNode findings = json.putArray("findings");
        result.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode words = json.putArray("lastWords");
        result.adapters().forEach(adapter -> adapter.lastWords().forEach(words::add));
        return json.put("millis", result.micros() / 1_000).put("transcript", "transcripts/" + result.transcriptName());
    }

    private static ObjectNode finding(Finding finding) {
        return Json.object()
                .put("requirement", finding.requirement())
                .put("code", finding.code())
                .put("certainty", finding.certainty().name().toLowerCase(Locale.ROOT))
                .put("conn", finding.conn())
                .put("line", finding.line())
                .put("message", finding.message());
    }
}
