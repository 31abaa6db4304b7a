package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import misskey.conformance.adapter.AdapterProtocol;
import misskey.conformance.adapter.Odd;
import misskey.conformance.adapter.ReferenceProgram;
import misskey.conformance.report.ClientReport;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The gate for clients, as a user runs it. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class ClientVerbTest {
    private static final String FOLLOWED = "documented/followed";

    private static final String EVERY_COMMAND = """
            scenario: Everything that an application asks for
            covers: [client.ids-unique]
            plays: [client]
            world: {users: [alice], notes: {n1: {by: alice}}}
            steps:
              - open:   {as: alice}
              - app:    {connect: localTimeline, as: local, params: {withReplies: true}}
              - client: {type: connect, body: {channel: localTimeline, id: {$bind: id}, params: {withReplies: true}}}
              - app:    {send: local, type: hello, body: {a: 1}}
              - client: {type: channel, body: {id: "${id}", type: hello, body: {a: 1}}}
              - app:    {capture: "${n1.id}"}
              - client: {type: subNote, body: {id: "${n1.id}"}}
              - server: {type: noteUpdated, body: {id: "${n1.id}", type: reacted, body: {reaction: x, userId: "${alice.id}"}}}
              - seen:   {noteUpdated: "${n1.id}", type: reacted}
              - app:    {release: "${n1.id}"}
              - client: {type: unsubNote, body: {id: "${n1.id}"}}
              - app:    {call: i, as: me, with: {}}
              - client: {type: api, body: {id: {$bind: request}}}
              - reply:  {to: "${request}", result: "${alice}"}
              - seen:   {response: me, result: {id: "${alice.id}"}}
              - app:    {disconnect: local}
              - client: {type: disconnect, body: {id: "${id}"}}
              - checkpoint: everything before is told
              - app:    {close: true}
              - close:  {by: client}
            """;

    private static final String MUST_NOT_TELL = """
            scenario: An event is kept from the application
            covers: [main.followed]
            plays: [client]
            steps:
              - open:   {as: alice}
              - app:    {connect: main, as: mine}
              - client: {type: connect, body: {channel: main, id: {$bind: id}}}
              - never:  {seen: {channel: mine, type: followed}}
                until:
                  - server: {type: channel, body: {id: "${id}", type: followed, body: "${bob}"}}
                  - app:    {capture: n1}
                  - client: {type: subNote, body: {id: n1}}
            """;

    @TempDir
    Path folder;

    @Test
    void ownClientMeetsTheGateThroughTheProtocol() throws Exception {
        Path out = folder.resolve("report");
        Cli result = Cli.run("client", "--within", "60", "--out", out.toString(), "--complete", "--gate", "should");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .startsWith("misskey-kit client  the kit's own client ")
                .containsPattern("✔ pass +documented/followed +Someone follows me")
                .containsPattern("gate met  (\\d+) of \\1 scenarios passed");
        JsonNode report = Json.read(Files.readString(out.resolve("report.json")));
        assertThat(report.path("exitCode").intValue(-1)).isZero();
        assertThat(DocumentSchema.of(ClientReport.schema()).check(report)).isEmpty();
        assertThat(report.path("scenarios"))
                .allSatisfy(one -> assertThat(Transcript.read(
                                out.resolve(one.path("transcript").stringValue())))
                        .isNotEmpty());
        assertThat(Files.readString(out.resolve("junit.xml")))
                .contains(
                        "<testsuite name=\"misskey-kit.documented\"",
                        "<testcase classname=\"misskey-kit.documented\" name=\"followed\"")
                .doesNotContain("<failure", "<error", "<skipped");
    }

    @Test
    void everyLineOfTheTrafficFitsTheSchemaAndEveryCommandIsUsed() throws Exception {
        Path scenario = Files.writeString(folder.resolve("every command.yaml"), EVERY_COMMAND);
        Path out = folder.resolve("report");

        Cli result = client(
                ReferenceProgram.command(),
                "--start-within",
                "150",
                "--within",
                "60",
                "--out",
                out.toString(),
                "--scenario",
                scenario.toString());

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        Set<String> used = new HashSet<>();
        DocumentSchema schema = DocumentSchema.of(AdapterProtocol.schema());
        for (JsonNode line : traffic(out)) {
            JsonNode message = line.has("command") ? line.path("command") : line.path("report");
            assertThat(schema.check(message)).as(line.toString()).isEmpty();
            used.add(message.path("command").stringValue(message.path("report").stringValue("")));
        }
        assertThat(used)
                .containsExactlyInAnyOrder(
                        "hello",
                        "open",
                        "connect",
                        "disconnect",
                        "send",
                        "capture",
                        "release",
                        "call",
                        "close",
                        "barrier",
                        "ready",
                        "done",
                        "noteUpdated",
                        "response",
                        "state");
        assertThat(traffic(out).toString()).contains("<alice>").doesNotContain("alice-token");
    }

    @Test
    void whatAClientMustNotTellFailsIt() throws Exception {
        Path scenario = Files.writeString(folder.resolve("kept.yaml"), MUST_NOT_TELL);

        Cli result = Cli.run("client", "--within", "60", "--scenario", scenario.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("FORBIDDEN", "the client told its application what it must not")
                .contains("kept.yaml:8:5  ") // the step that forbids it
                .contains("  again     misskey-kit client --scenario ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none     | 1 | HANDSHAKE  waited 300 ms; no connection came of alice
            exits    | 1 | CLIENT  the program of odd
            exits    | 1 | ended with exit code 3 in mid-scenario
            exits    | 1 | TypeError: cannot read ws://h/?i=<alice>
            not-json | 3 | MISTAKE OF THE ADAPTER  the adapter of odd
            not-json | 3 | wrote a line that is not JSON to its standard output
            refuses  | 3 | could not open: no such library
            """)
    void whoFailedIsSaidAndDecidesTheExitCode(String oddity, int exitCode, String said) {
        Cli result = client(Odd.command(oddity), "--only", FOLLOWED, "--within", "0.3");

        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(exitCode);
        assertThat(result.out()).contains(said).doesNotContain("alice-token");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void failureIsInEveryReport() throws Exception {
        Path out = folder.resolve("report");

        Cli result = client(Odd.command("exits"), "--only", FOLLOWED, "--within", "0.3", "--out", out.toString());

        assertThat(result.out()).containsPattern("gate not met  0 of 1 scenarios passed in [0-9.]+ s: 1 fail\\R");
        String report = Files.readString(out.resolve("report.json"));
        JsonNode scenario = Json.read(report).path("scenarios").path(0);
        assertThat(scenario.path("outcome").stringValue()).isEqualTo("FAIL");
        assertThat(scenario.path("code").stringValue()).isEqualTo("CLIENT");
        assertThat(scenario.path("lastWords").toString()).contains("<alice>");
        String junit = Files.readString(out.resolve("junit.xml"));
        assertThat(junit).contains("<failure message=\"fail: ", "type=\"CLIENT\"");
        for (String file : List.of(report, junit, traffic(out).toString())) {
            assertThat(file).doesNotContain("alice-token");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            never-ready        | 1   | did not answer `hello` with `ready` within 1 s
            exits-before-hello | 100 | ended with exit code 9 before it was ready; its last words: Cannot find module 'library'
            """)
    void adapterThatDoesNotWorkIsNotMeasured(String oddity, String seconds, String said) {
        Cli result = client(Odd.command(oddity), "--start-within", seconds);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains(said).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --only documented/folowed         | no scenario is called, and none covers, "documented/folowed"; did you mean "documented/followed"?
            --skip nothing.*                  | --skip: no scenario is called, and none covers, "nothing.*"
            --gate info                       | --gate is must or should
            --gate may                        | Invalid value for option '--gate'
            --within 0                        | --within is a time over 0 s
            --start-within 1000               | --start-within is a time over 0 s
            -j 0                              | --jobs is a number from 1 to 64; found 0
            --dialect documentd               | there is no dialect "documentd"; did you mean "documented"?
            --scenario no-such-file.yaml      | no-such-file.yaml: there is no such file
            --scenario pom.xml                | pom.xml:
            --out pom.xml                     | --out pom.xml: is a file
            -- no-such-program                | the adapter cannot be started: Cannot run program "no-such-program"
            """)
    void mistakeOfTheUserIsExplainedInOneLine(String arguments, String said) {
        List<String> all = new ArrayList<>(List.of("client"));
        all.addAll(List.of(arguments.split(" ")));
        Cli result = Cli.run(all.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(said).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void scenariosAreSelectedByFileAndByRequirement() {
        assertThat(Cli.run("client", "--only", "note.unsub-*", "--skip", "note.*")
                        .exitCode())
                .as("what covers the one covers what is left out too")
                .isEqualTo(3);
        assertThat(Cli.run("client", "--within", "60", "--only", "main.followed,reacted")
                        .out())
                .contains("scenarios: ", FOLLOWED, "documented/reacted")
                .doesNotContain("api-response");
    }

    @Test
    void folderOfScenariosIsPlayedByName() {
        String documented = Path.of("..", "scenarios", "documented").toString();
        Cli result = Cli.run("client", "--within", "60", "--scenario", documented, "--only", "followed");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains(FOLLOWED).containsPattern("gate met  1 of 1");
    }

    /** As Ctrl-C does, a signal ends the kit; what it started ends with it. */
    @Test
    void adapterDoesNotOutliveTheKit() throws Exception {
        Path pid = folder.resolve("pid");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "client",
                "--start-within",
                "100",
                "--"));
        command.addAll(Odd.command("never-ready", pid));
        Process kit = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectErrorStream(true)
                .start();
        try {
            while (!Files.exists(pid) || Files.size(pid) == 0) {
                assertThat(kit.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
            }
            ProcessHandle adapter =
                    ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();

            kit.destroy();

            assertThat(adapter.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            kit.destroyForcibly();
        }
    }

    private static Cli client(List<String> adapter, String... options) {
        List<String> all = new ArrayList<>(List.of("client"));
        all.addAll(List.of(options));
        all.add("--");
        all.addAll(adapter);
        return Cli.run(all.toArray(String[]::new));
    }

    private static List<JsonNode> traffic(Path out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(out.resolve("adapters"))) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).forEach(line -> lines.add(Json.read(line)));
            }
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }
}
