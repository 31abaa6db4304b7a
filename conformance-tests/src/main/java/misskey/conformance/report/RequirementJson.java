package misskey.conformance.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import misskey.conformance.reproduce.Reproduction;
import misskey.conformance.verdict.Latency;
import misskey.conformance.verdict.RequirementResult;
import misskey.protocol.Json;
import misskey.protocol.Requirement;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A requirement in {@code report.json}: what the catalogue says of it, and what it came to. */
final class RequirementJson {
    private RequirementJson() {}

    /**
     * One that a case or a finding says something about.
     *
     * @param reproduction what shows its failure again; empty where it did not fail
     */
    static ObjectNode judged(RequirementResult result, Optional<Reproduction> reproduction) {
        ObjectNode json = catalogued(result.requirement(), result.here())
                .put("outcome", result.outcome().name());
        result.code().ifPresent(code -> json.put("code", code));
        if (!result.verdict().message().isEmpty()) {
            json.put("message", result.verdict().message());
        }
        ArrayNode evidence = json.putArray("evidence");
        result.verdict().evidence().forEach(evidence::add);
        texts(json, "seenBroken", result.seenBroken());
        ArrayNode latencies = json.putArray("latencies");
        for (Latency latency : result.latencies()) {
            latencies.addObject().put("what", latency.what()).put("micros", latency.micros());
        }
        json.put("millis", result.micros() / 1_000);
        reproduction.ifPresent(one -> one.file()
                .ifPresentOrElse(file -> json.put("reproduce", file), () -> json.put("notReproduced", one.why())));
        result.transcript().ifPresent(file -> json.put("transcript", "transcripts/" + file));
        return json;
    }

    /** One in scope that nothing of the run says anything about. */
    static ObjectNode unseen(Requirement requirement, Requirement.InDialect here) {
        return catalogued(requirement, here).put("message", "no case of this run judges it");
    }

    /** One that binds the judged side, and cannot be judged in this dialect, or at all. */
    static ObjectNode outside(Requirement requirement, Requirement.InDialect here) {
        String why = requirement
                .excludedBecause()
                .map(because -> "cannot be tested: " + because)
                .orElseGet(() -> here.why()
                        .map(because -> "not applicable: " + because)
                        .orElse("not applicable in this dialect"));
        return Json.object()
                .put("id", requirement.id())
                .put("area", requirement.area())
                .put("level", here.level().name())
                .put("statement", here.statement())
                .put("reason", why);
    }

    private static ObjectNode catalogued(Requirement requirement, Requirement.InDialect here) {
        ObjectNode json = Json.object()
                .put("id", requirement.id())
                .put("area", requirement.area())
                .put("level", here.level().name())
                .put("basis", word(requirement.basis()))
                .put("statement", here.statement());
        here.why().ifPresent(why -> json.put("differs", why));
        requirement.quote().ifPresent(quote -> json.put("quote", quote));
        json.put("source", requirement.source());
        requirement.judged().ifPresent(how -> json.put("how", how));
        requirement.absence().ifPresent(absence -> json.put("absence", word(absence)));
        return json;
    }

    static void texts(ObjectNode json, String member, List<String> texts) {
        ArrayNode list = json.putArray(member);
        texts.forEach(list::add);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
