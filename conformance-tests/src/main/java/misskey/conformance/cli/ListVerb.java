package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import misskey.conformance.report.Palette;
import misskey.conformance.server.ServerSuite;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List every requirement: its id, level, whom it binds, and whether a case judges it.",
            "",
            "  tested     the server suite has a case for it",
            "  no case    not yet",
            "  excluded   cannot be tested on the wire; explain says why"
        },
        footer = {"", "Examples:", "  misskey-kit list", "  misskey-kit explain note.unsub-stops-events"})
final class ListVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Palette palette = Terminal.palette();
        Set<String> tested = new HashSet<>(ServerSuite.requirements());
        String area = "";
        int excluded = 0;
        for (Requirement requirement : Requirements.all().list()) {
            if (!requirement.area().equals(area)) {
                area = requirement.area();
                out.println(palette.bold(area));
            }
            excluded += requirement.testable() ? 0 : 1;
            String state =
                    !requirement.testable() ? "excluded" : tested.contains(requirement.id()) ? "tested" : "no case";
            out.printf(
                    Locale.ROOT,
                    "  %-42s %-6s %-6s %-9s %s%n",
                    requirement.id(),
                    requirement.level(),
                    requirement.binds().name().toLowerCase(Locale.ROOT),
                    state,
                    palette.dim(requirement.statement()));
        }
        int all = Requirements.all().list().size();
        out.printf(
                Locale.ROOT,
                "%d requirements: %d tested by the server suite, %d without a case, %d excluded%n",
                all,
                tested.size(),
                all - tested.size() - excluded,
                excluded);
        out.flush();
        return 0;
    }
}
