package misskey.conformance.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Baseline.Known;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.PastRun;
import misskey.protocol.Level;
import misskey.protocol.Requirements;

/**
 * What a run makes of a baseline. Pure.
 *
 * @param kept how many entries stay as they are
 * @param gone the requirements whose entries go
 * @param added new entries
 * @param remarks why entries went, for people
 * @param withoutReason how many entries, old and new, still have no reason
 */
record NextBaseline(int kept, Set<String> gone, List<Known> added, List<String> remarks, long withoutReason) {

    /** @param reason the reason of new entries */
    static NextBaseline of(PastRun run, Baseline before, String reason) throws CannotRun {
        Set<String> gone = new HashSet<>();
        List<Known> added = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (PastRun.Row row : run.rows()) {
            Optional<Known> entry = before.of(row.id());
            Optional<String> code = row.code();
            if (row.outcome() == Outcome.PASS && entry.isPresent()) {
                gone.add(row.id());
                remarks.add("gone: " + row.id() + " passes");
            } else if (code.isPresent() && row.level() != Level.INFO) {
                if (entry.isPresent() && !entry.get().code().equals(code.get())) {
                    gone.add(row.id());
                    remarks.add("new code: " + row.id() + " failed with "
                            + entry.get().code() + ", now with " + code.get() + "; the old reason was: "
                            + entry.get().reason());
                }
                if (entry.isEmpty() || gone.contains(row.id())) {
                    added.add(entry(row.id(), code.get(), reason));
                }
            }
        }
        List<Known> kept = before.entries().stream()
                .filter(entry -> !gone.contains(entry.requirement()))
                .toList();
        long withoutReason = kept.stream().filter(NextBaseline::isWithoutReason).count()
                + added.stream().filter(NextBaseline::isWithoutReason).count();
        return new NextBaseline(kept.size(), gone, List.copyOf(added), List.copyOf(remarks), withoutReason);
    }

    private static Known entry(String id, String code, String reason) throws CannotRun {
        if (Requirements.all().find(id).isEmpty()) {
            throw CannotRun.usage("the report has a requirement that this kit does not know, \"" + id
                    + "\"; write the baseline with the kit that wrote the report, or run again");
        }
        return new Known(id, code, reason, Optional.empty(), Optional.empty(), "");
    }

    private static boolean isWithoutReason(Known entry) {
        return entry.reason().equalsIgnoreCase(BaselineFile.NO_REASON_YET);
    }
}
