package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.laws.BugPlay.Part;
import misskey.conformance.reference.ClientMutant;
import misskey.conformance.reference.ClientMutants;
import misskey.mock.mutant.BugMutants;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.protocol.Dialect;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Broken.Why;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file about a bug catches whoever has the bug, for that reason, and nobody else: the kit's own client and the
 * unbroken mock pass it, and the peer that is broken in this one way fails it where the file says.
 */
class BugFilesTest {
    private static final Path FOLDER = Path.of("..", "scenarios", "bugs");
    private static final BugPlay STAGE = new BugPlay();

    /** How a broken server fails on a file: at which step, and why. */
    private record ServerDeath(String file, String mutant, String step, Why why) {
        Mutant server() {
            return Stream.concat(Mutants.all(Dialect.named("documented")).stream(), BugMutants.all().stream())
                    .filter(mutant -> mutant.id().equals(this.mutant))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return mutant + " on " + file;
        }
    }

    static List<ServerDeath> serverDeaths() {
        return List.of(
                new ServerDeath(
                        "second-connection-to-a-timeline-is-ignored", "shares-channels", "${right}", Why.TIMEOUT),
                new ServerDeath("thirty-second-channel-is-ignored", "opens-few-channels", "${last}", Why.WRONG_FRAME),
                new ServerDeath("closed-channels-count-for-ever", "counts-closed-channels", "${last}", Why.TIMEOUT),
                new ServerDeath("disconnect-stops-one-of-two", "stops-one-of-two", "never:", Why.FORBIDDEN),
                new ServerDeath("channel-without-an-id-is-opened", "needs-no-id", "never:", Why.FORBIDDEN),
                new ServerDeath("wrong-token-opens", "accepts-any-token", "refused:", Why.HANDSHAKE),
                new ServerDeath("api-requests-get-no-answer", "never-answers", "reply:", Why.TIMEOUT),
                new ServerDeath(
                        "own-note-for-followers-gets-no-updates",
                        "forgets-authors-for-followers",
                        "noteUpdated",
                        Why.TIMEOUT),
                new ServerDeath("muted-account-is-shown", "mutes-nobody", "never:", Why.FORBIDDEN),
                new ServerDeath("strangers-renote-is-shown", "shows-renotes-of-strangers", "never:", Why.FORBIDDEN),
                new ServerDeath("my-reaction-is-shown-to-others", "shares-reactions", "${alices}", Why.WRONG_FRAME),
                new ServerDeath(
                        "note-for-followers-on-the-local-timeline",
                        "shows-everything-timeline.local-membership",
                        "never:",
                        Why.FORBIDDEN),
                new ServerDeath(
                        "taken-back-renote-is-not-told", "forgets-taken-back-renotes", "type: deleted", Why.TIMEOUT),
                new ServerDeath("note-comes-twice-on-one-channel", "tells-twice", "never:", Why.FORBIDDEN),
                new ServerDeath("update-after-a-release", "deaf-to-release", "never:", Why.FORBIDDEN),
                new ServerDeath("junk-stops-the-stream", "hangs-on-junk", "${local}", Why.TIMEOUT),
                new ServerDeath("server-never-pings", "never-pings", "$ping", Why.TIMEOUT));
    }

    @AfterAll
    static void stop() {
        STAGE.close();
    }

    static List<Part> parts() throws Exception {
        return files().stream().flatMap(file -> Part.all(read(file)).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whoHasNoBugPasses(Part part) {
        Performance played = STAGE.playToTheGood(part);

        assertThat(played.passed()).as(told(played)).isTrue();
        assertThat(played.findings()).noneMatch(Finding::proven);
    }

    static List<ClientMutant> brokenClients() {
        return ClientMutants.all();
    }

    @ParameterizedTest
    @MethodSource("brokenClients")
    void clientWithTheBugFailsWhereTheFileSays(ClientMutant mutant) {
        ClientMutant.Death death = mutant.death();
        Scenario scenario = BugPlay.impatient(read(death.file()));
        Performance played = STAGE.playTo(mutant, scenario);

        assertThat(played.ending()).as(told(played)).isEqualTo(Broken.Ending.BROKEN);
        Diagnosis diagnosis = played.diagnosis().orElseThrow();
        assertThat(death.why()).as(told(played)).contains(diagnosis.why());
        if (death.step().isEmpty() && diagnosis.why() != Why.FINDING) {
            assertThat(diagnosis.message()).as(told(played)).contains("ended");
        }
        assertThat(diagnosis.source()).as(told(played)).contains(death.step());
    }

    @ParameterizedTest
    @MethodSource("serverDeaths")
    void serverWithTheBugFailsWhereTheFileSays(ServerDeath death) {
        Performance played = STAGE.playTo(death.server(), read(death.file()));

        assertThat(played.ending()).as(told(played)).isEqualTo(Broken.Ending.BROKEN);
        Diagnosis diagnosis = played.diagnosis().orElseThrow();
        assertThat(diagnosis.why()).as(told(played)).isEqualTo(death.why());
        assertThat(diagnosis.source()).as(told(played)).contains(death.step());
    }

    @Test
    void everyFileCatchesSomebody() throws Exception {
        Set<String> catching = Stream.concat(
                        brokenClients().stream().map(mutant -> mutant.death().file()),
                        serverDeaths().stream().map(ServerDeath::file))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(catching).isEqualTo(new TreeSet<>(files()));
        assertThat(brokenClients().stream().map(ClientMutant::id)).doesNotHaveDuplicates();
        assertThat(BugMutants.all().stream().map(Mutant::id))
                .allMatch(id ->
                        serverDeaths().stream().anyMatch(death -> death.mutant().equals(id)));
    }

    @Test
    void everyFileSaysWhoHadTheBug() throws Exception {
        for (String file : files()) {
            Scenario scenario = read(file);
            assertThat(scenario.source()).as(file).isNotEmpty();
            assertThat(scenario.comment()).as(file).matches("B\\d+[a-z]?\\b.*[.]");
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Scenario read(String file) {
        try {
            return ScenarioReader.read(FOLDER.resolve(file + ".yaml"));
        } catch (ScenarioError broken) {
            throw new AssertionError(broken.getMessage(), broken);
        }
    }

    private static String told(Performance played) {
        return played.ending()
                + played.diagnosis()
                        .map(diagnosis -> diagnosis.lines().stream()
                                .map(line ->
                                        line.stream().map(Diagnosis.Part::text).collect(Collectors.joining()))
                                .collect(Collectors.joining("\n", "\n", "")))
                        .orElse("");
    }
}
