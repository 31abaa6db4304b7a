package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that uses the mock and closes it: nothing is printed, and no thread is left. */
class QuietProcessTest {
    private static final long SECONDS = 60;

    @TempDir
    Path folder;

    @Test
    void processThatUsedTheMockPrintsNothingAndEndsByItself() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Visit.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(Files.readString(err)).isEmpty();
        assertThat(Files.readString(out)).isEqualTo("threads left: 0\n");
        assertThat(ended).as("the process ended within %s s", SECONDS).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Uses the mock well and badly, with bare sockets only: the JDK's client has threads that stay. */
    static final class Visit {
        private static final long MILLIS_TO_END = 5_000;

        private Visit() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (MockServer mock = MockServer.start();
                    MockSession session = mock.session(SessionSettings.defaults())) {
                for (String message : new String[] {"[".repeat(10_000), "hello", " ".repeat(2 << 20)}) {
                    try (RawPeer peer = RawPeer.upgraded(session)) {
                        peer.text(message);
                    } catch (SocketException cut) {
                        // As it should be, for the longest.
                    }
                }
                try (RawPeer peer = RawPeer.upgraded(session, "/streaming?i=alice-token")) {
                    peer.send(new byte[] {(byte) 0xff, 0, 0, 0});
                    peer.closeCode();
                }
                for (String request : new String[] {
                    "POST /api/ping HTTP/1.1\r\nContent-Le",
                    "POST /api/ping HTTP/1.1\r\nHost: mock\r\nContent-Length: 20000000\r\n\r\n"
                            + " ".repeat(20_000_000),
                    "POST /api/ping HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\n1312D00\r\n"
                            + " ".repeat(20_000_000)
                }) {
                    try (RawPeer peer = RawPeer.connected(session)) {
                        peer.send(request.getBytes(StandardCharsets.ISO_8859_1));
                    } catch (SocketException cut) {
                        // As it should be, for the longer ones.
                    }
                }
                try (MockSession real =
                        mock.session(SessionSettings.defaults().withDialect(Dialect.named("misskey-2025")))) {
                    // Its timers go once somebody is connected.
                    RawPeer.upgraded(real, "/streaming?i=alice-token");
                }
                RawPeer.upgraded(session);
                Journals.await(session, "alice-1", Line.Op.CLOSED);
            }
            long left = 0;
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (isOfTheMock(thread)) {
                    thread.join(MILLIS_TO_END); // it may have said that it ends, and be about to
                    left += thread.isAlive() ? 1 : 0;
                }
            }
            System.out.print("threads left: " + left + "\n");
        }

        private static boolean isOfTheMock(Thread thread) {
            return thread.getName().startsWith("misskey-mock")
                    || thread.getName().startsWith("XNIO")
                    || (!thread.isDaemon() && thread != Thread.currentThread());
        }
    }
}
