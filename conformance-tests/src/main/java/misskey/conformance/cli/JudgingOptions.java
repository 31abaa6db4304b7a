package misskey.conformance.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is judged, how strictly, and where the reports go: the same for every verb that judges. */
final class JudgingOptions {
    private static final int MOST_JOBS = 64;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            split = ",",
            description = "Judge only what is called so: main.followed, 'main.*'. May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "GLOB",
            split = ",",
            description = "Leave out what is called so, whatever --only says.")
    private List<String> skip = List.of();

    @Option(
            names = "--gate",
            paramLabel = "LEVEL",
            description = "Which failures turn the run red: must, or should too. Default: must.")
    private Level gate = Level.MUST;

    @Option(names = "--complete", description = "Refuse a run in which something could not be judged.")
    private boolean complete;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "How many are judged at a time; at a URL always one. Default: as suits the machine.")
    private @Nullable Integer jobs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What ids and values are made from that nothing else says. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the reports and a transcript of each case there.")
    private @Nullable Path out;

    /** Refuses what cannot be, before anything runs. */
    void check() throws CannotRun {
        if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
            throw CannotRun.usage("--jobs is a number from 1 to " + MOST_JOBS + "; found " + jobs);
        }
        if (gate == Level.INFO) {
            throw CannotRun.usage("--gate is must or should; what is only INFO never turns a run red");
        }
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw CannotRun.usage("--out " + out + ": is a file; expected a folder, or a name for a new one");
        }
    }

    Selection selection() {
        return new Selection(only, skip);
    }

    Policy policy() {
        return new Policy(gate, complete);
    }

    long seed() {
        return seed;
    }

    /** How many at a time; empty where the command line does not say. */
    Optional<Integer> jobs() {
        return Optional.ofNullable(jobs);
    }

    /** The folder for reports. */
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }
}
