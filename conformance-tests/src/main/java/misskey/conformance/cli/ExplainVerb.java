package misskey.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import misskey.conformance.server.ServerSuite;
import misskey.protocol.DidYouMean;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.scenario.Expanded;
import misskey.scenario.Explainer;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a requirement or a scenario. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explain a requirement by its id, or a scenario file in plain words. What is not a file is an id.",
            "With --expand a scenario file is shown with its short steps written out as frames.",
            "",
            "Of a requirement it shows what is required and where that is from, how a judge decides, what",
            "holds in each dialect, and two exchanges: one where it holds and one where it is broken.",
            "",
            "  client >   a frame of the client",
            "  server <   a frame of the server",
            "         *   anything else: a call over HTTP, a handshake, a ping, a close",
            "         …   in a frame: the other members that a note or a user has"
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit explain note.unsub-stops-events",
            "  misskey-kit explain scenarios/documented/followed.yaml",
            "  misskey-kit explain --expand bug.yaml"
        })
final class ExplainVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID|FILE", description = "A requirement, or a scenario file.")
    private String subject = "";

    @Option(names = "--expand", description = "Write a scenario file's short steps out as frames.")
    private boolean expand;

    @Override
    public Integer call() throws CannotRun {
        PrintWriter out = spec.commandLine().getOut();
        if (Files.exists(Path.of(subject))) {
            explainFile(out);
        } else if (expand) {
            throw CannotRun.usage("--expand is for scenario files, and there is no file \"" + subject + "\"");
        } else {
            explainRequirement(out);
        }
        out.flush();
        return 0;
    }

    private void explainFile(PrintWriter out) throws CannotRun {
        try {
            Scenario scenario = ScenarioReader.read(Path.of(subject));
            (expand ? Expanded.of(scenario) : Explainer.explain(scenario)).forEach(out::println);
        } catch (ScenarioError broken) {
            throw CannotRun.usage(String.valueOf(broken.getMessage()));
        }
    }

    private void explainRequirement(PrintWriter out) throws CannotRun {
        Optional<Requirement> found = Requirements.all().find(subject);
        if (found.isEmpty()) {
            List<String> ids =
                    Requirements.all().list().stream().map(Requirement::id).toList();
            throw CannotRun.usage(
                    "there is no requirement \"" + subject + "\", and no such file" + DidYouMean.suffix(subject, ids));
        }
        boolean tested = ServerSuite.requirements().contains(subject);
        new RequirementPage(out, Terminal.palette()).print(found.get(), tested);
    }
}
