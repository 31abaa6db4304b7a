package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import misskey.conformance.adapter.Odd;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.node.JenkinsSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves as {@code junit.xml}, held against the schema that Jenkins published for such files. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class JunitFileTest {
    @TempDir
    Path folder;

    @Test
    void serversRunFitsTheSchemaOfJenkins() throws Exception {
        JenkinsSchema schema = JenkinsSchema.load();
        Path out = folder.resolve("server");

        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            String url = session.streamUrl().toString();
            Cli.run("server", url, "--only", "connection.handshake,main.followed", "--out", out.toString());
        }

        String xml = Files.readString(out.resolve("junit.xml"));
        assertThat(xml).contains("name=\"connection.handshake\"", "<skipped>untestable: ");
        schema.check(xml);
    }

    @Test
    void clientsRunFitsTheSchemaOfJenkins() throws Exception {
        JenkinsSchema schema = JenkinsSchema.load();
        Path out = folder.resolve("client");

        List<String> arguments = new ArrayList<>(
                List.of("client", "--only", "documented/followed", "--within", "0.3", "--out", out.toString(), "--"));
        arguments.addAll(Odd.command("exits"));
        Cli.run(arguments.toArray(String[]::new));

        String xml = Files.readString(out.resolve("junit.xml"));
        assertThat(xml).contains("name=\"followed\"", "<failure message=\"fail: ");
        schema.check(xml);
    }
}
