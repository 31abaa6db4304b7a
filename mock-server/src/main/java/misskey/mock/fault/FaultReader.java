package misskey.mock.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import misskey.mock.order.Members;
import misskey.mock.order.Misread;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads a fault and when it acts: {@code {"fault": "stall", "for": "2s"}}. */
public final class FaultReader {
    public static final String HANDSHAKE = "handshake";
    public static final String WIRE = "wire";
    public static final String FRAME = "frame";

    private static final String NOBODYS = "of-nobody";

    /** A kind of fault, its word, and how the rest is read. */
    public record Row(String kind, String name, Function<Members, Fault> read) {}

    /** All that there are. */
    public static final List<Row> ROWS = List.of(
            new Row(HANDSHAKE, "status", FaultReader::status),
            new Row(HANDSHAKE, "delay", body -> new HandshakeFault.Delay(time(body, "for"))),
            new Row(HANDSHAKE, "silence", body -> new HandshakeFault.Silence()),
            new Row(HANDSHAKE, "badAccept", body -> new HandshakeFault.BadAccept()),
            new Row(HANDSHAKE, "reset", body -> new HandshakeFault.Reset()),
            new Row(WIRE, "reset", body -> new EndingFault.Reset()),
            new Row(WIRE, "halfOpen", body -> new EndingFault.HalfOpen()),
            new Row(WIRE, "noPong", body -> new WireFault.NoPong()),
            new Row(WIRE, "stall", body -> new WireFault.Stall(body.duration("for"))),
            new Row(WIRE, "drip", body -> new WireFault.Drip(time(body, "every"))),
            new Row(WIRE, "reservedOpcode", body -> new WireFault.ReservedOpcode(number(body, "opcode", 3))),
            new Row(WIRE, "oversize", FaultReader::oversize),
            new Row(
                    WIRE,
                    "truncated",
                    body -> new EndingFault.Truncated(number(body, "announced", 100), number(body, "sent", 10))),
            new Row(
                    WIRE,
                    "closeCode",
                    body -> new EndingFault.CloseCode(
                            needed(body.integer("code"), "code", "a number such as 1005"),
                            body.text("reason").orElse(""))),
            new Row(WIRE, "closeWithoutFrame", body -> new EndingFault.CloseWithoutFrame()),
            new Row(FRAME, "drop", body -> new FrameFault.Drop()),
            new Row(FRAME, "duplicate", body -> new FrameFault.Duplicate()),
            new Row(FRAME, "reorder", body -> new FrameFault.Reorder()),
            new Row(FRAME, "delay", body -> new FrameFault.Delay(time(body, "for"))),
            new Row(
                    FRAME,
                    "wrongId",
                    body -> new FrameFault.WrongId(body.text("id").orElse(NOBODYS))),
            new Row(
                    FRAME,
                    "unknownType",
                    body -> new FrameFault.UnknownType(body.text("type").orElse("unheardOf"))),
            new Row(FRAME, "notJson", body -> new FrameFault.NotJson()),
            new Row(FRAME, "binary", body -> new FrameFault.Binary()),
            new Row(FRAME, "missingField", body -> new FrameFault.MissingField(pointer(body))),
            new Row(FRAME, "fragment", body -> new WritingFault.Fragment(number(body, "parts", 2))),
            new Row(FRAME, "masked", body -> new WritingFault.Masked()),
            new Row(FRAME, "badUtf8", body -> new WritingFault.BadUtf8()));

    private FaultReader() {}

    /**
     * Reads the whole body.
     *
     * @param coming whether it is for coming handshakes; where two kinds have the same word, that decides
     */
    public static Arming read(Members body, boolean coming) {
        String name = needed(body.text("fault"), "fault", "the word for what goes wrong, such as status or drop");
        Row row = row(name, body.text("kind"), coming);
        try {
            Arming arming = Arming.of(row.read.apply(body)).withFrames(number(body, "frames", 1));
            if (coming) {
                arming = arming.withTimes(number(body, "times", 1));
                Optional<String> account = body.text("account");
                arming = account.isPresent() ? arming.withAccount(account.get()) : arming;
            }
            JsonNode matching = body.any("matching");
            body.nothingElse();
            if (matching.isMissingNode()) {
                return arming;
            }
            if (!matching.isObject()) {
                throw new Misread("\"matching\" is a pattern: an object with the members that must be there");
            }
            return arming.withMatching(new FramePattern(matching));
        } catch (IllegalArgumentException wrong) {
            throw new Misread(String.valueOf(wrong.getMessage()));
        }
    }

    private static Row row(String name, Optional<String> kind, boolean coming) {
        List<Row> named = ROWS.stream().filter(row -> row.name.equals(name)).toList();
        if (named.isEmpty()) {
            List<String> names = ROWS.stream().map(Row::name).distinct().toList();
            throw new Misread(
                    "there is no fault \"" + Json.excerpt(name, 40) + "\"" + DidYouMean.suffixOrAll(name, names));
        }
        String wanted = kind.orElseGet(() -> named.stream()
                .map(Row::kind)
                .filter(each -> each.equals(HANDSHAKE) == coming)
                .findFirst()
                .orElse(named.get(0).kind));
        return named.stream()
                .filter(row -> row.kind.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Misread("\"kind\" of " + name + " is "
                        + String.join(" or ", named.stream().map(Row::kind).toList()) + "; found \""
                        + Json.excerpt(wanted, 40) + "\""));
    }

    private static Fault status(Members body) {
        int status = needed(body.integer("status"), "status", "an HTTP status such as 503");
        Map<String, String> headers = new LinkedHashMap<>();
        JsonNode given = body.any("headers");
        boolean good = given.isMissingNode()
                || (given.isObject() && given.valueStream().allMatch(JsonNode::isString));
        if (!good) {
            throw new Misread("\"headers\" is an object of strings; found " + Json.excerpt(given, 40));
        }
        given.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        return new HandshakeFault.Status(status, headers, body.text("body").orElse(""));
    }

    private static Fault oversize(Members body) {
        JsonNode octets = body.any("octets");
        if (!octets.isIntegralNumber() || !octets.canConvertToLong()) {
            throw new Misread("\"octets\" is a whole number; found "
                    + (octets.isMissingNode() ? "nothing" : Json.typeOf(octets) + " " + Json.excerpt(octets, 40)));
        }
        return new WireFault.Oversize(octets.longValue(), body.flag("whole"));
    }

    private static JsonPointer pointer(Members body) {
        return JsonPointer.compile(needed(body.text("field"), "field", "a JSON pointer such as /body/id"));
    }

    private static Duration time(Members body, String name) {
        return needed(body.duration(name), name, "a time such as 250ms, 1.5s or 2m");
    }

    private static int number(Members body, String name, int usual) {
        return body.integer(name).orElse(usual);
    }

    private static <T> T needed(Optional<T> value, String name, String what) {
        Supplier<Misread> missing = () -> new Misread("\"" + name + "\" is " + what + "; found nothing");
        return value.orElseThrow(missing);
    }
}
