package misskey.conformance.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import misskey.mock.play.Subject.Failure;
import misskey.mock.play.Subject.Failure.Kind;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The driver of adapters, against programs that do one thing wrong, each as a real process. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class AdapterSubjectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI STREAM = URI.create("ws://127.0.0.1:1/streaming");
    private static final Secret TOKEN = Secret.of("alice", "s3cret token/+");

    @TempDir
    Path folder;

    @Test
    void adapterThatKeepsToTheProtocolIsDrivenAndEnds() throws IOException {
        AdapterSubject subject = start("none");
        ProcessHandle process = process(subject);
        subject.open(STREAM, Optional.of(TOKEN));
        subject.perform("capture", "n1", Optional.empty(), Optional.empty());
        subject.barrier(PATIENCE);

        assertThat(subject.name()).startsWith("odd ");
        assertThat(subject.can()).containsExactlyInAnyOrder("connect", "capture", "anonymous", "close");
        subject.close();
        subject.close();
        assertThat(process.isAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not-json          | wrote a line that is not JSON to its standard output, which is for reports alone: Listening on port 3000
            not-an-object     | wrote a JSON array; a report is an object
            no-report         | wrote an object without a "report"
            unknown-report    | wrote a report "evnt", which the protocol does not have; did you mean "event"?
            wrong-report      | wrote a wrong "event" report
            wrong-state       | wrote a wrong "state" report: at /state
            wrong-number      | answered done 77, which is no command that waits for an answer: the last command was
            ready-again       | answered ready 1, which is no command that waits for an answer
            twice             | which is no command that waits for an answer
            huge-line         | wrote a line of more than 8 MB to its standard output
            not-utf8          | wrote a line to its standard output that is not UTF-8
            floods            | reported more than 10000 things
            """)
    void mistakeOfAnAdapterIsNoFailureOfTheClient(String oddity, String said) throws IOException {
        try (AdapterSubject subject = start(oddity)) {
            Failure failure = failure(() -> {
                subject.open(STREAM, Optional.of(TOKEN));
                subject.barrier(PATIENCE);
                subject.barrier(PATIENCE);
            });

            assertThat(failure.kind()).isEqualTo(Kind.ADAPTER_MISTAKE);
            assertThat(failure).hasMessageContaining(said);
            assertThatThrownBy(() -> subject.perform("close", "", Optional.empty(), Optional.empty()))
                    .as("whatever is told afterwards")
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exits-before-hello | ended with exit code 9 before it was ready; its last words: Cannot find module 'library'
            banner             | wrote a line that is not JSON to its standard output, which is for reports alone: Welcome to odd 1.0
            done-for-hello     | answered `hello` with `done`; the answer is `ready`
            boasts             | wrote a wrong "ready" report: at /can/0
            """)
    void adapterThatDoesNotComeToBeReadyIsAMistake(String oddity, String said) {
        Failure failure = failure(() -> start(oddity).close());

        assertThat(failure.kind()).isEqualTo(Kind.ADAPTER_MISTAKE);
        assertThat(failure).hasMessageContaining(said).hasMessageStartingWith("the adapter \"");
    }

    @Test
    void adapterThatIsNeverReadyIsGivenUpInTimeAndKilled() throws Exception {
        Path pid = folder.resolve("pid");
        Adapters adapters = Adapters.command(Odd.command("never-ready", pid), "documented", Duration.ofMillis(2_500));

        Failure failure = failure(() -> adapters.start().close());

        assertThat(failure)
                .hasMessageContaining(
                        "did not answer `hello` with `ready` within 2.5 s; give it more time with --start-within");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid)))
                        .map(ProcessHandle::isAlive)
                        .orElse(false))
                .isFalse();
    }

    @Test
    void programThatDoesNotExistIsSaid() {
        Adapters adapters = Adapters.command(List.of("no-such-program-anywhere"), "documented", PATIENCE);

        assertThatThrownBy(adapters::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-anywhere");
    }

    @Test
    void clientThatEndsHasCrashedAndItsLastWordsAreKeptWithoutTheToken() throws IOException {
        try (AdapterSubject subject = start("exits")) {
            Failure failure = failure(() -> {
                subject.open(STREAM, Optional.of(TOKEN));
                subject.barrier(PATIENCE);
            });

            assertThat(failure.kind()).isEqualTo(Kind.CRASHED);
            assertThat(failure).hasMessageContaining("ended with exit code 3 in mid-scenario");
            assertThat(subject.lastWords())
                    .containsExactly("TypeError: cannot read ws://h/?i=<alice>", "    at library.js:1");
            assertThat(subject.log().toString()).contains("<alice>").doesNotContain(TOKEN.reveal());
        }
    }

    @Test
    void clientThatClosesItsOutputIsOfNoUseAnyMore() throws IOException {
        try (AdapterSubject subject = start("closes-its-output")) {
            Failure failure = failure(() -> {
                subject.open(STREAM, Optional.of(TOKEN));
                subject.barrier(PATIENCE);
            });

            assertThat(failure.kind()).isEqualTo(Kind.CRASHED);
            assertThat(failure).hasMessageContaining("closed its standard output");
        }
    }

    @Test
    void clientThatDoesNotAnswerIsSilentAndKilled() throws IOException {
        AdapterSubject subject = start("silent");
        ProcessHandle process = process(subject);
        subject.open(STREAM, Optional.of(TOKEN));
        String more = "x".repeat(300_000); // than a pipe holds, which must not hold up the kit
        subject.perform("capture", more, Optional.empty(), Optional.empty());

        Failure failure = failure(() -> subject.barrier(Duration.ofMillis(300)));
        subject.close();

        assertThat(failure.kind()).isEqualTo(Kind.SILENT);
        assertThat(failure).hasMessageContaining("did not answer `barrier` within 300 ms");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void commandThatCannotBeDoneIsRefusedWithItsReason() throws IOException {
        try (AdapterSubject subject = start("refuses")) {
            Failure failure = failure(() -> subject.open(STREAM, Optional.empty()));

            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageContaining("could not open: no such library");
        }
    }

    @Test
    void tokenInAReportIsMasked() throws IOException {
        try (AdapterSubject subject = start("secret")) {
            subject.open(STREAM, Optional.of(TOKEN));
            subject.barrier(PATIENCE);

            assertThat(subject.reports().since(0)).containsExactly(Json.object().put("error", "no ws://h/?i=<alice>"));
        }
    }

    @Test
    void floodOfStandardErrorHoldsUpNobody() throws IOException {
        try (AdapterSubject subject = start("noisy")) {
            subject.open(STREAM, Optional.of(TOKEN));
            subject.barrier(PATIENCE);

            assertThat(subject.lastWords()).hasSizeLessThanOrEqualTo(20);
        }
    }

    @Test
    void windowsLineEndsAreLineEnds() throws IOException {
        try (AdapterSubject subject = start("windows")) {
            subject.open(STREAM, Optional.of(TOKEN));
            subject.barrier(PATIENCE);

            assertThat(subject.reports().since(0)).containsExactly(Json.object().put("state", "connected"));
        }
    }

    @Test
    void pathsAndArgumentsMayHaveSpaces() throws IOException {
        Path classes = folder.resolve("my adapter, in parts");
        Path file = Path.of(OddAdapter.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(classes.resolve(file).getParent());
        Files.copy(Path.of("target", "test-classes").resolve(file), classes.resolve(file));
        Path pid = folder.resolve("a file");

        Adapters.command(Odd.command(classes, "none", pid), "documented", PATIENCE)
                .start()
                .close();

        assertThat(pid).isNotEmptyFile();
    }

    @Test
    void whatAnAdapterHasStartedEndsWithIt() throws Exception {
        AdapterSubject subject = start("children");
        Optional<ObjectNode> told = subject.reports().await(new FramePattern(Json.object()), new Bindings(), PATIENCE);
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(told.orElseThrow().path("error").stringValue("")))
                .orElseThrow();
        assertThat(child.isAlive()).isTrue();

        subject.close();

        assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void adapterThatDoesNotEndWithItsInputIsKilled() throws Exception {
        AdapterSubject subject = start("ignores-the-end");
        ProcessHandle process = process(subject);

        subject.close();

        assertThat(process.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private static AdapterSubject start(String oddity) throws IOException {
        return Adapters.command(Odd.command(oddity), "documented", PATIENCE).start();
    }

    private static ProcessHandle process(AdapterSubject subject) {
        return ProcessHandle.of(Long.parseLong(subject.name().replace("odd ", "")))
                .orElseThrow();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Failure failure(Work work) {
        try {
            work.run();
        } catch (Failure failure) {
            return failure;
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        throw new AssertionError("expected a failure; there was none");
    }
}
