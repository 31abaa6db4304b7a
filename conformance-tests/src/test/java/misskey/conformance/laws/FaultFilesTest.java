package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.laws.BugPlay.Part;
import misskey.conformance.reference.ClientMutant;
import misskey.conformance.reference.ClientMutants;
import misskey.conformance.reference.FaultMutants;
import misskey.mock.fault.FaultReader;
import misskey.protocol.Direction;
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
 * A file about a fault lets the kit's own client pass, and catches each client that lacks what a good one does about
 * that fault, at the step where it shows and for that reason.
 */
class FaultFilesTest {
    private static final Path FOLDER = Path.of("..", "scenarios", "faults");
    private static final List<Why> ITS_PROGRAM_ENDS = List.of(Why.CLIENT, Why.CLOSED);
    /** How faults are looked for that are a step of their own, or share their word with another. */
    private static final Map<String, String> WRITTEN_OTHERWISE = Map.of(
            "handshake status", "refused: *\\{as: \\w+, status: ",
            "handshake reset", "fault: *\\{reset: \\{kind: handshake",
            "wire reset", "fault: *\\{reset: true",
            "frame delay", "fault: *\\{delay: \\{.*kind: frame");

    private static final BugPlay STAGE = new BugPlay();

    /** Which client fails on a file, in which line, and why: one of these. */
    private record Death(String file, String mutant, String step, List<Why> why) {
        Death(String file, String mutant, String step, Why why) {
            this(file, mutant, step, List.of(why));
        }

        ClientMutant client() {
            return Stream.concat(FaultMutants.all().stream(), ClientMutants.all().stream())
                    .filter(each -> each.id().equals(mutant))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no broken client " + mutant));
        }

        @Override
        public String toString() {
            return mutant + " on " + file;
        }
    }

    static List<Death> deaths() {
        return List.of(
                new Death("handshake-502", "stays-away-after-502", "refused:", Why.HANDSHAKE),
                new Death("handshake-502", "loses-channels", "client:", Why.TIMEOUT),
                new Death("handshake-401", "hammers-after-401", "attempts:", Why.CLIENT),
                new Death("handshake-401", "keeps-refusals-to-itself", "seen:", Why.CLIENT),
                new Death("handshake-429", "hurries-after-429", "attempts:", Why.CLIENT),
                new Death("handshake-delay", "comes-back-with-nothing", "client:", Why.TIMEOUT),
                new Death("handshake-silence", "waits-for-a-handshake-for-ever", "nth: 2", Why.HANDSHAKE),
                new Death("handshake-bad-accept", "takes-what-is-forbidden", "close:", Why.TIMEOUT),
                new Death("handshake-reset", "gives-up-without-an-answer", "nth: 2", Why.HANDSHAKE),
                new Death("reset", "stays-away", "nth: 2", Why.HANDSHAKE),
                new Death("reset", "loses-channels", "client: {type: connect", List.of(Why.TIMEOUT, Why.WRONG_FRAME)),
                new Death("reset", "loses-captures", "client: {type: subNote", List.of(Why.TIMEOUT, Why.WRONG_FRAME)),
                new Death("reset", "comes-back-twice", "never:", Why.FORBIDDEN),
                new Death("reset", "stays-disconnected", "seen:", Why.CLIENT),
                new Death("close-without-frame", "stays-away", "nth: 2", Why.HANDSHAKE),
                new Death("close-without-frame", "loses-params", "client:", Why.WRONG_FRAME),
                new Death("close-without-frame", "keeps-what-was-let-go", "never:", Why.FORBIDDEN),
                new Death("truncated", "stays-away", "nth: 2", Why.HANDSHAKE),
                new Death("close-code", "stays-away", "nth: 2", Why.HANDSHAKE),
                new Death("half-open", "never-asks", "nth: 2", Why.HANDSHAKE),
                new Death("no-pong", "never-asks", "$ping", Why.TIMEOUT),
                new Death("stall", "has-no-patience", "never:", Why.FORBIDDEN),
                new Death("drip", "has-no-patience", "never:", Why.FORBIDDEN),
                new Death("masked", "takes-what-is-forbidden", "never:", Why.FORBIDDEN),
                new Death("reserved-opcode", "takes-what-is-forbidden", "close:", Why.TIMEOUT),
                new Death("oversize", "takes-what-is-forbidden", "close:", Why.TIMEOUT),
                new Death("bad-utf8", "takes-bad-utf8", "close:", Why.TIMEOUT),
                new Death("large-message", "takes-little", "event:", ITS_PROGRAM_ENDS),
                new Death("fragment", "does-not-join", "event:", Why.CLIENT),
                new Death("drop", "waits-for-an-answer-for-ever", "seen:", Why.CLIENT),
                new Death("duplicate", "tells-again", "never:", Why.FORBIDDEN),
                new Death("duplicate-answer", "dies-of-second-answers", "", ITS_PROGRAM_ENDS),
                new Death("reorder", "wants-order", "seen:", Why.CLIENT),
                new Death("delay", "tells-of-released-notes", "never:", Why.FORBIDDEN),
                new Death("wrong-id", "tells-every-channel", "never:", Why.FORBIDDEN),
                new Death("unknown-type", "dies-of-unknown-frames", "", ITS_PROGRAM_ENDS),
                new Death("not-json", "dies-of-what-is-not-json", "", ITS_PROGRAM_ENDS),
                new Death("binary", "dies-of-octets", "", ITS_PROGRAM_ENDS),
                new Death("missing-field", "dies-without-a-body", "", ITS_PROGRAM_ENDS),
                new Death("missing-field", "dies-of-what-is-no-frame", "", ITS_PROGRAM_ENDS));
    }

    @AfterAll
    static void stop() {
        STAGE.close();
    }

    static List<Part> parts() throws IOException {
        return files().stream().flatMap(file -> Part.all(read(file)).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void goodClientPasses(Part part) {
        Performance played = STAGE.playToTheGood(part);

        assertThat(played.ending()).as(told(played)).isIn(Broken.Ending.PASSED, Broken.Ending.NOT_APPLICABLE);
        assertThat(played.findings()).noneMatch(Finding::proven);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void clientThatLacksItFails(Death death) {
        Performance played = STAGE.playTo(death.client(), BugPlay.impatient(read(death.file())));

        assertThat(played.ending()).as(told(played)).isEqualTo(Broken.Ending.BROKEN);
        Diagnosis diagnosis = played.diagnosis().orElseThrow();
        assertThat(death.why()).as(told(played)).contains(diagnosis.why());
        assertThat(diagnosis.source()).as(told(played)).contains(death.step());
    }

    @Test
    void everyFileCatchesSomebody() throws IOException {
        List<String> catching =
                deaths().stream().map(Death::file).distinct().sorted().toList();
        assertThat(catching).isEqualTo(files());
        assertThat(deaths().stream().map(Death::mutant))
                .containsAll(FaultMutants.all().stream().map(ClientMutant::id).toList());
        assertThat(FaultMutants.all())
                .allMatch(mutant -> deaths().stream()
                        .anyMatch(death -> death.mutant().equals(mutant.id())
                                && death.file().equals(mutant.death().file())));
    }

    @Test
    void everyFaultHasAFileForClients() throws IOException {
        String all = files().stream().map(file -> read(file).text()).collect(Collectors.joining("\n"));

        assertThat(FaultReader.ROWS)
                .allSatisfy(row -> assertThat(all)
                        .containsPattern(WRITTEN_OTHERWISE.getOrDefault(
                                row.kind() + " " + row.name(), "fault: *\\{" + row.name() + ": ")));
        for (String file : files()) {
            assertThat(read(file).plays()).as(file).containsExactly(Direction.CLIENT);
            assertThat(read(file).comment()).as(file).endsWith(".");
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
