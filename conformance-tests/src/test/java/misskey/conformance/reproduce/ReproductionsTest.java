package misskey.conformance.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Course;
import misskey.conformance.verdict.Expectation;
import misskey.conformance.verdict.Expectation.Kind;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Lint;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is made of a failure, from the transcript of its case and what the case expected. */
class ReproductionsTest {
    private static final String ID = "timeline.home-note";

    private final List<Line> lines = new ArrayList<>();

    @Test
    void caseIsToldByNamesWithoutTheKitsOwnFrames() {
        opened("alice", "/streaming?i=<alice>");
        sent("{'type':'connect','body':{'channel':'homeTimeline','id':'id-1'}}");
        sent("{'type':'connect','body':{'channel':'localTimeline','id':'fence-1','pong':true}}");
        called("bob", "i", "{}", "{'id':'u2','username':'bob_example'}");
        called("alice", "notes/create", "{'text':'hello @bob_example'}", "{'createdNote':{'id':'n7'}}");
        Reproduction made = made(awaited("{'type':'channel','body':{'id':'id-1','body':{'id':'n7','userId':'u2'}}}"));

        assertThat(made.text().orElse(made.why()))
                .contains("# " + ID + " failed: NO_EVENT")
                .contains("covers: [" + ID + "]", "world: {users: [alice, bob]}", "  - open: {as: alice}")
                .contains("text: \"hello @${bob.username}\"", "bind: {post1: createdNote}")
                .contains("body: {id: \"${post1.id}\", userId: \"${bob.id}\"}")
                .doesNotContain("fence-", "n7", "u2", "bob_example");
        assertThat(made.accounts()).containsExactly("alice", "bob");
        lints(made);
    }

    @Test
    void whatIsForbiddenStandsBeforeWhatCameAfterIt() {
        opened("alice", "/streaming?i=<alice>");
        sent("{'type':'disconnect','body':{'id':'id-1'}}");
        JsonNode pattern = json("{'type':'channel','body':{'id':{'$lit':'id-1'}}}");
        Reproduction made = made(new Expectation("alice", Kind.FORBIDDEN, 1, pattern, 3, 9, true));

        assertThat(made.text().orElse(made.why()))
                .containsSubsequence(
                        "  - client: {type: disconnect, body: {id: id-1}}",
                        "  - never: {server: {type: channel, body: {id: id-1}}}",
                        "    until:",
                        "      - client: {type: connect,",
                        "      - server: {type: connected, body: {id: control}}");
        lints(made);
    }

    @Test
    void whatAPeerOrACaseWroteMeansItselfAndEndsNoComment() {
        opened("alice", "/streaming?i=<alice>");
        sent("{'type':'subNote','body':{'id':'${alice.id}: #\\u2028steps'}}");
        sent("not json: {$lit: \\u001b}");
        Reproduction made = made(awaited("{'type':'noteUpdated'}"));

        assertThat(made.text().orElse(made.why()))
                .contains("id: {$lit: \"${alice.id}: #", "$text: \"not json: {$lit: \\u001B}\"")
                .contains("# Seen at a server steps: [] , judged as documented")
                .doesNotContain("\u001b");
        lints(made);
    }

    @Test
    void handshakeThatScenariosHaveNoWordsForIsSaidSo() {
        opened("alice", "/other?i=<alice>");

        assertThat(made(awaited("{'type':'channel'}")).file()).isEmpty();
        assertThat(made(awaited("{'type':'channel'}")).why()).contains("no words for a handshake");
    }

    @Test
    void tokenThatIsNoAccountsIsNotWrittenAndNotOpenedWith() {
        opened("alice", "/streaming?i=<application>");

        assertThat(made(awaited("{'type':'channel'}")).why()).contains("no account of a scenario");
    }

    @Test
    void whatTheCaseDidNotSayIsNotMadeUp() {
        opened("alice", "/streaming?i=<alice>");

        assertThat(made().why()).isEqualTo("its case looks at something that scenarios have no words for");
    }

    @Test
    void handshakeThatTheCaseWentOnWithoutIsNotAskedToBeRefused() {
        line("anonymous", Line.Op.OPEN, json("{'url':'/streaming'}"));
        line("anonymous", Line.Op.REFUSED, json("{'status':404}"));
        line("alice", Line.Op.OPEN, json("{'url':'/streaming?i=<alice>','as':'alice'}"));
        line("alice", Line.Op.REFUSED, json("{'status':404}"));
        Reproduction made = made(ID, Verdict.fail("HANDSHAKE_REFUSED", "404", List.of(lines.size())), List.of());

        assertThat(made.text().orElse(made.why()))
                .contains("steps:\n  - open: {as: alice}\n  - client: {type: connect,")
                .doesNotContain("refused:");
        lints(made);
    }

    @Test
    void tokenThatIsNoAccountsHasToBeRefusedWhateverElseFails() {
        line("stranger", Line.Op.OPEN, json("{'url':'/streaming?i=<wrong>','as':'stranger'}"));
        line("stranger", Line.Op.REFUSED, json("{'status':401}"));
        opened("alice", "/streaming?i=<alice>");
        Reproduction made = made(awaited("{'type':'channel'}"));

        assertThat(made.text().orElse(made.why()))
                .contains("steps:\n  - refused: {token: no-such-token}\n  - open: {as: alice}\n");
        lints(made);
    }

    @Test
    void pongThatTheCaseMissedIsAwaitedBehindItsPing() {
        opened("alice", "/streaming?i=<alice>");
        pinged("ppp");

        assertThat(made(awaited("{'$pong':'ppp'}")).text().orElse(""))
                .endsWith("steps:\n  - open: {as: alice}\n  - client: {$ping: ppp}\n  - server: {$pong: ppp}\n");
    }

    @Test
    void pongThatOnlyTheJudgeMissedIsAwaitedAsHisPatienceIsLonger() {
        opened("alice", "/streaming?i=<alice>");
        pinged("ppp");

        assertThat(madeOfUnansweredPing().text().orElse(""))
                .endsWith("steps:\n  - open: {as: alice}\n  - client: {$ping: ppp}\n  - server: {$pong: ppp}\n");
    }

    @Test
    void pingOfTheKitIsSentAsOneOfTheScenario() {
        opened("alice", "/streaming?i=<alice>");
        sent("{'type':'connect','body':{'channel':'localTimeline','id':'fence-1','pong':true}}");
        pinged("fence-1");

        assertThat(madeOfUnansweredPing().text().orElse(""))
                .endsWith("  - client: {$ping: control}\n  - server: {$pong: control}\n");
    }

    private void opened(String account, String url) {
        line(account, Line.Op.OPEN, json("{'url':'" + url + "','as':'" + account + "'}"));
        line(account, Line.Op.OPENED, json("{'status':101,'headers':{}}"));
    }

    private void sent(String text) {
        String written = text.startsWith("{") ? Json.write(json(text)) : text.replace("\\u001b", "\u001b");
        line("alice", Line.Op.TEXT, Json.object().put("from", "client").put("text", written));
    }

    private void pinged(String payload) {
        line("alice", Line.Op.PING, Json.object().put("from", "client").put("data", payload));
    }

    private Reproduction madeOfUnansweredPing() {
        Finding finding = new Finding(
                "liveness.ping-answered",
                "PING_UNANSWERED",
                Direction.SERVER,
                Finding.Certainty.PROVEN,
                "alice",
                lines.size(),
                "no pong");
        return made(finding.requirement(), Verdict.pass(List.of(1)), List.of(finding));
    }

    private void called(String account, String endpoint, String data, String response) {
        ObjectNode members =
                Json.object().put("endpoint", endpoint).put("status", 200).put("began", 0);
        members.set("data", json(data));
        members.set("response", json(response));
        line(account, Line.Op.CALL, members);
    }

    private void line(String conn, Line.Op op, ObjectNode members) {
        lines.add(new Line(lines.size() + 1, lines.size(), conn, op, members));
    }

    private Expectation awaited(String pattern) {
        return new Expectation("alice", Kind.AWAITED, 1, json(pattern), lines.size(), 0, true);
    }

    private Reproduction made(Expectation... expectations) {
        return made(ID, Verdict.fail("NO_EVENT", "none came", List.of(lines.size())), List.of(), expectations);
    }

    /** @param requirement whose reproduction is wanted; the case is about {@link #ID} */
    private Reproduction made(
            String requirement, Verdict verdict, List<Finding> findings, Expectation... expectations) {
        CaseResult one = new CaseResult(
                ID,
                "the title: of it",
                verdict,
                List.of(),
                List.of(),
                findings,
                Drifts.none(),
                lines,
                1,
                new Course(Optional.empty(), List.of(expectations), Optional.empty()));
        RunResult run = new RunResult(
                new Conditions("a server\nsteps: []\n", "documented", Optional.empty(), 1, Policy.defaults()),
                Direction.SERVER,
                List.of(one),
                1);
        return Reproductions.of(run, "1.0").of(requirement).orElseThrow();
    }

    private static void lints(Reproduction made) {
        assertThat(Lint.check("made.yaml", made.text().orElse(""), Set.of("notes/create")))
                .isEmpty();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }
}
