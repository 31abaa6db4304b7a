package misskey.mock.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import misskey.mock.control.Routes.Asked;
import misskey.mock.order.Members;
import misskey.mock.session.Session;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.PatternText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads a session's journal, waits for frames in it, and tells what was found about its clients. */
final class JournalControl {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Function<Asked, Session> sessions;

    JournalControl(Function<Asked, Session> sessions) {
        this.sessions = sessions;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/sessions/{id}/journal", this::journal)
                .on("POST", "/sessions/{id}/await", this::await)
                .on("GET", "/sessions/{id}/findings", this::findings);
    }

    /**
     * One JSON object a line, as the format of transcripts has it. {@code after} skips what was read before,
     * {@code last} gives the end only, and {@code wait} asks to wait so many seconds where there is nothing yet.
     */
    private Reply journal(Asked asked) throws InterruptedException {
        int after = asked.number("after", 0, "the number of a line");
        int last = asked.number("last", Integer.MAX_VALUE, "how many lines");
        Duration wait = asked.patience();
        Session session = sessions.apply(asked);
        if (!wait.isZero()) {
            session.arrivals().await(line -> line.n() > after, wait);
        }
        List<Line> lines = session.journal().transcript().lines().stream()
                .filter(line -> line.n() > after)
                .toList();
        return new Reply(
                200,
                "application/x-ndjson; charset=utf-8",
                lines.stream()
                        .skip(Math.max(0, lines.size() - last))
                        .map(line -> Transcript.format(line) + "\n")
                        .collect(Collectors.joining()));
    }

    private Reply await(Asked asked) throws InterruptedException {
        Members body = asked.body();
        JsonNode frame = body.any("frame");
        Optional<String> op = body.word("op", List.of("open", "closed", "ping", "pong", "close", "binary"));
        Direction from = from(body.text("from").orElse(Direction.CLIENT.label()));
        Optional<String> connection = body.text("connection");
        int count = body.integer("count").orElse(1);
        int after = body.integer("after").orElse(0);
        Duration within = body.duration("within").orElse(Duration.ofSeconds(5));
        body.nothingElse();
        if (frame.isObject() == op.isPresent()) {
            throw ControlError.misread("give \"frame\", a pattern with the members that must be there, or \"op\"");
        }
        if (count < 1 || within.compareTo(LONGEST) > 0) {
            throw ControlError.misread("\"count\" is at least 1, and \"within\" at most 10m");
        }
        FramePattern pattern = pattern(frame.isObject() ? frame : Json.object());
        List<Line> matches = new ArrayList<>();
        Optional<Line> last = sessions.apply(asked)
                .arrivals()
                .await(
                        line -> line.n() > after
                                && op.map(line.op().label()::equals)
                                        .orElseGet(() -> line.op() == Line.Op.TEXT && matches(pattern, line))
                                && (!line.members().has("from") || line.from() == from)
                                && connection.map(line.conn()::equals).orElse(true)
                                && matches.add(line)
                                && matches.size() == count,
                        within);
        if (last.isEmpty()) {
            throw new ControlError(
                    408,
                    "waited " + within.toMillis() + " ms for " + count + " matching, and " + matches.size() + " came");
        }
        ArrayNode lines = Json.array();
        matches.forEach(line -> lines.add(Json.read(Transcript.format(line))));
        return Reply.of(Json.object().set("lines", lines));
    }

    private static FramePattern pattern(JsonNode frame) {
        try {
            return PatternText.of(frame);
        } catch (IllegalArgumentException broken) {
            throw ControlError.misread("\"frame\": " + broken.getMessage());
        }
    }

    private static Direction from(String label) {
        for (Direction direction : Direction.values()) {
            if (direction.label().equals(label)) {
                return direction;
            }
        }
        throw ControlError.misread("\"from\" is client or server; found \"" + label + "\"");
    }

    private static boolean matches(FramePattern pattern, Line line) {
        try {
            JsonNode frame = Json.read(line.wholeText().orElse(""));
            return pattern.match(frame, new Bindings()).matches();
        } catch (JacksonException notJson) {
            return false; // a text that is no JSON fits no pattern
        } catch (Bindings.UnboundName unbound) {
            throw ControlError.misread(String.valueOf(unbound.getMessage()));
        }
    }

    private Reply findings(Asked asked) {
        ArrayNode all = Json.array();
        for (Finding finding : sessions.apply(asked).journal().findings()) {
            all.addObject()
                    .put("requirement", finding.requirement())
                    .put("code", finding.code())
                    .put("proven", finding.proven())
                    .put("connection", finding.conn())
                    .put("line", finding.line())
                    .put("message", finding.message());
        }
        return Reply.of(Json.object().set("findings", all));
    }
}
