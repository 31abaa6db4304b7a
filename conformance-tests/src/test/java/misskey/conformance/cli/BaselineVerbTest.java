package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A baseline is written from a report, and what is true of an earlier one stays as it was written. */
class BaselineVerbTest {
    @TempDir
    Path folder;

    @Test
    void failuresBecomeEntriesThatWantAReason() throws Exception {
        Path out = folder.resolve("baseline.yaml");
        Cli written =
                Cli.run("baseline", report("main.followed FAIL NO_EVENT", "main.follow PASS"), "--out", out.toString());

        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(written.out()).contains("0 entries kept, 1 new", "write a reason where it says TODO (1 times)");
        assertThat(out)
                .content()
                .startsWith("# yaml-language-server: $schema=https://misskey-kit.github.io/schemas/baseline")
                .endsWith("known:\n  - requirement: main.followed\n    code: NO_EVENT\n    reason: TODO\n");
        assertThat(Cli.run("server", "--baseline", out.toString()).err()).contains("the reason is still TODO");
    }

    @Test
    void reasonForAllNewOnesIsWrittenSoThatItIsReadBack() throws Exception {
        Path out = folder.resolve("baseline.yaml");
        String reason = "old: # \"quoted\" \\ 'x' 日本\n- next";
        Cli written =
                Cli.run("baseline", report("main.followed FAIL NO_EVENT"), "--out", out.toString(), "--reason", reason);

        assertThat(written.out()).doesNotContain("TODO");
        assertThat(BaselineFile.read(out).entries()).extracting(Known::reason).containsExactly(reason);
    }

    @Test
    void withoutAnOutFileItGoesToStandardOutput() throws Exception {
        assertThat(Cli.run("baseline", report("main.followed FAIL NO_EVENT")).out())
                .endsWith("    reason: TODO\n");
        assertThat(Cli.run("baseline", report("main.followed PASS")).out()).endsWith("known: []\n");
        assertThat(Cli.run("baseline", "--schema").out()).isEqualTo(BaselineFile.schema());
    }

    @Test
    void whatOnlyTellsIsNoKnownFailure() throws Exception {
        assertThat(Cli.run("baseline", report("connection.bad-token FAIL X INFO"))
                        .out())
                .endsWith("known: []\n");
        assertThat(Cli.run("baseline", report("channel.list FAIL X SHOULD")).out())
                .contains("channel.list");
    }

    @Test
    void entriesThatHoldStayAsTheyWereWrittenAndOthersGo() throws Exception {
        Path out = Files.writeString(folder.resolve("baseline.yaml"), """
                # ours
                known:
                    # of the queue
                    # and of nothing else
                    - code: NO_EVENT   # as ever
                      requirement: main.followed
                      reason: slow
                      expires: 2020-01-01
                    # this one passes now
                    - {requirement: main.follow, code: NO_EVENT, reason: r}

                    - requirement: main.renote
                      code: NO_EVENT
                      reason: fails otherwise now
                    - requirement: main.mention # not judged
                      code: NO_EVENT
                      reason: unknown
                # the end of it
                """);
        Cli written = Cli.run(
                "baseline",
                report(
                        "main.followed FAIL NO_EVENT",
                        "main.follow PASS",
                        "main.renote FAIL WRONG_COUNT",
                        "note.reacted FAIL NO_EVENT",
                        "main.mention UNTESTABLE"),
                "--out",
                out.toString());

        assertThat(written.out())
                .contains("2 entries kept, 2 new", "gone: main.follow passes")
                .contains("new code: main.renote failed with NO_EVENT, now with WRONG_COUNT")
                .contains("the old reason was: fails otherwise now", "TODO (2 times)");
        assertThat(out).hasContent("""
                # ours
                known:
                    # of the queue
                    # and of nothing else
                    - code: NO_EVENT   # as ever
                      requirement: main.followed
                      reason: slow
                      expires: 2020-01-01
                    - requirement: main.mention # not judged
                      code: NO_EVENT
                      reason: unknown
                # the end of it
                    - requirement: main.renote
                      code: WRONG_COUNT
                      reason: TODO
                    - requirement: note.reacted
                      code: NO_EVENT
                      reason: TODO
                """);
        assertThat(BaselineFile.readUnfinished(out).entries()).hasSize(4);
    }

    @Test
    void fileThatIsWrittenAgainFromTheSameReportDoesNotChange() throws Exception {
        Path out = folder.resolve("baseline.yaml");
        String report = report("main.followed FAIL NO_EVENT", "note.reacted FAIL NO_EVENT");
        Cli.run("baseline", report, "--out", out.toString());
        String first = Files.readString(out);

        assertThat(Cli.run("baseline", report, "--out", out.toString()).out()).contains("2 entries kept, 0 new");
        assertThat(out).hasContent(first);
    }

    @Test
    void fileInOneLineIsWrittenAnew() throws Exception {
        Path out = Files.writeString(
                folder.resolve("baseline.yaml"),
                "# ours\nknown: [{requirement: main.followed, code: NO_EVENT, reason: slow, link: 'https://a.example'}]\n");
        Cli.run("baseline", report("main.followed FAIL NO_EVENT", "note.reacted FAIL X"), "--out", out.toString());

        assertThat(out).content().startsWith("# ours\nknown:\n  - requirement: main.followed\n");
        assertThat(BaselineFile.readUnfinished(out).entries())
                .extracting(entry -> entry.requirement() + " " + entry.reason() + " "
                        + entry.link().isPresent())
                .containsExactly("main.followed slow true", "note.reacted TODO false");
    }

    @Test
    void lastEntryThatGoesLeavesAnEmptyListBehind() throws Exception {
        Path out = folder.resolve("baseline.yaml");
        Cli.run("baseline", report("main.followed FAIL NO_EVENT"), "--out", out.toString());
        Cli.run("baseline", report("main.followed PASS"), "--out", out.toString());

        assertThat(out).content().startsWith("# yaml-language-server").endsWith("known: []\n");
        assertThat(BaselineFile.read(out).entries()).isEmpty();
        Cli.run("baseline", report("main.followed FAIL NO_EVENT"), "--out", out.toString());
        assertThat(BaselineFile.readUnfinished(out).entries()).hasSize(1);
    }

    @Test
    void whatCannotBeWrittenFromIsRefused() throws Exception {
        ObjectNode client = Json.object().put("kit", "1").put("target", "c").put("dialect", "documented");
        client.put("role", "client").putArray("scenarios");
        Path file = Files.writeString(folder.resolve("client.json"), Json.write(client));

        assertThat(Cli.run("baseline", file.toString()).err()).contains("the report of a client");
        assertThat(Cli.run("baseline", report("main.no-such FAIL X")).err())
                .contains("a requirement that this kit does not know, \"main.no-such\"");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "known: 7\n");
        Cli onto = Cli.run("baseline", report("main.followed FAIL X"), "--out", broken.toString());
        assertThat(onto.exitCode()).isEqualTo(2);
        assertThat(onto.err()).contains("broken.yaml:1:1: \"known\" is the list");
        assertThat(broken).hasContent("known: 7\n");
    }

    /** Rows such as {@code main.followed FAIL NO_EVENT SHOULD}; a MUST where no level is written. */
    private String report(String... rows) throws IOException {
        ObjectNode report = Json.object().put("kit", "1").put("target", "t").put("dialect", "documented");
        ArrayNode requirements = report.put("role", "server").putArray("requirements");
        for (String row : rows) {
            String[] words = row.split(" ", -1);
            ObjectNode one = requirements.addObject().put("id", words[0]).put("outcome", words[1]);
            one.put("level", words.length > 3 ? words[3] : "MUST");
            if (words.length > 2) {
                one.put("code", words[2]);
            }
        }
        Path out = Files.createDirectories(Files.createTempDirectory(folder, "report"));
        Files.writeString(out.resolve("report.json"), Json.write(report));
        return out.toString();
    }
}
