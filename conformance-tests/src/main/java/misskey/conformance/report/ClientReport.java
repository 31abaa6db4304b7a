package misskey.conformance.report;

import java.util.List;
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
    private ClientReport() {}

    /**
     * {@code {kit, target, dialect, role, seed, gate, complete, millis, exitCode, totals, scenarios[], besides[], drift[]}}; each
     * scenario has {@code name, title, covers[], level, outcome, code?, message?, at?, diagnosis?, evidence[], findings[],
     * lastWords[], millis, transcript}.
     */
    public static byte[] write(ClientRun run, String version) {
        ObjectNode report = Json.object()
                .put("kit", version)
                .put("target", run.client())
                .put("dialect", run.dialect())
                .put("role", Direction.CLIENT.label())
                .put("seed", run.seed())
                .put("gate", run.policy().gate().name())
                .put("complete", run.policy().complete())
                .put("millis", run.micros() / 1_000)
                .put("exitCode", run.exitCode());
        ObjectNode totals = report.putObject("totals");
        for (Outcome outcome : Outcome.values()) {
            totals.put(outcome.name(), run.count(outcome));
        }
        ArrayNode scenarios = report.putArray("scenarios");
        run.scenarios().forEach(result -> scenarios.add(scenario(result)));
        ArrayNode besides = report.putArray("besides");
        run.besides()
                .forEach(each -> texts(
                        besides.addObject()
                                .put("id", each.requirement())
                                .put("level", each.level().name()),
                        "seenBroken",
                        each.seen()));
        JsonReport.drift(report, run.drifts());
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
    }

    private static ObjectNode scenario(ScenarioResult result) {
        ObjectNode json = Json.object().put("name", result.name()).put("title", result.title());
        texts(json, "covers", result.covers());
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

    private static void texts(ObjectNode json, String member, List<String> texts) {
        ArrayNode list = json.putArray(member);
        texts.forEach(list::add);
    }
}
