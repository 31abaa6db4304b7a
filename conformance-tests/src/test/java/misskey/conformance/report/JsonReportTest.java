package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas, and the reports that fit them. */
class JsonReportTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");
    private static final DocumentSchema CHECK = DocumentSchema.of(JsonReport.schema());

    @Test
    void schemaItselfIsValidAndExplainsEveryMember() {
        JsonNode schema = Json.read(JsonReport.schema());
        DocumentSchema meta = DocumentSchema.of("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(meta.check(schema)).isEmpty();
        assertThat(schema.path("$id").stringValue()).isEqualTo(JsonReport.SCHEMA);
        assertThat(explained(schema)).isGreaterThan(50);
    }

    /** Checks every member below, and says how many there are. */
    static int explained(JsonNode schema) {
        int members = 0;
        for (JsonNode child : schema) {
            members += explained(child);
        }
        for (var member : schema.path("properties").properties()) {
            boolean forbidden = member.getValue().isBoolean();
            boolean explained = member.getValue().has("description")
                    || member.getValue().path("$ref").stringValue("").matches("#/\\$defs/(id|area|server)");
            assertThat(forbidden || explained).as(member.getKey()).isTrue();
            members++;
        }
        return members;
    }

    @Test
    void reportOfAHostileServerFitsAndKeepsItsWords() {
        JsonNode report = Json.MAPPER.readTree(JsonReport.write(Hostile.run(), Reproductions.none(), "1.0", NOON));

        assertThat(CHECK.check(report)).isEmpty();
        assertThat(report.path("written").stringValue()).isEqualTo("2026-01-02T12:00:00Z");
        assertThat(report.at("/server/features").toString()).contains("desrever");
        JsonNode followed = requirement(report, "main.followed");
        assertThat(followed.path("message").stringValue()).isEqualTo(Hostile.WORDS);
        assertThat(followed.at("/latencies/0/micros").intValue()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"documented", "misskey-12", "misskey-2025"})
    void everyRequirementOfTheJudgedSideIsThereWhateverWasRun(String dialect) {
        Conditions conditions = new Conditions(
                "it", Dialect.named(dialect).fullName(), Optional.empty(), Long.MAX_VALUE, Policy.defaults());
        RunResult run = new RunResult(
                conditions, Direction.SERVER, List.of(Hostile.one("main.followed", Verdict.pass(List.of(1)))), 1);
        JsonNode report = Json.MAPPER.readTree(JsonReport.write(run, Reproductions.none(), "1.0", NOON));

        assertThat(CHECK.check(report)).isEmpty();
        assertThat(report.path("exitCode").intValue()).isEqualTo(1);
        assertThat(report.path("requirements")).hasSize(run.scope().size());
        assertThat(report.path("requirements"))
                .filteredOn(one -> !one.has("outcome"))
                .hasSize(run.scope().size() - 2)
                .allSatisfy(one ->
                        assertThat(one.path("message").stringValue()).isEqualTo("no case of this run judges it"));
        assertThat(report.path("outOfScope"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("reason").stringValue())
                        .matches("(?s)(cannot be tested|not applicable).*"));
    }

    @Test
    void whatIsNoReportDoesNotFit() {
        ObjectNode report = JsonReport.document(Hostile.run(), Reproductions.none(), "1.0", NOON);
        ObjectNode first = (ObjectNode) report.path("requirements").get(0);
        assertThat(CHECK.check(report)).isEmpty();

        for (ObjectNode wrong : List.of(
                report.deepCopy().put("more", 1),
                report.deepCopy().put("exitCode", 2),
                report.deepCopy().without("seed"),
                report.deepCopy().put("gate", "must"))) {
            assertThat(CHECK.check(wrong)).isNotEmpty();
        }
        first.put("outcome", "GOOD");
        assertThat(CHECK.check(report)).isNotEmpty();
    }

    private static JsonNode requirement(JsonNode report, String id) {
        for (JsonNode one : report.path("requirements")) {
            if (one.path("id").stringValue("").equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no " + id);
    }
}
