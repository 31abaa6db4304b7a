package misskey.conformance.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import misskey.conformance.probe.Fence;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a case did, as steps: its handshakes, the frames it sent, and the calls it made, in the order of its transcript. */
final class Deeds {
    private static final int LONGEST = 20_000;

    private final List<Line> lines;
    private final Verdict verdict;
    private final Names names;
    private final Connections connections = new Connections();
    private final List<Item> items = new ArrayList<>();
    private final Set<String> actors = new TreeSet<>();
    private boolean decided;

    /** @param verdict what the case came to, where that is what is to be shown; else that of any other case */
    Deeds(List<Line> lines, Verdict verdict, Names names) throws CannotBeSaid {
        this.lines = lines;
        this.verdict = verdict;
        this.names = names;
        for (Line line : lines) {
            take(line);
        }
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    Connections connections() {
        return connections;
    }

    /** The accounts that called something. */
    Set<String> actors() {
        return Set.copyOf(actors);
    }

    /** Whether a handshake is what the case failed by. */
    boolean showsTheFailure() {
        return decided;
    }

    private void take(Line line) throws CannotBeSaid {
        switch (line.op()) {
            case OPEN -> open(line);
            case CALL -> call(line);
            case REMARK -> remark(line);
            case TEXT, BINARY, PING, PONG, CLOSE -> {
                if (line.from() == Direction.CLIENT) {
                    sent(line);
                }
            }
            default -> {}
        }
    }

    private void open(Line open) throws CannotBeSaid {
        Optional<Line> answer = lines.stream()
                .filter(line -> line.n() > open.n() && line.conn().equals(open.conn()))
                .filter(line -> line.op() != Line.Op.REMARK)
                .findFirst();
        boolean accepted = answer.filter(line -> line.op() == Line.Op.OPENED).isPresent();
        boolean failedByIt = verdict.code()
                        .filter(code -> accepted ? code.equals("ACCEPTED") : code.startsWith("HANDSHAKE_"))
                        .isPresent()
                && answer.filter(line -> verdict.evidence().contains(line.n())).isPresent();
        decided |= failedByIt;
        if (!accepted && !failedByIt && connections.isOfAnAccount(open)) {
            return; // whom a server takes is its own affair, and the case went on without
        }
        boolean mustBeRefused = accepted ? failedByIt : !connections.isOfAnAccount(open);
        items.add(Item.done(open.n(), "", mustBeRefused ? connections.refused(open) : connections.open(open)));
    }

    private void call(Line call) {
        String endpoint = call.get("endpoint").stringValue("");
        if (Names.isOwnProfile(call) || call.get("status").intValue(0) >= 300) {
            return; // the player asks for that itself, and what failed changed nothing
        }
        actors.add(call.conn());
        ObjectNode step = Json.object().put("as", call.conn()).put("call", endpoint);
        if (!call.get("data").isEmpty()) {
            step.set("with", names.value(call.get("data")));
        }
        items.add(Item.done(call.n(), "", Json.object().set("do", step)));
    }

    private static void remark(Line remark) throws CannotBeSaid {
        String text = remark.get("text").stringValue("");
        if (text.startsWith("the client sends ")) {
            throw new CannotBeSaid("scenarios have no words for " + text.substring("the client sends ".length()));
        }
    }

    private void sent(Line line) throws CannotBeSaid {
        if (line.op() == Line.Op.PONG || (line.op() == Line.Op.CLOSE && isLast(line))) {
            return; // what every client does by itself
        }
        if (line.op() == Line.Op.CLOSE) {
            ObjectNode close = Json.object().put("by", Direction.CLIENT.label());
            close.set("code", line.get("code"));
            close.set("reason", line.get("reason"));
            items.add(Item.done(line.n(), line.conn(), Json.object().set("close", close)));
            return;
        }
        Optional<JsonNode> frame = frame(line);
        if (frame.or(() -> OtherMessage.of(line)).filter(Fence::isOwn).isPresent()) {
            items.add(Item.settled(line.n(), line.conn()));
            return;
        }
        if (line.members().has("fragments")) {
            throw new CannotBeSaid("scenarios have no words for a message in several fragments");
        }
        JsonNode message = names.value(frame.orElse(Json.object()));
        if (frame.isEmpty()) {
            ObjectNode other = OtherMessage.of(line)
                    .orElseThrow(() -> new CannotBeSaid("its transcript has only the beginning of a message"));
            String kind = OtherMessage.kind(other).orElseThrow();
            message = Json.object().set(kind, names.value(other.path(kind)));
        }
        if (Json.write(message).length() > LONGEST) {
            throw new CannotBeSaid("it sends a message that is too long for a file that people read");
        }
        items.add(Item.done(line.n(), line.conn(), Json.object().set(Direction.CLIENT.label(), message)));
    }

    /** The frame of a text message; empty where a scenario would not write the same octets for it. */
    private static Optional<JsonNode> frame(Line line) {
        return line.op() == Line.Op.TEXT
                ? line.wholeText()
                        .flatMap(text -> Frame.read(text)
                                .<Optional<JsonNode>>fold(
                                        frame -> Optional.of(frame.json()), rejected -> Optional.empty())
                                .filter(json -> Json.write(json).equals(text)))
                : Optional.empty();
    }

    /** Whether the client does nothing any more after this line: the case is over. */
    private boolean isLast(Line close) {
        return lines.stream()
                .filter(line -> line.n() > close.n())
                .noneMatch(line -> line.op() == Line.Op.CALL
                        || line.op() == Line.Op.OPEN
                        || (line.op() == Line.Op.TEXT && line.from() == Direction.CLIENT));
    }
}
