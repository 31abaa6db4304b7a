package misskey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import misskey.conformance.adapter.AdapterProtocol;
import misskey.conformance.adapter.Adapters;
import misskey.conformance.client.ClientSuite;
import misskey.conformance.client.NamedScenario;
import misskey.conformance.report.ReportFolder;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.ScenarioResult;
import misskey.node.NodePackage;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import misskey.protocol.Level;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole library of documented behaviour, played to the released misskey-js through its adapter. */
class MisskeyJsGateTest {
    private static List<ScenarioResult> results;

    @TempDir
    Path folder;

    @BeforeAll
    static void play() throws Exception {
        NodePackage.assumeNode();
        Path adapter = NodePackage.install(Path.of("adapters", "misskey-js")).path("adapter.mjs");
        Adapters adapters = Adapters.command(List.of("node", adapter.toString()), "documented", Duration.ofMinutes(2));
        results = new ClientSuite(adapters, Dialect.named("documented"), Duration.ofSeconds(60), 1)
                .run(library(), 4, result -> {});
    }

    @Test
    void misskeyJsIsSeenAsItIs() {
        Map<String, Outcome> outcomes =
                results.stream().collect(Collectors.toMap(ScenarioResult::name, ScenarioResult::outcome));

        assertThat(outcomes)
                .as(explained())
                .containsEntry("documented/followed", Outcome.PASS)
                .containsEntry("documented/reacted", Outcome.PASS)
                .containsEntry("documented/api-response", Outcome.UNTESTABLE)
                .doesNotContainValue(Outcome.ERROR);
        assertThat(results).as(explained()).noneMatch(ScenarioResult::isAdaptersMistake);
    }

    @Test
    void everyLineBetweenTheKitAndTheAdapterFitsTheSchemaAndHasNoToken() throws Exception {
        DocumentSchema schema = DocumentSchema.of(AdapterProtocol.schema());
        List<JsonNode> lines = new ArrayList<>();
        results.forEach(result -> result.adapters().forEach(adapter -> lines.addAll(adapter.log())));

        assertThat(lines).isNotEmpty();
        for (JsonNode line : lines) {
            assertThat(line.has("output")).as(line.toString()).isFalse();
            if (!line.has("error")) {
                JsonNode message = line.has("command") ? line.path("command") : line.path("report");
                assertThat(schema.check(message)).as(line.toString()).isEmpty();
            }
        }
        assertThat(lines.toString()).doesNotContain("alice-token");
    }

    @Test
    void reportsOfTheRunAreWritten() throws Exception {
        ClientRun run = new ClientRun("misskey-js", "documented", 1, new Policy(Level.MUST, false), false, results, 1);
        ReportFolder.write(run, folder, "1");

        assertThat(Json.read(Files.readString(folder.resolve("report.json"))).path("scenarios"))
                .hasSize(results.size());
        assertThat(folder.resolve("adapters/documented-followed.1.jsonl")).isNotEmptyFile();
    }

    private static List<NamedScenario> library() throws ScenarioError {
        List<NamedScenario> all = new ArrayList<>();
        for (String path : ScenarioReader.libraryPaths("documented")) {
            Scenario scenario = ScenarioReader.library(path);
            if (scenario.judges(Direction.CLIENT)) {
                all.add(new NamedScenario(path.replace(".yaml", ""), scenario));
            }
        }
        return all;
    }

    private static String explained() {
        return results.stream()
                .map(result -> result.name() + " " + result.outcome() + " " + result.message())
                .collect(Collectors.joining("\n"));
    }
}
