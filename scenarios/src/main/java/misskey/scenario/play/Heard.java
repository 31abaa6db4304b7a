package misskey.scenario.play;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.NearMiss;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the other side did, as the lines of the transcript tell it: messages by connection, and the lines
 * themselves. Filled by whoever records, read by the player. Thread-safe.
 */
public final class Heard {
    /** What a close frame without a code is said to have (RFC 6455, 7.1.5). */
    private static final int NO_CODE = 1005;

    private final Dialect dialect;
    private final Direction of;
    private final Predicate<ObjectNode> ignored;
    private final Consumer<Arrived> onMessage;
    private final Kept<Arrived> messages = new Kept<>();
    private final Kept<Line> lines = new Kept<>();
    private final Map<String, String> ended = new ConcurrentHashMap<>();
    private final Map<String, Line> closes = new ConcurrentHashMap<>();
    private final Set<String> closedByUs = ConcurrentHashMap.newKeySet();

    /**
     * @param of the side whose doing it is
     * @param ignored frames that are not for the scenario
     * @param onMessage is told of each message at once, by the thread that records it
     */
    Heard(Dialect dialect, Direction of, Predicate<ObjectNode> ignored, Consumer<Arrived> onMessage) {
        this.dialect = dialect;
        this.of = of;
        this.ignored = ignored;
        this.onMessage = onMessage;
    }

    /** The next line of the transcript. */
    void accept(Line line) {
        lines.add(line);
        if (line.op() == Line.Op.CLOSE && line.get("from").stringValue("").equals(of.label())) {
            closes.putIfAbsent(line.conn(), line);
        }
        boolean theirs = line.op() == Line.Op.CLOSED
                ? !closedByUs.contains(line.conn())
                : line.get("from").stringValue("").equals(of.label()) && line.op() != Line.Op.CLOSE;
        if (theirs) {
            message(line).filter(ignored.negate()).ifPresent(message -> {
                Arrived arrived = new Arrived(message, line);
                messages.add(arrived);
                onMessage.accept(arrived);
            });
        }
        if (line.op() == Line.Op.CLOSED) { // after its message: who waits for that looks once more, and gives up
            ended.putIfAbsent(line.conn(), reason(line));
            messages.changed();
        }
    }

    private static String reason(Line line) {
        int code = line.get("code").intValue(0);
        return code == 1006
                ? "cut without a close frame (1006)"
                : ("closed with " + code + " " + line.get("reason").stringValue("")).strip();
    }

    /** Of an end counts the code that the other side sent: the answer to it may have another. */
    private Optional<ObjectNode> message(Line line) {
        Optional<ObjectNode> other = OtherMessage.of(line);
        if (line.op() == Line.Op.CLOSED && closes.containsKey(line.conn())) {
            Line said = closes.get(line.conn());
            return other.map(end -> {
                ObjectNode own = Json.object();
                own.set("code", said.get("code").isMissingNode() ? IntNode.valueOf(NO_CODE) : said.get("code"));
                own.put("reason", said.get("reason").stringValue(""));
                return Json.object().set(OtherMessage.CLOSE, own);
            });
        }
        Optional<String> text = line.op() == Line.Op.TEXT ? line.wholeText() : Optional.empty();
        return text.flatMap(each -> Frame.read(each).fold(frame -> Optional.of(canonical(frame)), no -> other))
                .or(() -> other);
    }

    /** With the name of what its type is an alias of: one that has a shape of its own is none. */
    private ObjectNode canonical(Frame frame) {
        String type = dialect.frameType(of, frame.type())
                .filter(known -> known.schema().isEmpty())
                .map(FrameType::means)
                .map(dialect::canonical)
                .map(FrameType::name)
                .filter(name -> !name.endsWith(":"))
                .orElse(frame.type());
        return type.equals(frame.type())
                ? frame.json()
                : frame.json().deepCopy().put("type", type);
    }

    /** The kit closes this connection: that it ends is no doing of the other side. */
    void closing(String conn) {
        closedByUs.add(conn);
    }

    /** Why a connection ended; empty while it is open. */
    Optional<String> ended(String conn) {
        return Optional.ofNullable(ended.get(conn));
    }

    /** Waits for a message on a connection that came after this line, takes it, and binds what the pattern binds. */
    Optional<Arrived> take(String conn, FramePattern pattern, Bindings names, int after, Duration patience) {
        Optional<Arrived> found = messages.take(
                each -> isOn(each, conn, after)
                        && pattern.match(each.as(pattern), names).matches(),
                () -> ended.containsKey(conn),
                patience);
        found.ifPresent(each -> pattern.match(each.as(pattern), names).bound().forEach(names::bind));
        return found;
    }

    /** The messages of a connection after this line that fit and that no step took. */
    List<Arrived> untaken(String conn, FramePattern pattern, Bindings names, int after) {
        return messages.untaken().stream()
                .filter(each -> isOn(each, conn, after)
                        && pattern.match(each.as(pattern), names).matches())
                .toList();
    }

    /** The message of a connection after this line that came nearest, of those that no step took. */
    Optional<Near> nearest(String conn, FramePattern pattern, Bindings names, int after) {
        List<Arrived> candidates = messages.untaken().stream()
                .filter(each -> isOn(each, conn, after))
                .filter(each -> pattern.isOfOtherMessage() || !isHeartbeat(each))
                .toList();
        return NearMiss.among(candidates.stream().map(each -> each.as(pattern)).toList(), pattern, names)
                .flatMap(miss -> candidates.stream()
                        .filter(each -> each.as(pattern).equals(miss.frame()))
                        .reduce((first, second) -> second)
                        .map(each -> new Near(miss, each.line())));
    }

    /** A message that is not what was awaited, and the line that shows it. */
    public record Near(NearMiss miss, Line line) {}

    /** Waits for a line of the transcript, and takes it. */
    public Optional<Line> takeLine(Predicate<Line> fits, Duration patience) {
        return lines.take(fits, () -> false, patience);
    }

    /** Waits until the lines so far are as they should. */
    public boolean awaitLines(Predicate<List<Line>> enough, Duration patience) {
        return lines.await(() -> enough.test(lines.all()), patience);
    }

    /** All lines so far. */
    public List<Line> lines() {
        return lines.all();
    }

    /** A ping or a pong: no frame is near to it, and it comes at any time. */
    private static boolean isHeartbeat(Arrived arrived) {
        return arrived.line().op() == Line.Op.PING || arrived.line().op() == Line.Op.PONG;
    }

    private static boolean isOn(Arrived arrived, String conn, int after) {
        return arrived.line().conn().equals(conn) && arrived.line().n() > after;
    }
}
