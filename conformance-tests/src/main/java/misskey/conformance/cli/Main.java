package misskey.conformance.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Gate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code misskey-kit VERB}. */
@Command(
        name = "misskey-kit",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "The conformance kit and mock server for the Misskey Streaming API.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Exit codes: 0 the gate is met; 1 it is not; 2 the command line or a file is wrong;",
            "3 nothing was measured; 4 the kit itself is at fault.",
            "",
            "Begin with:  misskey-kit server          the suite against the built-in mock",
            "             misskey-kit client          the scenarios played to the kit's own client",
            "             misskey-kit help server     what else it can judge, and help client"
        })
public final class Main {
    /** The verbs, in the order in which help names them. */
    private static final List<Class<?>> VERBS = List.of(
            ServerVerb.class,
            ClientVerb.class,
            MockVerb.class,
            PlayVerb.class,
            BaselineVerb.class,
            CompareVerb.class,
            CheckVerb.class,
            ListVerb.class,
            ExplainVerb.class,
            LintVerb.class,
            CommandLine.HelpCommand.class);

    /** Libraries that tell of each start and stop. Held here, because a logger nobody holds forgets its level. */
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("org.xnio"), Logger.getLogger("io.undertow"), Logger.getLogger("org.jboss"));

    private Main() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String[] args) {
        int exitCode = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
        System.exit(exitCode);
    }

    /** Runs a verb; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
        CommandLine commands = commands(args)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler(Main::failed);
        return args.length == 0 ? help(commands) : commands.execute(args);
    }

    /** With the verb that comes first, where one does: the others are not asked for, and making all of them takes longer than most verbs. */
    private static CommandLine commands(String... args) {
        CommandLine commands = new CommandLine(new Main());
        List<Class<?>> first = VERBS.stream()
                .filter(verb -> args.length > 0
                        && verb.getAnnotation(Command.class).name().equals(args[0])
                        && verb != CommandLine.HelpCommand.class)
                .toList();
        (first.isEmpty() ? VERBS : first).forEach(commands::addSubcommand);
        return commands;
    }

    private static int help(CommandLine commands) {
        commands.usage(commands.getErr());
        return Gate.USAGE;
    }

    private static int usage(ParameterException wrong, @Nullable String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("misskey-kit: " + Printable.of(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return Gate.USAGE;
    }

    private static int failed(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (thrown instanceof CannotRun cannot) {
            command.getErr().println("misskey-kit: " + Printable.of(String.valueOf(cannot.getMessage())));
            return cannot.exitCode();
        }
        command.getErr().println("misskey-kit: the kit itself is at fault; please report this:");
        thrown.printStackTrace(command.getErr());
        return Gate.KIT_FAULT;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"misskey-kit " + number()};
        }

        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(unpackaged)" : version;
        }
    }
}
