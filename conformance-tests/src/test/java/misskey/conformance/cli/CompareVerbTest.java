package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two reports beside each other: what is told, and with which exit code. */
class CompareVerbTest {
    private static final String PASS = row("main.followed", "PASS", "MUST", "");
    private static final String FAIL =
            row("main.followed", "FAIL", "MUST", ",\"code\":\"NO_EVENT\",\"message\":\"none\\u001b[2J came\"");

    @TempDir
    Path folder;

    record Unreadable(String text, String said) {}

    static List<Unreadable> unreadable() {
        return List.of(
                new Unreadable("", ": role is a text; found nothing; is this a report of misskey-kit?"),
                new Unreadable("{", ":1:2: not JSON: "),
                new Unreadable("[]", ": role is a text; found nothing"),
                new Unreadable("{\"role\":\"referee\"}", ": role is client or server; found \"referee\""),
                new Unreadable("{\"role\":\"server\"}", ": scenarios is a list; found nothing"),
                new Unreadable("{\"role\":\"server\",\"requirements\":{}}", ": requirements is a list; found object"),
                new Unreadable("{\"role\":\"server\",\"requirements\":[]}", ": kit is a text; found nothing"),
                new Unreadable(server("1"), ": requirements[0].outcome is a text; found nothing"),
                new Unreadable(
                        server(PASS.replace("PASS", "PASSED")),
                        ": requirements[0].outcome cannot be \"PASSED\"; did you mean \"PASS\"?"),
                new Unreadable(
                        server(PASS.replace("MUST", "MAY")),
                        ": requirements[0].level cannot be \"MAY\"; there is: MUST, SHOULD, INFO"),
                new Unreadable(
                        server(PASS.replace("PASS", "FAIL")), ": requirements[0].code is missing: a FAIL has one"),
                new Unreadable(
                        server(FAIL.replace("\"NO_EVENT\"", "7")), ": requirements[0].code is a text; found number"),
                new Unreadable(server(PASS, PASS), ": requirements[1] is there twice: \"main.followed\""));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void reportThatCannotBeReadIsUsage(Unreadable report) throws IOException {
        Path old = file("old.json", server(PASS));
        Path broken = file("broken.json", report.text());
        Cli result = Cli.run("compare", old.toString(), broken.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(broken + report.said()).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void pageHasEveryRunAndTheFirstAndTheLastDecide() throws IOException {
        Path first = file("first.json", server(PASS));
        Path between = file("between.json", server(FAIL));
        Path last = file("last.json", server(PASS));
        Path page = folder.resolve("runs.html");
        Cli result =
                Cli.run("compare", first.toString(), between.toString(), last.toString(), "--html", page.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("written to " + page);
        assertThat(Files.readString(page)).contains("first.json", "between.json", "last.json", "NO_EVENT");
    }

    @Test
    void runsInBetweenNeedAPage() throws IOException {
        String report = file("one.json", server(PASS)).toString();
        Cli result = Cli.run("compare", report, report, report);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("give --html FILE").hasLineCount(1);
    }

    @Test
    void runInBetweenOfAnotherSideIsUsageAndWritesNoPage() throws IOException {
        String report = file("one.json", server(PASS)).toString();
        String client = file("client.json", server(PASS).replace("\"server\"", "\"client\""))
                .toString();
        Path page = folder.resolve("runs.html");
        Cli result = Cli.run("compare", report, client, report, "--html", page.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("of a client");
        assertThat(page).doesNotExist();
    }

    @Test
    void pageThatCannotBeWrittenIsUsage() throws IOException {
        String report = file("one.json", server(PASS)).toString();
        Cli result = Cli.run("compare", report, report, "--html", folder.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--html " + folder + ": cannot be written");
    }

    @Test
    void passThatFailsIsWorseAndSaysHow() throws IOException {
        Cli result = compare(server(PASS), server(FAIL));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("worse", "  main.followed  pass → fail NO_EVENT  MUST", "      none\\u001b[2J came")
                .contains("got worse  1 worse, 0 better")
                .doesNotContain("warning", "\u001b");
    }

    @Test
    void failureThatPassesIsBetter() throws IOException {
        Cli result = compare(server(FAIL), server(PASS));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("better", "fail NO_EVENT → pass", "nothing that counts got worse  0 worse, 1 better");
    }

    @Test
    void whatIsNoLongerJudgedIsWorseOnlyWhereAllHasToBe() throws IOException {
        String untestable = server(row("main.followed", "UNTESTABLE", "MUST", ""));
        Path old = file("old.json", server(PASS));
        Path now = file("new.json", untestable);

        assertThat(Cli.run("compare", old.toString(), now.toString()).exitCode())
                .isZero();
        assertThat(Cli.run("compare", "--complete", old.toString(), now.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void whatOnlyTellsIsListedAsWorseAndNeverFails() throws IOException {
        Cli result = compare(server(PASS.replace("MUST", "INFO")), server(FAIL.replace("MUST", "INFO")));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("INFO, never fails", "1 worse");
    }

    @Test
    void runsThatDifferInMoreThanTimeAreWarnedOf() throws IOException {
        String other = server(PASS).replace("\"kit\":\"1\"", "\"kit\":\"2\"").replace("documented", "misskey-12");
        Cli result = compare(server(PASS), other.replace("wss://a", "wss://b"));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("warning: kit versions differ, 1 and 2", "warning: targets differ, wss://a and wss://b")
                .contains("warning: dialects differ, documented and misskey-12");
    }

    @Test
    void whatOnlyOneOfThemHasIsListed() throws IOException {
        Cli result = compare(server(PASS), server(PASS.replace("followed", "follow")));

        assertThat(result.out())
                .containsPattern("only in the new report .*\\R +main.follow +pass")
                .containsPattern("only in the old report .*\\R +main.followed +pass");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void clientsAreComparedByTheirScenarios() throws IOException {
        String report =
                "{\"kit\":\"1\",\"target\":\"c\",\"dialect\":\"documented\",\"role\":\"client\",\"scenarios\":[%s]}";
        String row = PASS.replace("\"id\":", "\"name\":");
        Cli result = compare(report.formatted(row), report.formatted(FAIL.replace("\"id\":", "\"name\":")));

        assertThat(result.exitCode()).isEqualTo(1);
        Cli mixed = compare(report.formatted(row), server(PASS));
        assertThat(mixed.exitCode()).isEqualTo(2);
        assertThat(mixed.err())
                .contains("old.json is the report of a client, ", "new.json of a server; compare two of one side");
    }

    @Test
    void reportsOfRunsAreReadFromTheirFolders() {
        Path out = folder.resolve("run");
        Cli.run("server", "--only", "connection.handshake", "--out", out.toString());
        Cli result = Cli.run("compare", out.toString(), out.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("0 worse", "1 as before");
    }

    private Cli compare(String old, String now) throws IOException {
        return Cli.run(
                "compare",
                file("old.json", old).toString(),
                file("new.json", now).toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String server(String... rows) {
        return "{\"kit\":\"1\",\"target\":\"wss://a\",\"dialect\":\"documented\",\"role\":\"server\",\"requirements\":["
                + String.join(",", rows) + "]}";
    }

    private static String row(String id, String outcome, String level, String more) {
        return "{\"id\":\"" + id + "\",\"outcome\":\"" + outcome + "\",\"level\":\"" + level + "\"" + more + "}";
    }
}
