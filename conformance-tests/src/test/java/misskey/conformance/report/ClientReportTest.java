package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.ScenarioResult;
import misskey.protocol.Direction;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Drift;
import misskey.protocol.Json;
import misskey.protocol.Level;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Location;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ClientReportTest {
    private static final DocumentSchema CHECK = DocumentSchema.of(ClientReport.schema());

    @Test
    void schemaItselfIsValidAndExplainsEveryMember() {
        JsonNode schema = Json.read(ClientReport.schema());

        assertThat(DocumentSchema.of("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}")
                        .check(schema))
                .isEmpty();
        assertThat(schema.path("$id").stringValue()).isEqualTo(ClientReport.SCHEMA);
        assertThat(JsonReportTest.explained(schema)).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(Broken.Why.class)
    void reportOfAHostileClientFits(Broken.Why why) {
        ClientRun run = run(Outcome.of(why.ending()), Optional.of(why));
        JsonNode report = Json.MAPPER.readTree(ClientReport.write(run, "1.0", Instant.EPOCH));

        assertThat(CHECK.check(report)).isEmpty();
        assertThat(report.at("/scenarios/0/message").stringValue()).isEqualTo(Hostile.WORDS);
        assertThat(report.at("/scenarios/0/code").stringValue()).isEqualTo(why.name());
        assertThat(report.at("/written").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void reportOfAPassFits() {
        JsonNode report = ClientReport.document(run(Outcome.PASS, Optional.empty()), "1.0", Instant.EPOCH);

        assertThat(CHECK.check(report)).isEmpty();
        assertThat(report.at("/scenarios/0").has("code")).isFalse();
    }

    @Test
    void whatIsNoReportDoesNotFit() {
        assertThat(CHECK.check(JsonReport.document(Hostile.run(), Reproductions.none(), "1.0", Instant.EPOCH)))
                .isNotEmpty();
    }

    private static ClientRun run(Outcome outcome, Optional<Broken.Why> why) {
        ScenarioResult result = new ScenarioResult(
                "documented/" + Hostile.WORDS,
                Hostile.WORDS,
                List.of("main.followed"),
                Level.MUST,
                outcome,
                outcome == Outcome.PASS ? "" : Hostile.WORDS,
                List.of(1),
                why.map(each -> new Diagnosis(
                        each,
                        new Location(Hostile.WORDS, 1, 1),
                        Hostile.WORDS,
                        Hostile.WORDS,
                        Hostile.WORDS,
                        Optional.empty(),
                        0,
                        List.of(),
                        List.of(),
                        1)),
                List.of(new Finding(
                        "client.ids-unique",
                        "CODE",
                        Direction.CLIENT,
                        Finding.Certainty.PROVEN,
                        Hostile.WORDS,
                        3,
                        Hostile.WORDS)),
                new Drifts(Map.of(
                        new Drift(Direction.CLIENT, Drift.Kind.EVENT, Hostile.WORDS),
                        new Drifts.Seen(1, Hostile.WORDS, 2))),
                List.of(),
                List.of(new ScenarioResult.Adapter(List.of(Hostile.WORDS), List.of())),
                1_000);
        return new ClientRun(Hostile.WORDS, "documented", 1, Policy.defaults(), false, List.of(result), 1_000);
    }
}
