package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import misskey.conformance.probe.HttpLook;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.stream.Mutation;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb in a process of its own, with tokens in its environment, told to end while a case waits for an event. */
class StoppedRunTest {
    private static final Mutation TELLS_NOBODY = new Mutation.AtRouting((told, fact, viewer, straight) -> false);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"--token-env alice=ALICE --token-env bob=BOB --token-env carol=CAROL", "--admin-token-env ADMIN"
            })
    void runThatIsToldToEndTakesBackWhatItMade(String accounts) throws Exception {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(TELLS_NOBODY))) {
            Process run = start(session, accounts + " --only timeline.local-note --patience 20");
            try {
                assertThat(session.await(line -> isPost(line), Duration.ofMinutes(2)))
                        .as("the run has posted: %s", errors())
                        .isPresent();
                run.destroy();

                assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(errors()).contains("everything was taken back").doesNotContain("-token");
                assertThat(local(session)).isEqualTo("[]");
            } finally {
                run.destroyForcibly();
            }
        }
    }

    @Test
    void runThatEndsByItselfSaysTheLikelyCauseAndLeavesNothing() throws Exception {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(TELLS_NOBODY))) {
            Process run = start(
                    session,
                    "--token-env alice=ALICE --token-env bob=BOB --only timeline.local-note,timeline.home-membership");
            try {
                assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();

                assertThat(run.exitValue()).as(errors()).isEqualTo(1);
                assertThat(Files.readString(folder.resolve("out.txt")))
                        .contains("server   misskey 12.110.1-misskey-kit (nodeinfo)")
                        .contains("judged   as documented: it is misskey-kit's mock, which says so")
                        .contains("needs the token of an account: --token-env carol=VARIABLE")
                        .contains("likely cause", "A6  connections open, but no event comes")
                        .contains("shown by: a note was posted, and none of 4 connections of its author was told");
                assertThat(local(session)).isEqualTo("[]");
            } finally {
                run.destroyForcibly();
            }
        }
    }

    private Process start(MockSession session, String options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "server",
                session.streamUrl().toString()));
        command.addAll(List.of(options.split(" ", -1)));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        List.of("alice", "bob", "carol", "admin")
                .forEach(account -> process.environment()
                        .put(
                                account.toUpperCase(Locale.ROOT),
                                session.token(account).reveal()));
        return process.start();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }

    private static boolean isPost(Line line) {
        return line.op() == Line.Op.CALL && line.get("endpoint").stringValue("").equals("notes/create");
    }

    private static String local(MockSession session) {
        return HttpLook.post(
                        session.origin().resolve("/api/notes/local-timeline"),
                        Json.object().put("i", "alice-token"),
                        Duration.ofSeconds(10))
                .answer()
                .orElseThrow()
                .body();
    }
}
