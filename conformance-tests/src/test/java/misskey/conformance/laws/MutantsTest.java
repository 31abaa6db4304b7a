package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite is tested by breaking servers: each dies of what it declares. */
class MutantsTest {
    private static final Dialect DOCUMENTED = Dialect.named("documented");

    /** What they break has no case of its own: it shows in the conversations of the others. */
    private static final Set<String> SEEN_BY_CONVERSATIONS = Set.of("confirms-twice", "confirms-unasked");
    /** Their cases look for something else; scenarios see them. */
    private static final Set<String> SEEN_IN_SCENARIOS =
            Set.of("needs-no-id", "opens-another-channel", "answers-unknown-messages");

    static List<Mutant> mutants() {
        Set<String> cases = Set.copyOf(ServerSuite.requirements());
        return Mutants.all(DOCUMENTED).stream()
                .filter(mutant -> cases.contains(mutant.kills()) || SEEN_BY_CONVERSATIONS.contains(mutant.id()))
                .filter(mutant -> !SEEN_IN_SCENARIOS.contains(mutant.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantDiesOfWhatItDeclares(Mutant mutant) {
        // A requirement without a case of its own is judged by the conversations of all the others.
        boolean ownCase = ServerSuite.requirements(DOCUMENTED).contains(mutant.kills());
        RunResult run = run(
                SessionSettings.defaults().withMutation(mutant.mutation()),
                ownCase ? mutant.kills() : "",
                Patience.embedded());

        RequirementResult result = run.requirements().stream()
                .filter(one -> one.requirement().id().equals(mutant.kills()))
                .findFirst()
                .orElseThrow();
        assertThat(result.outcome()).as(result.verdict().message()).isEqualTo(Outcome.FAIL);
        assertThat(codes(result)).contains(mutant.code());
    }

    private static List<String> codes(RequirementResult result) {
        List<String> codes = result.seenBroken().stream()
                .map(seen -> seen.substring(0, seen.indexOf(' ')))
                .collect(Collectors.toList());
        result.verdict().code().ifPresent(codes::add);
        return codes;
    }

    @Test
    void everyAreaHasAMutant() {
        assertThat(mutants().stream().map(mutant -> mutant.kills().replaceAll("\\..*", "")))
                .contains("connection", "channel", "api", "note", "main", "timeline");
        assertThat(mutants().stream().map(Mutant::id)).doesNotHaveDuplicates();
    }

    private static RunResult run(SessionSettings settings, String only, Patience patience) {
        try (EmbeddedTarget target = new EmbeddedTarget(settings, patience)) {
            return ServerSuite.run(
                    target, Policy.defaults(), id -> only.isEmpty() || only.equals(id), 16, result -> {});
        }
    }
}
