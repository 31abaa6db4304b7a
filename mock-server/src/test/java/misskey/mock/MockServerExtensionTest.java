package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import misskey.mock.junit.MockAssertions;
import misskey.mock.junit.MockMisskey;
import misskey.mock.junit.MockServerExtension;
import misskey.mock.session.SessionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What users' tests get from the extension: small classes of theirs, run by the Platform's launcher. */
class MockServerExtensionTest {

    /** Nobody listens at its port, or a session that has come after it, whose journal is another. */
    private static void isClosed(MockSession session) throws IOException {
        int before = session.journal().size();
        try (RawPeer other = RawPeer.connected(session)) {
            other.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(session.journal())
                    .as("a session is closed after its test")
                    .hasSize(before);
        } catch (ConnectException closed) {
            assertThat(session.journal()).hasSize(before);
        }
    }

    @Test
    @ResourceLock("Parallel")
    void everyTestHasASessionOfItsOwnAndAllShareOneServer() {
        Parallel.SESSIONS.clear();
        Parallel.SERVERS.clear();
        try (LauncherSession launcher = launcher()) {
            assertThat(failuresOf(launcher, Parallel.class)).isEmpty();
            assertThat(failuresOf(launcher, Parallel.class)).isEmpty();

            assertThat(Parallel.SESSIONS).hasSize(2 * (20 + 1)).doesNotHaveDuplicates();
            assertThat(Parallel.SESSIONS).allSatisfy(MockServerExtensionTest::isClosed);
            assertThat(Parallel.SERVERS).hasSize(1);
        }
        assertThatThrownBy(() -> Parallel.SERVERS.iterator().next().session(SessionSettings.defaults()))
                .hasMessage("the mock server is closed; start another");
    }

    @ExtendWith(Parallel.Watch.class)
    @MockMisskey(accounts = {"dave"})
    static class Parallel {
        static final List<MockSession> SESSIONS = new CopyOnWriteArrayList<>();
        static final Set<MockServer> SERVERS = ConcurrentHashMap.newKeySet();

        private final MockSession field;

        Parallel(MockSession field) {
            this.field = field;
        }

        @BeforeEach
        void open(MockSession session) {
            assertThat(session).isSameAs(field);
            assertThat(session.journal()).isEmpty();
        }

        @RepeatedTest(20)
        void repeated(MockSession session) {
            try (StreamPeer dave = StreamPeer.as(session, "dave")) {
                dave.connect("main", "m");
            }
            MockAssertions.assertThat(session).received("{type: 'connect'}").hasNoFindings();
        }

        @AfterEach
        void isStillOpen(MockSession session) throws Exception {
            RawPeer.connected(session).close();
            SESSIONS.add(session);
        }

        @Nested
        class Inside {
            @Test
            void nested(MockSession session) {
                assertThat(session).isSameAs(field);
            }
        }

        static final class Watch implements AfterTestExecutionCallback {
            @Override
            public void afterTestExecution(ExtensionContext context) {
                SERVERS.add(context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(MockServerExtension.class))
                        .get(MockServer.class, MockServer.class));
            }
        }
    }

    @Test
    @ResourceLock("Settings")
    void nearestAnnotationCounts() {
        Settings.SEEN.clear();
        try (LauncherSession launcher = launcher()) {
            assertThat(failuresOf(launcher, Settings.class)).isEmpty();
        }
        assertThat(Settings.SEEN)
                .isEqualTo(Map.of(
                        "ofTheClass", "misskey-12 1 [dave, erin]",
                        "ofTheMethod", "misskey-2025@13.14.2 7 [alice, bob, carol, admin]",
                        "ofTheClassAround", "misskey-12 1 [dave, erin]",
                        "ofTheNestedClass", "documented 1 [frank]"));
    }

    @MockMisskey(
            dialect = "misskey-12",
            accounts = {"dave", "erin"})
    static class Settings {
        static final Map<String, String> SEEN = new ConcurrentHashMap<>();

        static void see(TestInfo test, MockSession session) {
            SessionSettings made = session.session().settings();
            SEEN.put(
                    test.getTestMethod().orElseThrow().getName(),
                    made.dialect().fullName() + " " + made.seed() + " " + made.accounts());
        }

        @Test
        void ofTheClass(TestInfo test, MockSession session) {
            see(test, session);
        }

        @Test
        @MockMisskey(dialect = "misskey-2025@13.14.2", seed = 7)
        void ofTheMethod(TestInfo test, MockSession session) {
            see(test, session);
        }

        @Nested
        class Plain {
            @Test
            void ofTheClassAround(TestInfo test, MockSession session) {
                see(test, session);
            }
        }

        @Nested
        @MockMisskey(accounts = "frank")
        class Annotated {
            @Test
            void ofTheNestedClass(TestInfo test, MockSession session) {
                see(test, session);
            }
        }
    }

    @Test
    void mistakesAreNamed() {
        String oneTestOnly = "a MockSession lasts for one test: ask for it in the test, in @BeforeEach or in the"
                + " constructor (with one instance a test); for a whole class make one with"
                + " MockServer.start().session(…) and close it in @AfterAll";
        try (LauncherSession launcher = launcher()) {
            assertThat(failuresOf(launcher, BeforeAllTests.class))
                    .singleElement()
                    .asString()
                    .endsWith(oneTestOnly);
            assertThat(failuresOf(launcher, OneInstance.class))
                    .singleElement()
                    .asString()
                    .endsWith(oneTestOnly);
            assertThat(failuresOf(launcher, Misspelt.class))
                    .singleElement()
                    .asString()
                    .endsWith("@MockMisskey: there is no dialect \"misskey-21\"; there is: documented, misskey-12,"
                            + " misskey-2025; did you mean \"misskey-12\"?");
        }
    }

    @MockMisskey
    static class BeforeAllTests {
        @BeforeAll
        static void tooEarly(MockSession session) {}

        @Test
        void test() {}
    }

    @MockMisskey
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        OneInstance(MockSession session) {}

        @Test
        void test() {}
    }

    static class Misspelt {
        @Test
        @MockMisskey(dialect = "misskey-21")
        void test(MockSession session) {}
    }

    private static LauncherSession launcher() {
        return LauncherFactory.openSession(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
    }

    /** Runs a class in parallel; gives the message of each failure, and fails where nothing ran. */
    private static List<String> failuresOf(LauncherSession launcher, Class<?> tests) {
        List<String> failures = new CopyOnWriteArrayList<>();
        List<String> ended = new ArrayList<>();
        launcher.getLauncher()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public synchronized void executionFinished(
                                    TestIdentifier test, TestExecutionResult result) {
                                ended.add(test.getDisplayName());
                                result.getThrowable().ifPresent(failed -> failures.add(failed.getMessage()));
                            }
                        });
        assertThat(ended).hasSizeGreaterThan(1);
        return failures;
    }
}
