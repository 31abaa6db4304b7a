package misskey.conformance.verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import misskey.protocol.Level;
import misskey.protocol.Line;

/**
 * What the cases of a run stand on: a case that waited in vain says nothing about its own requirement where one is broken
 * without which nothing could come. Of requirements that could each be the reason for the other, the one in the deeper
 * layer is. Pure.
 */
final class Foundations {
    private static final Set<String> IN_VAIN = Set.of("NO_EVENT", "NO_RESPONSE", "CONNECTION_LOST");
    /** What came was no such frame: of that no more can be the reason than how frames are made. */
    private static final String SCHEMA = "SCHEMA";

    private static final Set<String> FRAMES = Set.of("channel.event-frame", "note.update-frame");
    private static final String HANDSHAKES = "HANDSHAKE_";
    private static final String TOKEN = "connection.token-in-query";
    private static final String ANONYMOUS = "connection.anonymous";
    private static final List<String> OF_HANDSHAKES = List.of("connection.handshake", "connection.no-compression");
    private static final List<String> OF_ALL = List.of("connection.usable-at-once", "connection.json-frames");

    /** The deepest first. What is not here lies above all of them. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("connection.no-compression"),
            Set.of("connection.handshake"),
            Set.of("channel.connect-starts-events"),
            Set.of(ANONYMOUS),
            Set.of("channel.params-optional", "channel.connect-frame"),
            Set.of("channel.several-channels"),
            Set.of(TOKEN, "channel.named-channels-connect"),
            Set.of(
                    "channel.connected-on-pong",
                    "note.capture",
                    "note.capture-frame",
                    "api.answers",
                    "api.request-frame"),
            Set.of(
                    "channel.list",
                    "channel.nothing-before-connect",
                    "connection.real-time",
                    "main.exists",
                    "main.no-parameters",
                    "timeline.home-no-parameters",
                    "timeline.local-no-parameters",
                    "timeline.social-no-parameters",
                    "timeline.global-no-parameters"));

    private final Map<String, CaseResult> failed = new LinkedHashMap<>();
    private final Set<String> seen;
    private final Function<String, Level> levels;

    /**
     * @param seen the requirements that something was seen to break, in whatever case
     * @param levels how binding each requirement is
     */
    Foundations(Collection<CaseResult> cases, Set<String> seen, Function<String, Level> levels) {
        this.seen = seen;
        this.levels = levels;
        cases.stream()
                .filter(one -> one.verdict().outcome() == Outcome.FAIL)
                .forEach(one -> failed.put(one.requirement(), one));
    }

    /** The broken requirement that keeps this case from its question, and that nothing else keeps from its own. */
    Optional<String> blocker(CaseResult one) {
        Set<String> met = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(broken(one));
        while (!next.isEmpty()) {
            String id = next.remove();
            if (met.add(id)) {
                CaseResult its = failed.get(id);
                List<String> deeper = seen.contains(id) || its == null ? List.of() : broken(its);
                if (deeper.isEmpty()) {
                    return Optional.of(id);
                }
                next.addAll(deeper);
            }
        }
        return Optional.empty();
    }

    /** What this case stands on and that failed. What binds less is no reason to be silent about what binds more: a gate may not look at it. */
    private List<String> broken(CaseResult one) {
        return standsOn(one).stream()
                .filter(id -> !id.equals(one.requirement()))
                .filter(id -> levels.apply(id).compareTo(levels.apply(one.requirement())) <= 0)
                .filter(id -> seen.contains(id) || isReason(id, one))
                .toList();
    }

    private boolean isReason(String id, CaseResult one) {
        CaseResult its = failed.get(id);
        return its != null && (!isInVain(its) || isDeeper(id, one));
    }

    private static List<String> standsOn(CaseResult one) {
        List<String> all = new ArrayList<>();
        if (code(one).equals(SCHEMA)) {
            one.missed().stream().filter(FRAMES::contains).forEach(all::add);
        } else if (isInVain(one)) {
            all.addAll(one.missed());
            all.add(isAnonymous(one) ? ANONYMOUS : TOKEN);
            all.addAll(code(one).startsWith(HANDSHAKES) ? OF_HANDSHAKES : OF_ALL);
        }
        return all;
    }

    /** Whether it failed for want of something, and not by what it saw. */
    private static boolean isInVain(CaseResult one) {
        return IN_VAIN.contains(code(one)) || code(one).startsWith(HANDSHAKES);
    }

    private static String code(CaseResult one) {
        return one.verdict().code().orElse("");
    }

    /** Whether a requirement lies deeper than what a case is about. Of what has no layer, the frame's own requirement does. */
    private static boolean isDeeper(String id, CaseResult one) {
        int highest = LAYERS.size();
        return layer(id) < layer(one.requirement())
                || (one.missed().indexOf(id) == 0 && layer(id) == highest && layer(one.requirement()) == highest);
    }

    private static int layer(String requirement) {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(requirement)) {
                return layer;
            }
        }
        return LAYERS.size();
    }

    /** Whether the last handshake that was asked for named no account. */
    private static boolean isAnonymous(CaseResult one) {
        return one.transcript().stream()
                .filter(line -> line.op() == Line.Op.OPEN)
                .reduce((before, after) -> after)
                .filter(line -> line.members().has("as"))
                .isEmpty();
    }
}
