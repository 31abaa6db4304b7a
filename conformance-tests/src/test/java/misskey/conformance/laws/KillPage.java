package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import misskey.conformance.server.ServerSuite;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.mutant.OddServers;
import misskey.mock.session.Peer;
import misskey.protocol.Dialect;

/** {@code KILLED.md}: which broken server kills which requirement, in each dialect, and what none can kill. */
final class KillPage {
    private final Map<String, Map<String, List<Mutant>>> killers = new TreeMap<>();

    KillPage() {
        for (String name : Dialect.NAMES) {
            for (Mutant mutant : Mutants.all(Dialect.named(name))) {
                killers.computeIfAbsent(mutant.kills(), id -> new TreeMap<>())
                        .computeIfAbsent(name, dialect -> new ArrayList<>())
                        .add(mutant);
            }
        }
    }

    String text() {
        StringBuilder page = new StringBuilder("""
                # Who judges the judge

                Every requirement that the server suite judges is broken on purpose by at least one server that is wrong in exactly that one way,
                a *mutant*. `KillTest` runs them against the suite as a user would, and holds that the requirement fails (*kill*), under the code that
                the mutant declares (*reason*), and that nothing fails that it does not declare (*precision*): a sample in every build, all of them in
                `.ci/run --deep`. `misskey-kit mock --mutant ID` starts any of them.

                """);
        page.append("| | ")
                .append(String.join(" | ", Dialect.NAMES))
                .append(" |\n| --- |")
                .append(" ---: |".repeat(Dialect.NAMES.size()));
        numbers(
                page,
                "requirements that bind a server",
                dialect -> scope(dialect).size());
        numbers(
                page,
                "with a case",
                dialect -> ServerSuite.requirements(dialect).size());
        numbers(page, "killed", this::killed);
        numbers(
                page,
                "unkillable, with the reason below",
                dialect -> Mutants.unkillable(dialect).size());
        numbers(page, "mutants", dialect -> Mutants.all(dialect).size());
        page.append("\n\nServers that are odd and correct, which must never be flagged: ")
                .append(OddServers.all(Dialect.named("misskey-2025")).size())
                .append(
                        " (`BenignTest`). Peers that do nothing, which must pass nothing but what they did by opening the stream: ")
                .append(Peer.values().length)
                .append(" (`NothingTest`).\n\n## What no mutant kills\n\n");
        Dialect.NAMES.forEach(name -> Mutants.unkillable(Dialect.named(name)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(row -> page.append("- `")
                        .append(row.getKey())
                        .append("` in ")
                        .append(name)
                        .append(": ")
                        .append(row.getValue())
                        .append('\n')));
        page.append("\n## What each requirement dies of\n");
        killers.forEach((requirement, byDialect) -> requirement(page, requirement, byDialect));
        return page.toString();
    }

    private interface Count {
        int of(Dialect dialect);
    }

    private static void numbers(StringBuilder page, String what, Count count) {
        page.append("\n| ").append(what);
        Dialect.NAMES.forEach(
                name -> page.append(" | ").append(String.format(Locale.ROOT, "%d", count.of(Dialect.named(name)))));
        page.append(" |");
    }

    private static Set<String> scope(Dialect dialect) {
        return Set.copyOf(ServerSuite.scope(dialect));
    }

    /** Those with a case and a mutant. */
    private int killed(Dialect dialect) {
        Set<String> cases = ServerSuite.requirements(dialect);
        return (int) killers.entrySet().stream()
                .filter(row -> cases.contains(row.getKey()) && row.getValue().containsKey(dialect.name()))
                .count();
    }

    private static void requirement(StringBuilder page, String id, Map<String, List<Mutant>> byDialect) {
        page.append("\n**").append(id).append("**\n\n");
        Map<String, String> dialects = new TreeMap<>();
        Map<String, Mutant> mutants = new TreeMap<>();
        byDialect.forEach((dialect, all) -> all.forEach(mutant -> {
            mutants.putIfAbsent(mutant.id(), mutant);
            dialects.merge(mutant.id(), dialect, (one, other) -> one + ", " + other);
        }));
        mutants.forEach((name, mutant) -> page.append("- `")
                .append(name)
                .append("` ")
                .append(mutant.description())
                .append(" (`")
                .append(mutant.code())
                .append("`; ")
                .append(dialects.get(name))
                .append(")\n"));
    }
}
