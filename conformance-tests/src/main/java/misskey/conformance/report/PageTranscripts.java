package misskey.conformance.report;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The transcripts of a run as a page holds them, by requirement: {@code {lines: […]}}, or {@code {because}} where there is no
 * room. Lines are as in the file, shortened; {@code {left: 12}} stands for lines that were left out, and {@code cutHere}
 * says how long a shortened member is.
 */
final class PageTranscripts {
    private static final int MOST_LINES = 200;
    private static final int AROUND = 12;
    private static final int LONGEST_MEMBER = 4_000;
    private static final int ALL_TOGETHER = 24_000_000;

    private final ObjectNode written = Json.object();
    private final Map<String, Set<Integer>> shown = new HashMap<>();
    private int room = ALL_TOGETHER;

    private PageTranscripts() {}

    /** Those of what is broken come first, so that they are there whatever the rest takes. */
    static ObjectNode of(RunResult run) {
        PageTranscripts transcripts = new PageTranscripts();
        Set<String> broken = new HashSet<>();
        for (RequirementResult result : run.requirements()) {
            String id = result.requirement().id();
            transcripts.shown.put(id, Set.copyOf(result.verdict().evidence()));
            if (result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR) {
                broken.add(id);
            }
        }
        run.cases().stream().filter(one -> broken.contains(one.requirement())).forEach(transcripts::add);
        run.cases().stream().filter(one -> !broken.contains(one.requirement())).forEach(transcripts::add);
        return transcripts.written;
    }

    private void add(CaseResult one) {
        ObjectNode told = written.putObject(one.requirement());
        ArrayNode lines = lines(one.transcript(), shown.getOrDefault(one.requirement(), Set.of()));
        int size = Json.write(lines).length();
        if (size > room) {
            told.put(
                    "because",
                    "There was no room for it on this page; all of it is in transcripts/" + one.transcriptName() + ".");
            return;
        }
        room -= size;
        told.set("lines", lines);
    }

    private static ArrayNode lines(List<Line> all, Set<Integer> evidence) {
        BitSet kept = kept(all, evidence);
        ArrayNode lines = Json.array();
        int next = 0;
        for (int at = kept.nextSetBit(0); at >= 0; at = kept.nextSetBit(at + 1)) {
            if (at > next) {
                lines.addObject().put("left", at - next);
            }
            lines.add(line(all.get(at)));
            next = at + 1;
        }
        if (next < all.size()) {
            lines.addObject().put("left", all.size() - next);
        }
        return lines;
    }

    /** The evidence and what is around it, then the beginning and the end in turn, as far as there is room. */
    private static BitSet kept(List<Line> all, Set<Integer> evidence) {
        BitSet kept = new BitSet();
        for (int distance = 0; distance <= AROUND; distance++) {
            for (int at = 0; at < all.size() && kept.cardinality() < MOST_LINES; at++) {
                if (evidence.contains(all.get(at).n())) {
                    kept.set(Math.max(0, at - distance));
                    kept.set(Math.min(all.size() - 1, at + distance));
                }
            }
        }
        for (int at = 0; at < all.size() && kept.cardinality() < MOST_LINES; at++) {
            kept.set(at % 2 == 0 ? at / 2 : all.size() - 1 - at / 2);
        }
        return kept;
    }

    private static ObjectNode line(Line line) {
        ObjectNode json = Json.object()
                .put("n", line.n())
                .put("t", line.t())
                .put("conn", Json.excerpt(line.conn(), 100))
                .put("op", line.op().label());
        ObjectNode cuts = Json.object();
        line.members().forEachEntry((name, value) -> json.set(name, shortened(name, value, cuts)));
        if (!cuts.isEmpty()) {
            json.set("cutHere", cuts);
        }
        return json;
    }

    private static JsonNode shortened(String name, JsonNode value, ObjectNode cuts) {
        boolean mayBeLong = value.isString() || value.isContainer();
        String text = mayBeLong ? Json.text(value) : "";
        if (text.length() <= LONGEST_MEMBER) {
            return value;
        }
        cuts.put(name, text.length());
        return Json.object().stringNode(Json.excerpt(text, LONGEST_MEMBER));
    }
}
