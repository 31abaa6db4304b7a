package misskey.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Probe;
import misskey.conformance.verdict.NotJudged;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Mutation;
import misskey.protocol.Behaviour.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Cases that an IDE or a build starts, without anybody who gives them a target. */
class CasesWithoutASuiteTest {
    @Test
    void classOfCasesPassesAgainstTheMock() {
        TestExecutionSummary summary = launch(selectClass(MainTest.class));

        assertThat(summary.getTestsFoundCount()).isGreaterThan(5);
        assertThat(summary.getTestsSucceededCount()).isEqualTo(summary.getTestsFoundCount());
    }

    @Test
    void oneCasePassesAgainstTheMock() {
        assertThat(launch(selectMethod(MainTest.class, "beingFollowedIsTold", Probe.class.getName()))
                        .getTestsSucceededCount())
                .isEqualTo(1);
    }

    @Test
    void environmentNamesAServerAndItsAccounts() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults());
                RunFromEnvironment made = RunFromEnvironment.of(Map.of(
                        "MISSKEY_KIT_URL", session.streamUrl().toString(),
                        "MISSKEY_KIT_TOKEN_ALICE", " alice-token ",
                        "MISSKEY_KIT_TOKEN_BOB", "bob-token"));
                Probe probe = new Probe(made.run().target())) {
            assertThat(made.run().target().describe())
                    .isEqualTo(session.streamUrl().toString());
            assertThat(made.run().target().dialect().name()).isEqualTo("documented");
            assertThat(made.run().turn()).as("accounts are shared by all cases").isPresent();
            assertThat(probe.as("bob").username()).isEqualTo("bob");
            assertThatThrownBy(() -> probe.as("carol"))
                    .isInstanceOf(NotJudged.class)
                    .hasMessage("needs the token of an account: --token-env carol=VARIABLE");
        }
    }

    @Test
    void environmentWithAnAdministratorHasEveryAccount() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults());
                RunFromEnvironment made = RunFromEnvironment.of(Map.of(
                        "MISSKEY_KIT_URL", session.streamUrl().toString(),
                        "MISSKEY_KIT_DIALECT", "misskey-12",
                        "MISSKEY_KIT_TOKEN_ADMIN", "admin-token"))) {
            assertThat(made.run().target().venue(Needs.usual()).tokens())
                    .containsOnlyKeys("alice", "bob", "carol", "admin");
            assertThat(made.run().target().dialect().name()).isEqualTo("misskey-12");
        }
    }

    @Test
    void serverThatCannotBeReachedIsSaidWithItsCause() {
        Mutation refusesAll = new Mutation.AtHandshake(straight -> new Admission.Refused(new Refusal(404)));
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(refusesAll))) {
            assertThatThrownBy(() -> RunFromEnvironment.of(
                            Map.of("MISSKEY_KIT_URL", session.streamUrl().toString())))
                    .hasMessageContainingAll("MISSKEY_KIT_URL: cannot judge ws://", "(A1; ");
        }
    }

    private static TestExecutionSummary launch(DiscoverySelector selector) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selector)
                                    .build(),
                            listener);
        }
        return listener.getSummary();
    }
}
