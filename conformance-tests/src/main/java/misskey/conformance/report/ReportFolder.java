package misskey.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.ScenarioResult;
import misskey.protocol.Json;
import misskey.protocol.Transcript;

/**
 * The files of a run: {@code report.json}, {@code index.html}, {@code junit.xml}, {@code summary.md}, a transcript for each
 * case, and for each failure of a server a scenario that shows it again.
 */
public final class ReportFolder {
    private ReportFolder() {}

    /** Writes everything into a folder, which is made where it is missing; files of the same names are replaced. */
    public static void write(RunResult run, Path folder, String version) throws IOException {
        write(run, Reproductions.of(run, version), folder, version);
    }

    /** As {@link #write(RunResult, Path, String)}, with scenarios that are made already. */
    public static void write(RunResult run, Reproductions reproductions, Path folder, String version)
            throws IOException {
        Path transcripts = Files.createDirectories(folder.resolve("transcripts"));
        Instant now = Instant.now();
        Files.write(folder.resolve("report.json"), JsonReport.write(run, reproductions, version, now));
        Files.write(folder.resolve("index.html"), RunPage.write(run, reproductions, version, now));
        Files.writeString(folder.resolve("junit.xml"), JunitReport.write(run));
        Files.writeString(folder.resolve("summary.md"), SummaryReport.write(run, reproductions));
        reproductions.write(folder);
        for (CaseResult one : run.cases()) {
            Transcript.write(one.transcript(), transcripts.resolve(one.transcriptName()));
        }
    }

    /** The same of a client's run, and beside it what went between the kit and each adapter. */
    public static void write(ClientRun run, Path folder, String version) throws IOException {
        Path transcripts = Files.createDirectories(folder.resolve("transcripts"));
        Path adapters = Files.createDirectories(folder.resolve("adapters"));
        Files.write(folder.resolve("report.json"), ClientReport.write(run, version, Instant.now()));
        Files.writeString(folder.resolve("junit.xml"), JunitReport.write(run));
        for (ScenarioResult one : run.scenarios()) {
            Transcript.write(one.transcript(), transcripts.resolve(one.transcriptName()));
            for (int i = 0; i < one.adapters().size(); i++) {
                Files.write(
                        adapters.resolve(one.fileName() + "." + (i + 1) + ".jsonl"),
                        one.adapters().get(i).log().stream().map(Json::write).toList());
            }
        }
    }
}
