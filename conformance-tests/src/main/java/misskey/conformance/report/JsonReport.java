package misskey.conformance.report;

import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Json;
import misskey.protocol.conversation.Drifts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as {@code report.json}. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * {@code {kit, target, dialect, role, millis, exitCode, totals, requirements[], drift[]}}; each
     * requirement has {@code id, level, outcome, code?, message?, evidence[], seenBroken[], millis, transcript?}.
     */
    public static byte[] write(RunResult run, String version) {
        ObjectNode report = Json.object()
                .put("kit", version)
                .put("target", run.target())
                .put("dialect", run.dialect())
                .put("role", run.role().label())
                .put("millis", run.micros() / 1_000)
                .put("exitCode", Gate.exitCode(run))
                .put("inScope", run.scope().size());
        ObjectNode totals = report.putObject("totals");
        for (Outcome outcome : Outcome.values()) {
            totals.put(outcome.name(), run.count(outcome));
        }
        ArrayNode requirements = report.putArray("requirements");
        run.requirements().forEach(result -> requirements.add(requirement(result)));
        drift(report, run.drifts());
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
    }

    static void drift(ObjectNode report, Drifts drifts) {
        ArrayNode drift = report.putArray("drift");
        drifts.seen()
                .forEach((unknown, where) -> drift.addObject()
                        .put("by", unknown.by().label())
                        .put("kind", unknown.kind().label())
                        .put("name", unknown.name())
                        .put("count", where.count())
                        .put("conn", where.conn())
                        .put("line", where.line()));
    }

    private static ObjectNode requirement(RequirementResult result) {
        ObjectNode json = Json.object()
                .put("id", result.requirement().id())
                .put("level", result.level().name())
                .put("outcome", result.outcome().name());
        result.code().ifPresent(code -> json.put("code", code));
        if (!result.verdict().message().isEmpty()) {
            json.put("message", result.verdict().message());
        }
        ArrayNode evidence = json.putArray("evidence");
        result.verdict().evidence().forEach(evidence::add);
        ArrayNode seenBroken = json.putArray("seenBroken");
        result.seenBroken().forEach(seenBroken::add);
        json.put("millis", result.micros() / 1_000);
        result.transcript().ifPresent(file -> json.put("transcript", "transcripts/" + file));
        return json;
    }
}
