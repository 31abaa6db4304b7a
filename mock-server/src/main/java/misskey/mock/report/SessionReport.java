package misskey.mock.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.play.ScenarioRun;
import misskey.mock.session.Session;
import misskey.mock.stream.Journal;
import misskey.protocol.Direction;
import misskey.protocol.Drift;
import misskey.protocol.Level;
import misskey.protocol.Line;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;

/**
 * The verdict on the clients of a session, and what it rests on. Without tokens: whoever writes it down need not look
 * for them.
 *
 * @param session the session's id
 * @param verdict FAIL where a check fails; else what the scenario came to, or, without one, the conversation
 * @param scenario how it stands; empty for a live server
 * @param checks what was looked at: the scenario, each requirement that was broken, and the conversation as a whole
 * @param unlisted how many findings there were besides
 * @param drift what clients sent that the dialect does not know
 * @param earlier how many lines there are before those of the journal that are given
 * @param oldestGone whether the journal was too long to be kept whole
 */
public record SessionReport(
        String session,
        String dialect,
        String clock,
        Outcome verdict,
        Optional<Scenario> scenario,
        List<Check> checks,
        List<Found> findings,
        int unlisted,
        Map<Drift, Drifts.Seen> drift,
        List<Line> journal,
        int earlier,
        boolean oldestGone) {
    private static final String CONVERSATION = "conversation";

    /**
     * A scenario that is played.
     *
     * @param state waiting, playing, passed, broken or untestable
     * @param step where the step stands that it is at, or ended at
     */
    public record Scenario(String title, String state, String step) {}

    /**
     * Says how a session stands now.
     *
     * @param last how many lines of the journal it has at most
     */
    public static SessionReport of(String id, Session session, Optional<ScenarioRun> run, int last) {
        Journal journal = session.journal();
        List<Finding> findings = journal.findings();
        List<Line> lines = journal.transcript().lines();
        List<Found> found = findings.stream()
                .map(finding -> new Found(
                        finding, level(finding.requirement(), session.dialect().name())))
                .toList();
        List<Check> checks = new ArrayList<>();
        run.ifPresent(played -> checks.add(scenario(played, journal)));
        List<Check> broken = broken(found);
        checks.addAll(broken);
        boolean clean = broken.stream().noneMatch(check -> check.outcome() == Outcome.FAIL);
        if (clean) {
            checks.add(conversation(lines));
        }
        int earlier = Math.max(0, lines.size() - last);
        return new SessionReport(
                id,
                session.dialect().fullName(),
                session.settings().time().label(),
                clean ? checks.get(run.isPresent() ? 0 : checks.size() - 1).outcome() : Outcome.FAIL,
                run.map(played -> new Scenario(
                        journal.redacted(played.scenario().title()),
                        played.standing().state().label(),
                        played.standing().step())),
                List.copyOf(checks),
                found,
                journal.unlisted(),
                ofClients(journal.drifts()),
                lines.subList(earlier, lines.size()),
                earlier,
                journal.isFull());
    }

    /** What a requirement weighs in a dialect; one that the catalogue does not have weighs nothing. */
    private static Level level(String requirement, String dialect) {
        return Requirements.all()
                .find(requirement)
                .map(row -> row.in(dialect))
                .map(Requirement.InDialect::level)
                .orElse(Level.INFO);
    }

    private static Check scenario(ScenarioRun run, Journal journal) {
        ScenarioRun.Standing standing = run.standing();
        Outcome outcome = switch (standing.state()) {
            case PASSED -> Outcome.PASS;
            case BROKEN -> Outcome.FAIL;
            case WAITING, PLAYING, UNTESTABLE -> Outcome.UNTESTABLE;
        };
        String message = switch (standing.state()) {
            case WAITING -> "it waits for a client, at " + standing.step();
            case PLAYING -> "it has not ended: it is at " + standing.step();
            case PASSED, BROKEN, UNTESTABLE -> standing.message();
        };
        return new Check(
                "scenario",
                outcome,
                outcome == Outcome.FAIL ? "SCENARIO_BROKEN" : "",
                journal.redacted(message),
                standing.details(),
                standing.lines());
    }

    /** One check for each requirement and way of breaking it, in the order they were found. */
    private static List<Check> broken(List<Found> all) {
        Map<String, List<Found>> groups = new LinkedHashMap<>();
        all.forEach(found -> groups.computeIfAbsent(
                        found.finding().requirement() + " " + found.finding().code(), key -> new ArrayList<>())
                .add(found));
        return groups.values().stream().map(SessionReport::brokenRequirement).toList();
    }

    private static Check brokenRequirement(List<Found> group) {
        Found first = group.stream().filter(Found::fails).findFirst().orElse(group.get(0));
        String why = first.fails() ? "" : first.finding().proven() ? " (" + first.level() + ")" : " (not proven)";
        return new Check(
                first.finding().requirement(),
                first.fails() ? Outcome.FAIL : Outcome.NOTED,
                first.finding().code(),
                first.finding().message() + why,
                group.stream()
                        .map(Found::finding)
                        .map(each -> each.conn() + ", line " + each.line() + ": " + each.message())
                        .toList(),
                group.stream().map(each -> each.finding().line()).toList());
    }

    /** That nothing was found is worth something only where there was something to look at. */
    private static Check conversation(List<Line> lines) {
        List<Integer> sent = lines.stream()
                .filter(line -> line.op() == Line.Op.TEXT && line.from() == Direction.CLIENT)
                .map(Line::n)
                .toList();
        if (sent.isEmpty()) {
            return new Check(CONVERSATION, Outcome.UNTESTABLE, "", "no client has sent a message", List.of(), sent);
        }
        List<Integer> firstAndLast =
                Stream.of(sent.get(0), sent.get(sent.size() - 1)).distinct().toList();
        return new Check(CONVERSATION, Outcome.PASS, "", "", List.of(), firstAndLast);
    }

    private static Map<Drift, Drifts.Seen> ofClients(Drifts drifts) {
        Map<Drift, Drifts.Seen> theirs = new LinkedHashMap<>();
        drifts.seen().forEach((drift, seen) -> {
            if (drift.by() == Direction.CLIENT) {
                theirs.put(drift, seen);
            }
        });
        return theirs;
    }
}
