package misskey.conformance.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Json;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server's run as {@code report.json}. What each member means is said by {@link #schema()}. */
public final class JsonReport {
    /** Names the schema in a report; it is an identity, nothing is loaded from there. */
    static final String SCHEMA = "https://misskey-kit.github.io/schemas/report.schema.json";

    private JsonReport() {}

    /** The JSON Schema (2020-12) that every report fits. */
    public static String schema() {
        return ReportFile.read("report.schema.json");
    }

    /**
     * The report as UTF-8.
     *
     * @param reproductions the scenarios beside it
     * @param written when the run ended
     */
    public static byte[] write(RunResult run, Reproductions reproductions, String version, Instant written) {
        return Json.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(document(run, reproductions, version, written));
    }

    static ObjectNode document(RunResult run, Reproductions reproductions, String version, Instant written) {
        int exitCode = Gate.exitCode(run);
        ObjectNode report = Json.object()
                .put("$schema", SCHEMA)
                .put("kit", version)
                .put("written", written.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("target", run.target())
                .put("dialect", run.dialect())
                .put("role", run.role().label())
                .put("seed", run.conditions().seed())
                .put("gate", run.conditions().policy().gate().name())
                .put("complete", run.conditions().policy().complete());
        run.conditions().server().ifPresent(served -> {
            ObjectNode server = report.putObject("server")
                    .put("software", served.software())
                    .put("version", served.version())
                    .put("from", served.from());
            ObjectNode features = server.putObject("features");
            // Readers refuse half a surrogate pair in a name, where they take one in a text.
            served.features().forEach((name, value) -> features.put(Printable.of(name), value));
        });
        report.put("millis", run.micros() / 1_000)
                .put("exitCode", exitCode)
                .put("result", Words.ofExitCode(exitCode))
                .put("inScope", run.scope().size())
                .put("judged", Words.judged(run));
        ObjectNode totals = report.putObject("totals");
        for (Outcome outcome : Outcome.values()) {
            totals.put(outcome.name(), run.count(outcome));
        }
        requirements(report, run, reproductions);
        drift(report, run.drifts());
        return report;
    }

    /** Every requirement that binds the judged side: those with a result, those in scope without one, and the rest with why. */
    private static void requirements(ObjectNode report, RunResult run, Reproductions reproductions) {
        Map<String, RequirementResult> results = new HashMap<>();
        run.requirements().forEach(result -> results.put(result.requirement().id(), result));
        ArrayNode requirements = report.putArray("requirements");
        ArrayNode outside = Json.array();
        for (Requirement requirement : Requirements.all().list()) {
            RequirementResult result = results.get(requirement.id());
            if (result != null) {
                requirements.add(RequirementJson.judged(result, reproductions.of(requirement.id())));
            } else if (requirement.binds().binds(run.role())) {
                Requirement.InDialect here = requirement.in(run.dialect());
                if (here.applies() && requirement.testable()) {
                    requirements.add(RequirementJson.unseen(requirement, here));
                } else {
                    outside.add(RequirementJson.outside(requirement, here));
                }
            }
        }
        report.set("outOfScope", outside);
    }

    static void drift(ObjectNode report, Drifts drifts) {
        ArrayNode drift = report.putArray("drift");
        drifts.seen().forEach((unknown, where) -> {
            ObjectNode one = drift.addObject()
                    .put("by", unknown.by().label())
                    .put("kind", unknown.kind().label())
                    .put("name", unknown.name())
                    .put("count", where.count())
                    .put("conn", where.conn())
                    .put("line", where.line());
            where.transcript().ifPresent(file -> one.put("transcript", "transcripts/" + file));
        });
    }
}
