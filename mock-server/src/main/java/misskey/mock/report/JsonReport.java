package misskey.mock.report;

import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The verdict on a session as JSON; the OpenAPI document of the control API has its schema. */
public final class JsonReport {
    private JsonReport() {}

    public static String write(SessionReport report) {
        ObjectNode json = Json.object()
                .put("session", report.session())
                .put("dialect", report.dialect())
                .put("clock", report.clock())
                .put("verdict", report.verdict().name());
        report.scenario()
                .ifPresent(scenario -> json.putObject("scenario")
                        .put("title", scenario.title())
                        .put("state", scenario.state())
                        .put("step", scenario.step()));
        ArrayNode checks = json.putArray("checks");
        report.checks().forEach(check -> checks.add(check(check)));
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(found -> findings.add(finding(found)));
        json.put("unlistedFindings", report.unlisted());
        ArrayNode drift = json.putArray("drift");
        report.drift()
                .forEach((unknown, seen) -> drift.addObject()
                        .put("kind", unknown.kind().label())
                        .put("name", unknown.name())
                        .put("count", seen.count())
                        .put("connection", seen.conn())
                        .put("line", seen.line()));
        ObjectNode journal =
                json.putObject("journal").put("earlier", report.earlier()).put("oldestGone", report.oldestGone());
        ArrayNode lines = journal.putArray("lines");
        for (Line line : report.journal()) {
            lines.add(Json.read(Transcript.format(line)));
        }
        return Json.write(json);
    }

    private static ObjectNode check(Check check) {
        ObjectNode json = Json.object()
                .put("name", check.name())
                .put("outcome", check.outcome().name());
        if (!check.code().isEmpty()) {
            json.put("code", check.code());
        }
        if (!check.message().isEmpty()) {
            json.put("message", check.message());
        }
        ArrayNode details = json.putArray("details");
        check.details().forEach(details::add);
        ArrayNode evidence = json.putArray("evidence");
        check.evidence().forEach(evidence::add);
        return json;
    }

    private static ObjectNode finding(Found found) {
        return Json.object()
                .put("requirement", found.finding().requirement())
                .put("code", found.finding().code())
                .put("level", found.level().name())
                .put("proven", found.finding().proven())
                .put("connection", found.finding().conn())
                .put("line", found.finding().line())
                .put("message", found.finding().message());
    }
}
