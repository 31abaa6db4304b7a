package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import misskey.conformance.reference.ReferenceClient;
import misskey.conformance.verdict.NotJudged;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The engine as other builds meet it: through the JUnit Platform's launcher. */
class ScenarioEngineTest {
    private static final String FOLLOWED = """
            # Being followed is told on `main`.
            scenario: Someone follows me
            covers: [main.followed, channel.id-echoed]
            steps:
              - open:    {as: alice}
              - connect: {channel: main, as: mine}
              - do:      {as: bob, call: following/create, with: {userId: "${alice.id}"}}
              - event:   {channel: mine, type: followed, body: {id: "${bob.id}"}}
            """;

    @TempDir
    Path folder;

    @Test
    void eachSideOfAFileIsATestWithItsLineAndItsRequirementsAsTags() throws IOException {
        Path file = write("followed.yaml", FOLLOWED);

        List<TestIdentifier> tests = tests(discover(selectFile(file.toString())));

        assertThat(tests)
                .extracting(TestIdentifier::getDisplayName)
                .containsExactlyInAnyOrder("Someone follows me, to a client", "Someone follows me, to a server");
        assertThat(tests).allSatisfy(test -> {
            assertThat(test.getTags()).extracting(TestTag::getName).contains("main.followed", "channel.id-echoed");
            FileSource source = (FileSource) test.getSource().orElseThrow();
            assertThat(source.getFile()).isEqualTo(file.toFile());
            assertThat(source.getPosition().orElseThrow().getLine()).isEqualTo(5);
        });
    }

    @Test
    void idsAreTheSameEachTimeAndSelectOneTest() throws IOException {
        Path file = write("followed.yaml", FOLLOWED);
        List<String> ids = ids(tests(discover(selectFile(file.toString()))));

        assertThat(ids(tests(discover(selectDirectory(folder.toString()))))).isEqualTo(ids);
        for (String id : ids) {
            assertThat(ids(tests(discover(selectUniqueId(id))))).containsExactly(id);
        }
    }

    @Test
    void folderHasItsFilesAndThoseBelowAndNothingElse() throws IOException {
        write("a.yaml", FOLLOWED);
        write("below/b.yml", FOLLOWED);
        write("notes.txt", "no scenario");

        assertThat(tests(discover(selectDirectory(folder.toString())))).hasSize(4);
    }

    @Test
    void scenarioThatHoldsPassesBothWays() throws IOException {
        write("followed.yaml", FOLLOWED);

        assertThat(run(selectDirectory(folder.toString())).values())
                .extracting(TestExecutionResult::getStatus)
                .containsExactly(Status.SUCCESSFUL, Status.SUCCESSFUL);
    }

    @Test
    void brokenStepFailsWithTheDiagnosis() throws IOException {
        write("followed.yaml", FOLLOWED.replace("bob.id}\"}}\n", "alice.id}\"}}\n"));

        Map<String, TestExecutionResult> results = run(selectDirectory(folder.toString()));

        assertThat(of(results, "Someone follows me, to a server").getStatus()).isEqualTo(Status.FAILED);
        assertThat(of(results, "Someone follows me, to a server").getThrowable().orElseThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("followed.yaml:8:5", "WRONG FRAME", "/body/body/id", "transcript");
    }

    @Test
    void fileThatCannotBeReadIsAFailureThatSaysWhere() throws IOException {
        write("wrong.yaml", FOLLOWED.replace("covers", "cover"));

        assertThat(run(selectDirectory(folder.toString())).values())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.getStatus()).isEqualTo(Status.FAILED);
                    assertThat(result.getThrowable().orElseThrow())
                            .hasMessageContaining("wrong.yaml:3:1: the language has no");
                });
    }

    @Test
    void scenarioOfAnotherDialectIsAbortedWithTheReason() throws IOException {
        write("followed.yaml", FOLLOWED.replace("steps:", "dialects: [misskey-12]\nsteps:"));

        assertThat(run(selectDirectory(folder.toString())).values()).hasSize(2).allSatisfy(result -> {
            assertThat(result.getStatus()).isEqualTo(Status.ABORTED);
            assertThat(result.getThrowable().orElseThrow())
                    .isInstanceOf(NotJudged.class)
                    .hasMessageContaining("it holds in misskey-12, not in documented");
        });
    }

    @Test
    void whatOthersSelectIsNoneOfIt() {
        assertThat(tests(discover(selectClass(ScenarioEngineTest.class), selectFile("pom.xml"))))
                .isEmpty();
    }

    @Test
    void classOfAProjectPlaysItsFilesToItsClient() {
        Map<String, TestExecutionResult> results = run(selectClass(OfAProject.class));

        assertThat(results).hasSize(1);
        assertThat(of(results, "Someone follows me, to a client").getStatus()).isEqualTo(Status.SUCCESSFUL);
        assertThat(MyClient.MADE).hasPositiveValue();
    }

    @Scenarios(files = "../scenarios/documented/followed.yaml", client = MyClient.class)
    private static final class OfAProject {}

    /** A client of the project's own, as far as the kit can tell. */
    public static final class MyClient implements Supplier<Subject> {
        static final AtomicInteger MADE = new AtomicInteger();

        @Override
        public Subject get() {
            MADE.incrementAndGet();
            return new ReferenceClient(Dialect.named("documented"), Duration.ofSeconds(2));
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static LauncherDiscoveryRequest discover(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(EngineFilter.includeEngines(ScenarioEngine.ID))
                .build();
    }

    private static List<TestIdentifier> tests(LauncherDiscoveryRequest request) {
        TestPlan plan = LauncherFactory.create().discover(request);
        List<TestIdentifier> tests = new ArrayList<>();
        plan.accept(new TestPlan.Visitor() {
            @Override
            public void visit(TestIdentifier each) {
                if (each.isTest()) {
                    tests.add(each);
                }
            }
        });
        return tests;
    }

    private static TestExecutionResult of(Map<String, TestExecutionResult> results, String name) {
        return Optional.ofNullable(results.get(name)).orElseThrow();
    }

    private static List<String> ids(List<TestIdentifier> tests) {
        return tests.stream().map(TestIdentifier::getUniqueId).sorted().toList();
    }

    private static Map<String, TestExecutionResult> run(DiscoverySelector... selectors) {
        Map<String, TestExecutionResult> results = Collections.synchronizedMap(new LinkedHashMap<>());
        LauncherFactory.create().execute(discover(selectors), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(test.getDisplayName(), result);
                }
            }
        });
        return results;
    }
}
