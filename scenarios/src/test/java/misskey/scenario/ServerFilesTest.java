package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is different in files that are played to servers only. */
class ServerFilesTest {
    @TempDir
    Path folder;

    private Scenario read(String plays, String steps) throws ScenarioError, IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(
                file,
                "# It is short.\nscenario: S\ncovers: [main.followed]\nplays: " + plays
                        + "\nworld: {notes: {n1: {by: alice}}}\nsteps:\n" + steps);
        return ScenarioReader.read(file);
    }

    @Test
    void shortStepsLeaveOutWhatIsForClients() throws Exception {
        String steps = """
                  - open:    {as: alice}
                  - connect: {channel: main, as: mine}
                  - capture: "${n1.id}"
                  - event:   {channel: mine, type: followed}
                  - update:  {note: "${n1.id}", type: reacted}
                  - release: "${n1.id}"
                  - disconnect: mine
                """;

        assertThat(read("[server]", steps).steps()).hasSize(7).noneMatch(Step.App.class::isInstance);
        assertThat(read("[server, client]", steps).steps()).hasSize(13);
    }

    @Test
    void whatAClientTellsOfAnEventMayStandBehindTheEventThatEndsAnUntil() throws Exception {
        String steps = """
                  - open:    {as: alice}
                  - connect: {channel: main, as: mine}
                  - never:   {server: {type: api}}
                    until:
                      - event: {channel: mine, type: followed}
                """;

        assertThat(read("[server, client]", steps).steps()).hasSize(4);
        assertThatThrownBy(() -> read("[server, client]", steps + "      - do: {as: bob, call: x}\n"))
                .hasMessageContaining("\"until\" ends in something that the server does");
    }

    @Test
    void tokenMayBeANameThatWasBoundBefore() throws Exception {
        String steps = """
                  - do:      {as: alice, call: miauth/gen-token, bind: {app: token}}
                  - open:    {as: alice, token: "${app}"}
                  - refused: {token: "${app}-wrong", status: 401}
                """;
        Bindings names = new Bindings();
        names.bind("app", Json.read("\"secret\""));

        List<Step> read = read("[server]", steps).steps();

        assertThat(((Step.Open) read.get(1)).party().filled(names))
                .isEqualTo(new Party(Optional.of("alice"), Optional.of("secret")));
        assertThat(((Step.Refused) read.get(2)).party().filled(names).token()).contains("secret-wrong");
        assertThatThrownBy(() -> read("[server, client]", steps))
                .hasMessageContaining("can be played to a server only");
        assertThatThrownBy(() -> read("[server]", "  - open: {as: alice, token: \"${ap}\"}\n"))
                .hasMessageContaining("nothing before this binds \"ap\"");
    }
}
