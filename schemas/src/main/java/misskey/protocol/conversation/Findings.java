package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.protocol.Direction;
import misskey.protocol.Drift;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding.Certainty;

/** Collects what the rules find on one connection: a finding counts once for each requirement, code and side. */
final class Findings {
    private static final int MOST_DRIFT = 1_000;

    private final List<Finding> fresh = new ArrayList<>();
    private final Set<String> counted = new HashSet<>();
    private boolean allIsKnown = true;
    private final Map<Drift, Drifts.Seen> drift = new LinkedHashMap<>();

    void proven(String requirement, String code, Direction by, Line line, String message) {
        add(requirement, code, by, Certainty.PROVEN, line, message);
    }

    /** The server tells what nothing on the connection asked for; only suspected where a frame of the client is not known. */
    void unasked(String requirement, String code, Direction by, Line line, String message) {
        add(requirement, code, by, allIsKnown ? Certainty.PROVEN : Certainty.SUSPECT, line, message);
    }

    /** A frame of the client was not read: only a part of it was kept. */
    void frameIsUnknown() {
        allIsKnown = false;
    }

    void suspect(String requirement, String code, Direction by, Line line, String message) {
        add(requirement, code, by, Certainty.SUSPECT, line, message);
    }

    private void add(String requirement, String code, Direction by, Certainty certainty, Line line, String message) {
        if (counted.add(requirement + " " + code + " " + by + " " + certainty)) {
            fresh.add(new Finding(requirement, code, by, certainty, line.conn(), line.n(), message));
        }
    }

    void drift(Drift unknown, Line line) {
        Drifts.Seen seen = drift.get(unknown);
        if (seen != null) {
            drift.put(unknown, seen.again());
        } else if (drift.size() < MOST_DRIFT) {
            drift.put(unknown, new Drifts.Seen(1, line.conn(), line.n()));
        }
    }

    List<Finding> take() {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Finding> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }

    Drifts drifts() {
        return new Drifts(drift);
    }
}
