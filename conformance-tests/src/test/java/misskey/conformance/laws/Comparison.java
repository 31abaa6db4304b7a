package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares what a recorded server said with what the mock says, lane by lane: lines that are missing or too many, and what differs in the others. */
final class Comparison {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern URL = Pattern.compile("https?://.*");

    private static final String EVERY = "*";
    private static final long A_TIME = 1_500_000_000_000L;

    private final Counterparts ids;
    private final Map<String, Set<String>> openMembers;
    private final Set<String> openMembersThatDiffer = new TreeSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private int alike;

    /** One difference at a line of the recording; for a line that only the mock has, the line that was played before it. */
    record Difference(int line, String what) {}

    /** @param openMembers members whose values the dialect leaves open, by a member of the entities they belong to */
    Comparison(Counterparts ids, Map<String, Set<String>> openMembers) {
        this.ids = ids;
        this.openMembers = openMembers;
    }

    List<Difference> differences() {
        return differences;
    }

    /** The open members that made a difference, after the member that tells their entity. */
    Set<String> openMembersThatDiffer() {
        return openMembersThatDiffer;
    }

    /** How many lines are the same. */
    int alike() {
        return alike;
    }

    void compare(List<Line> before, List<Line> now) {
        int[][] common = new int[before.size() + 1][now.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = kind(before.get(i)).equals(kind(now.get(j)))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < now.size()) {
            if (i < before.size() && j < now.size() && kind(before.get(i)).equals(kind(now.get(j)))) {
                pair(before.get(i++), now.get(j++));
            } else if (j == now.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                differences.add(new Difference(before.get(i).n(), "missing: " + kind(before.get(i))));
                i++;
            } else {
                differences.add(new Difference(now.get(j).n(), "too many: " + kind(now.get(j))));
                j++;
            }
        }
    }

    /** What a line is, without the ids that servers make up. */
    private static String kind(Line line) {
        JsonNode frame = frame(line);
        if (!frame.isObject()) {
            return line.op().label();
        }
        StringBuilder kind = new StringBuilder(frame.path("type").stringValue(""));
        JsonNode body = frame.path("body");
        if (!Counterparts.isId(body.path("id")) && body.has("id")) {
            kind.append(' ').append(Json.text(body.path("id")));
        }
        if (body.has("type")) {
            kind.append(' ').append(Json.text(body.path("type")));
        }
        JsonNode inner = body.path("body");
        if (inner.path("type").isString() && !inner.has("md5")) {
            kind.append(' ').append(inner.path("type").stringValue());
        }
        if (inner.has("visibility")) {
            kind.append(" \"").append(inner.path("text").stringValue("")).append('"');
        }
        return kind.toString();
    }

    private static JsonNode frame(Line line) {
        try {
            return line.op() == Line.Op.TEXT
                    ? Json.read(line.get("text").stringValue(""))
                    : Json.object().path("none");
        } catch (JacksonException notJson) {
            return line.get("text");
        }
    }

    private void pair(Line before, Line now) {
        int known = differences.size();
        if (before.op() == Line.Op.TEXT) {
            JsonNode recorded = frame(before);
            compare(before, "", recorded, frame(now));
        } else if (before.op() == Line.Op.CALL) {
            compare(before, "/status", before.get("status"), now.get("status"));
        } else {
            compare(before, "", before.members(), now.members());
        }
        alike += known == differences.size() ? 1 : 0;
    }

    private void compare(Line at, String pointer, JsonNode before, JsonNode now) {
        if (before.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(now.propertyNames());
            names.forEach(member -> member(at, pointer, member, before, now));
        } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(at, pointer + "/" + i, before.get(i), now.get(i));
            }
        } else if (!alike(before, now)) {
            differ(at, pointer + " is " + Json.excerpt(now, 60) + " instead of " + Json.excerpt(before, 60));
        }
    }

    private void member(Line at, String pointer, String member, JsonNode before, JsonNode now) {
        int known = differences.size();
        String inner = pointer + "/" + member;
        if (!now.has(member)) {
            differ(at, inner + " is missing");
        } else if (!before.has(member)) {
            differ(at, inner + " is too many");
        } else {
            compare(at, inner, before.path(member), now.path(member));
        }
        openMembers.forEach((entity, members) -> {
            if (before.has(entity)
                    && (members.contains(member) || members.contains(EVERY))
                    && differences.size() > known) {
                differences.subList(known, differences.size()).clear();
                openMembersThatDiffer.add(entity + " " + (members.contains(EVERY) ? EVERY : member));
            }
        });
    }

    private boolean alike(JsonNode before, JsonNode now) {
        if (before.isString() && now.isString()) {
            String one = before.stringValue();
            String other = now.stringValue();
            return one.equals(other)
                    || (Counterparts.isId(before) && Counterparts.isId(now) && ids.pair(one, other))
                    || ids.fill(one).equals(other)
                    || (TIME.matcher(one).matches() && TIME.matcher(other).matches())
                    || (URL.matcher(one).matches() && URL.matcher(other).matches());
        }
        if (before.isNumber() && now.isNumber()) {
            boolean same = before.decimalValue().compareTo(now.decimalValue()) == 0;
            return same || (isTime(before) && isTime(now));
        }
        return before.equals(now);
    }

    /** In milliseconds since 1970. */
    private static boolean isTime(JsonNode number) {
        return number.isIntegralNumber() && number.longValue() > A_TIME;
    }

    private void differ(Line at, String what) {
        differences.add(new Difference(at.n(), what));
    }

    /**
     * Compares all lanes. What a channel tells is a lane of its own: on the real servers the order between channels of one
     * connection changes from note to note.
     */
    void compare(Map<String, List<Line>> before, Map<String, List<Line>> now) {
        Map<String, List<Line>> recorded = byChannel(before);
        Map<String, List<Line>> played = byChannel(now);
        Set<String> lanes = new TreeSet<>(recorded.keySet());
        lanes.addAll(played.keySet());
        lanes.forEach(lane -> compare(recorded.getOrDefault(lane, List.of()), played.getOrDefault(lane, List.of())));
    }

    private static Map<String, List<Line>> byChannel(Map<String, List<Line>> lanes) {
        Map<String, List<Line>> parted = new TreeMap<>();
        lanes.forEach((lane, lines) -> lines.forEach(line -> {
            JsonNode frame = frame(line);
            String channel = frame.path("type").stringValue("").equals("channel")
                    ? " channel " + Json.text(frame.at("/body/id"))
                    : "";
            parted.computeIfAbsent(lane + channel, none -> new ArrayList<>()).add(line);
        }));
        return parted;
    }
}
