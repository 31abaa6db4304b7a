package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** What a recorded server said, in lanes: one a connection or raw exchange, and one for the calls of each account. */
final class Recording {
    /** What of an HTTP head is compared. */
    static final List<String> HEADERS =
            List.of("sec-websocket-protocol", "sec-websocket-extensions", "sec-websocket-version", "www-authenticate");
    /** What a client library said of a handshake that the server had accepted without the subprotocol asked for. */
    private static final String NO_SUBPROTOCOL = "Server sent no subprotocol";

    private Recording() {}

    static Map<String, List<Line>> lanes(List<Line> recording) {
        Map<String, List<Line>> lanes = new LinkedHashMap<>();
        for (Line line : recording) {
            List<Line> lane = lanes.computeIfAbsent(lane(line), none -> new ArrayList<>());
            switch (line.op()) {
                case OPENED -> lane.add(with(line, Line.Op.OPENED, head(line)));
                case REFUSED ->
                    lane.add(with(
                            line,
                            Line.Op.REFUSED,
                            head(line).put("body", line.get("body").stringValue(""))));
                case UNANSWERED -> {
                    if (lane.isEmpty()) {
                        lane.add(with(line, Line.Op.UNANSWERED, Json.object()));
                    }
                }
                case ERROR -> {
                    if (line.get("message").stringValue("").equals(NO_SUBPROTOCOL)) {
                        lane.add(with(line, Line.Op.OPENED, Json.object().put("status", 101)));
                    }
                }
                case CALL -> lane.add(line);
                case EXCHANGE ->
                    lane.add(with(
                            line,
                            Line.Op.EXCHANGE,
                            exchange(line.get("response").stringValue(""))));
                case CLOSED -> {
                    if (wasOpened(recording, line)) {
                        lane.add(line);
                    }
                }
                case TEXT, BINARY, PING, PONG, CLOSE -> {
                    if (line.from() == Direction.SERVER) {
                        lane.add(line);
                    }
                }
                default -> {
                    // What the recorder did or remarked.
                }
            }
        }
        lanes.values().removeIf(List::isEmpty);
        return lanes;
    }

    private static boolean wasOpened(List<Line> recording, Line closed) {
        return recording.stream()
                .anyMatch(line -> line.op() == Line.Op.OPENED && line.conn().equals(closed.conn()));
    }

    static String lane(Line line) {
        return line.op() == Line.Op.CALL ? "calls of " + line.conn() : line.conn();
    }

    private static ObjectNode head(Line line) {
        Map<String, String> headers = new LinkedHashMap<>();
        line.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue("")));
        return Replay.head(line.get("status").intValue(), headers);
    }

    /** The status and the headers that count, of a raw answer; no status where there was none. */
    static ObjectNode exchange(String answer) {
        String[] lines = answer.split("\r\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        return answer.isEmpty() ? Json.object() : Replay.head(Integer.parseInt(lines[0].split(" ", -1)[1]), headers);
    }

    private static Line with(Line line, Line.Op op, ObjectNode members) {
        return new Line(line.n(), line.t(), line.conn(), op, members);
    }
}
