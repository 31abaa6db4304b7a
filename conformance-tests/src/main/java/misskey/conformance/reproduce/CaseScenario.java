package misskey.conformance.reproduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.probe.Fence;
import misskey.conformance.probe.Frames;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Expectation;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.FramePattern;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The steps of a scenario that does what a case did and awaits what it awaited, up to what it failed by. */
final class CaseScenario {
    private static final String CONTROL = "control";

    private final CaseResult one;
    private final Dialect dialect;
    private final Names names;
    private final Deeds deeds;
    private final List<Item> items = new ArrayList<>();

    private CaseScenario(CaseResult one, Verdict verdict, Dialect dialect) throws CannotBeSaid {
        if (one.course().unsayable().isPresent()) {
            throw new CannotBeSaid(one.course().unsayable().get());
        }
        this.one = one;
        this.dialect = dialect;
        this.names = new Names(one.transcript());
        this.deeds = new Deeds(one.transcript(), verdict, names);
        items.addAll(deeds.items());
        one.course().expectations().stream()
                .filter(expected -> expected.kind() == Expectation.Kind.AWAITED && expected.line() > 0)
                .forEach(expected ->
                        items.add(Item.awaited(expected.said(), expected.conn(), expected.line(), named(expected))));
    }

    /** What shows again what the case failed by. */
    static Steps ofFailure(CaseResult one, Dialect dialect) throws CannotBeSaid {
        CaseScenario made = new CaseScenario(one, one.verdict(), dialect);
        Optional<Expectation> broken =
                one.course().expectations().stream().filter(Expectation::broken).reduce((before, after) -> after);
        if (broken.isPresent()) {
            made.failedBy(broken.get());
        } else if (!made.deeds.showsTheFailure() && !one.verdict().code().equals(Optional.of("CONNECTION_LOST"))) {
            throw new CannotBeSaid("its case looks at something that scenarios have no words for");
        }
        return made.steps(Optional.empty());
    }

    /** What does again what led to a finding: the player judges it as the suite did. */
    static Steps ofFinding(CaseResult one, Finding finding, Dialect dialect) throws CannotBeSaid {
        CaseScenario made = new CaseScenario(one, Verdict.unjudged(Outcome.UNTESTABLE, ""), dialect);
        if (finding.code().equals("PING_UNANSWERED")) {
            made.unanswered(finding);
        }
        return made.steps(Optional.of(finding.conn()));
    }

    /** Steps, and the accounts that they speak of. */
    record Steps(List<Written> steps, List<String> accounts) {}

    /** A step, and those in its {@code until}; empty where it has none. */
    record Written(ObjectNode step, List<Written> until) {}

    private JsonNode named(Expectation expected) {
        return names.pattern(expected.pattern());
    }

    private void failedBy(Expectation broken) {
        switch (broken.kind()) {
            case AWAITED -> items.add(Item.awaited(broken.said(), broken.conn(), 0, named(broken)));
            case CHECKED -> checked(broken);
            case FORBIDDEN ->
                items.add(Item.forbidden(Math.max(broken.said(), opened(broken.conn())), broken.conn(), named(broken)));
            case EXACTLY -> counted(broken);
        }
    }

    /** The judge waits longer for a pong than a scenario takes, so the scenario awaits it. The kit's own ping is sent as another. */
    private void unanswered(Finding finding) {
        one.transcript().stream().filter(line -> line.n() == finding.line()).forEach(ping -> {
            boolean own = OtherMessage.of(ping).filter(Fence::isOwn).isPresent();
            JsonNode payload = own ? StringNode.valueOf(CONTROL) : names.value(ping.get("data"));
            if (own) {
                ObjectNode message = Json.object().set(OtherMessage.PING, payload);
                items.add(Item.done(ping.n(), ping.conn(), Json.object().set(Direction.CLIENT.label(), message)));
            }
            items.add(Item.awaited(ping.n(), ping.conn(), 0, Json.object().set(OtherMessage.PONG, payload)));
        });
    }

    /** The frame that was looked at has to be what it was found not to be. */
    private void checked(Expectation broken) {
        boolean found = false;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.frame() == broken.line() && item.conn().equals(broken.conn())) {
                items.set(i, item.with(Merged.of(item.pattern(), named(broken))));
                found = true;
            }
        }
        if (!found) {
            items.add(Item.awaited(broken.said(), broken.conn(), 0, named(broken)));
        }
    }

    /** As many as may come are awaited; one more must not come. */
    private void counted(Expectation broken) {
        List<Item> taken = items.stream()
                .filter(item -> item.is(Item.Kind.AWAITED) && item.conn().equals(broken.conn()))
                .filter(item -> one.verdict().evidence().contains(item.frame()))
                .sorted(Comparator.comparing(Item::at))
                .limit(broken.times())
                .toList();
        int at = taken.isEmpty() ? broken.said() : taken.get(taken.size() - 1).at();
        int last = one.transcript().size();
        for (int i = taken.size(); i < broken.times(); i++) {
            at = last;
            items.add(Item.awaited(at, broken.conn(), 0, named(broken)));
        }
        if (one.verdict().evidence().size() > broken.times()) {
            items.add(Item.forbidden(Math.max(at, opened(broken.conn())), broken.conn(), named(broken)));
        }
    }

    private int opened(String conn) {
        return one.transcript().stream()
                .filter(line -> line.op() == Line.Op.OPENED && line.conn().equals(conn))
                .mapToInt(Line::n)
                .findFirst()
                .orElse(0);
    }

    /** @param finding the connection of which a finding is to be shown; empty where it is something else */
    private Steps steps(Optional<String> finding) throws CannotBeSaid {
        List<Item> ordered = new ArrayList<>(
                items.stream().sorted(Comparator.comparing(Item::at)).toList()); // what is equal stays in order
        List<Item> left = withoutNeedlessSettling(ordered);
        Optional<Item> forbidden =
                left.stream().filter(item -> item.is(Item.Kind.FORBIDDEN)).findFirst();
        String silent = forbidden.map(Item::conn).or(() -> finding).orElse("");
        boolean needsControl =
                !silent.isEmpty() ? !endsOn(silent, left) : left.stream().noneMatch(item -> item.is(Item.Kind.AWAITED));
        Optional<String> conn = silent.isEmpty() ? deeds.connections().last() : Optional.of(silent);
        if (needsControl && conn.isPresent()) {
            control(conn.get(), left);
        }
        List<Written> steps = new ArrayList<>();
        List<Written> into = steps;
        for (Item item : left) {
            List<Written> until = new ArrayList<>();
            into.add(new Written(finished(item), until));
            into = item.is(Item.Kind.FORBIDDEN) ? until : into;
        }
        return new Steps(steps, accounts());
    }

    private ObjectNode finished(Item item) throws CannotBeSaid {
        ObjectNode step = item.step().deepCopy();
        if (step.path("do") instanceof ObjectNode call) {
            String note = noteOf(item.at());
            if (!note.isEmpty()) {
                call.set("bind", Json.object().put(note, "createdNote"));
            }
        }
        return item.conn().isEmpty() ? step : deeds.connections().on(item.conn(), step);
    }

    private String noteOf(int line) {
        return one.transcript().stream()
                .filter(each -> each.n() == line)
                .findFirst()
                .map(names::noteOf)
                .orElse("");
    }

    /** Before each call the player settles by itself, and at the end there is nothing to settle for. */
    private static List<Item> withoutNeedlessSettling(List<Item> ordered) {
        List<Item> left = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Item item = ordered.get(i);
            if (!item.is(Item.Kind.SETTLED)
                    || ordered.stream()
                            .skip(i + 1L)
                            .filter(next -> next.is(Item.Kind.DONE) || next.is(Item.Kind.SETTLED))
                            .findFirst()
                            .filter(next ->
                                    next.is(Item.Kind.DONE) && next.step().has(Direction.CLIENT.label()))
                            .isPresent()) {
                left.add(item);
            }
        }
        return left;
    }

    private static boolean endsOn(String conn, List<Item> items) {
        Item last = items.get(items.size() - 1);
        return last.is(Item.Kind.AWAITED) && last.conn().equals(conn);
    }

    /** Something that the server answers on this connection, whatever else it does. */
    private void control(String conn, List<Item> left) throws CannotBeSaid {
        Frames frames = new Frames(dialect);
        Optional<ObjectNode> connect = spare(conn).map(channel -> {
            ObjectNode frame = frames.connect(channel.name(), StringNode.valueOf(CONTROL));
            ((ObjectNode) frame.path("body")).put("pong", true);
            return frame;
        });
        if (connect.isEmpty() && !dialect.has(Meaning.REQUEST)) {
            throw new CannotBeSaid("its connection has every channel open, and nothing more to ask for");
        }
        ObjectNode sent = connect.orElseGet(() -> frames.request(CONTROL, "ping", Json.object()));
        FramePattern answer = connect.isPresent() ? frames.connected(CONTROL) : frames.response(CONTROL);
        int end = one.transcript().size();
        left.add(Item.done(end, conn, Json.object().set(Direction.CLIENT.label(), sent)));
        left.add(Item.awaited(end, conn, 0, answer.template()));
    }

    /** A channel for everybody that is not open on this connection, else one that may be open twice. */
    private Optional<Dialect.Channel> spare(String conn) {
        Set<String> open = items.stream()
                .filter(item -> item.conn().equals(conn))
                .map(item -> item.step()
                        .path(Direction.CLIENT.label())
                        .path("body")
                        .path("channel")
                        .stringValue(""))
                .collect(Collectors.toSet());
        List<Dialect.Channel> all = dialect.channels().stream()
                .filter(channel -> !channel.credential())
                .toList();
        return all.stream()
                .filter(channel -> !open.contains(channel.name()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(channel -> !dialect.behaviour().sharedChannels().contains(channel.name()))
                        .findFirst());
    }

    private List<String> accounts() {
        List<String> all = List.of("alice", "bob", "carol");
        return all.stream()
                .filter(account -> deeds.connections().accounts().contains(account)
                        || deeds.actors().contains(account)
                        || names.speaksOf(account))
                .toList();
    }
}
