package misskey.conformance.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Gate;
import misskey.protocol.Dialect;
import misskey.protocol.Level;
import misskey.protocol.Line;
import misskey.protocol.Requirements;
import misskey.protocol.Transcript;
import misskey.protocol.conversation.Finding;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.protocol.conversation.TranscriptJudge.Judgement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges recorded connections. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Judge recorded connections, offline: what either side did against the protocol.",
            "",
            "A file is a transcript: one JSON object a line, as --out writes it."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit check recording.jsonl",
            "  misskey-kit check --dialect documented report/transcripts/*.jsonl",
            "  misskey-kit check --dialect misskey-12@12.119.2 recording.jsonl",
            "",
            "Exits with 1 where a MUST was broken. What may have been on the way is listed as suspect and never counts."
        })
final class CheckVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Transcripts.")
    private List<Path> files = List.of();

    @Option(
            names = "--dialect",
            paramLabel = "ID",
            description =
                    "The dialect to judge by, with or without a release: misskey-12@12.119.2. Default: ${DEFAULT-VALUE}.")
    private String dialect = "documented";

    @Override
    public Integer call() throws CannotRun {
        Dialect chosen = Dialects.named(dialect);
        List<List<Line>> read = new ArrayList<>();
        for (Path file : files) {
            read.add(read(file));
        }
        int broken = 0;
        for (int i = 0; i < files.size(); i++) {
            broken += print(files.get(i), TranscriptJudge.judge(chosen, read.get(i)), chosen);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s%d files judged as %s; MUST broken %d times%n",
                files.size() > 1 ? System.lineSeparator() : "",
                files.size(),
                chosen.fullName(),
                broken);
        out.flush();
        return broken == 0 ? Gate.MET : Gate.NOT_MET;
    }

    private static List<Line> read(Path file) throws CannotRun {
        try {
            return Transcript.read(file);
        } catch (Transcript.Unreadable unreadable) {
            throw CannotRun.usage(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Prints what a file came to; returns how often a MUST was broken in it. */
    private int print(Path file, Judgement judgement, Dialect chosen) {
        PrintWriter out = spec.commandLine().getOut();
        Palette palette = Terminal.palette();
        String lines = judgement.lines().entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey().label())
                .collect(Collectors.joining(", "));
        out.println(palette.bold(file.toString()));
        out.printf(
                Locale.ROOT,
                "  %d connections, %d messages judged%s; lines: %s%n",
                judgement.connections(),
                judgement.messages(),
                judgement.unjudged() == 0 ? "" : ", " + judgement.unjudged() + " not (cut, or no UTF-8)",
                lines);
        int broken = 0;
        for (Finding finding : judgement.findings()) {
            Level level = Requirements.all()
                    .get(finding.requirement())
                    .in(chosen.name())
                    .level();
            boolean counts = finding.proven() && level == Level.MUST;
            broken += counts ? 1 : 0;
            String mark = finding.proven() ? level.name() : "suspect";
            out.printf(
                    Locale.ROOT,
                    "  %s %s %s  %s:%d (%s, by the %s)%n      %s%n",
                    counts ? palette.red(mark) : palette.yellow(mark),
                    finding.requirement(),
                    finding.code(),
                    file,
                    finding.line(),
                    Printable.of(finding.conn()),
                    finding.by().label(),
                    Printable.of(finding.message()));
        }
        String drift = judgement.drifts().seen().entrySet().stream()
                .map(one -> one.getKey().kind().label() + " " + one.getKey().name() + " ×"
                        + one.getValue().count())
                .collect(Collectors.joining(", "));
        if (!drift.isEmpty()) {
            out.println(palette.dim("  beyond the dialect: " + Printable.of(drift)));
        }
        return broken;
    }
}
