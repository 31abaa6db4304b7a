package misskey.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds words that a dialect does not have in which the file holds: frame types, channels, events, updates, endpoints. A word
 * that no dialect has, nor anything like it, is taken for meant, because a server has to bear such frames; and so is any
 * under {@code $lit}.
 */
final class UnknownWords extends StepWalk {
    private final List<Dialect> dialects;
    private final Set<String> endpoints;
    private final Map<String, String> channels = new HashMap<>();
    private final Map<String, ScenarioError> found = new LinkedHashMap<>();

    private UnknownWords(Scenario scenario, Set<String> endpoints) {
        this.dialects = Lint.dialects(scenario);
        this.endpoints = endpoints;
    }

    static List<ScenarioError> in(Scenario scenario, Set<String> endpoints) {
        UnknownWords words = new UnknownWords(scenario, endpoints);
        for (Scenario.Rule rule : scenario.background()) {
            words.frame(rule.of(), rule.pattern(), rule.at());
            words.walk(rule.then());
        }
        words.walk(scenario.steps());
        return new ArrayList<>(words.found.values());
    }

    @Override
    public Step app(Step.App step) {
        if (step.command().equals("connect")) {
            channel(step.operand(), step.at());
            step.as().ifPresent(name -> channels.put(name, step.operand().stringValue("")));
        }
        return step;
    }

    @Override
    public Step message(Step.Message step) {
        frame(step.from(), step.frame(), step.at());
        return step;
    }

    @Override
    public Step act(Step.Do step) {
        if (!endpoints.contains(step.call())) {
            String near = DidYouMean.suffix(step.call(), endpoints);
            tell(
                    step.at(),
                    "the mock has no endpoint \"" + step.call() + "\""
                            + (near.isEmpty() ? "; POST /api/endpoints names them all" : near));
        }
        return step;
    }

    @Override
    public Step reply(Step.Reply step) {
        if (dialects.stream().noneMatch(dialect -> has(dialect, Direction.CLIENT, Meaning.REQUEST))) {
            tell(
                    step.at(),
                    "this can never happen: " + names(dialects) + " has no api requests over the stream; leave the step"
                            + " out, or hold in another dialect");
        }
        return step;
    }

    private static boolean has(Dialect dialect, Direction side, Meaning meaning) {
        return dialect.frameTypes(side).stream().anyMatch(type -> type.means() == meaning);
    }

    @Override
    public Step seen(Step.Seen step) {
        report(step.report(), step.at());
        return step;
    }

    @Override
    public Step never(Step.Never step) {
        if (step.report()) {
            report(step.pattern(), step.at());
        } else {
            frame(step.of(), step.pattern(), step.at());
        }
        return super.never(step);
    }

    private void report(JsonNode report, Location at) {
        if (report.path("channel").isString()) {
            event(channels.get(report.path("channel").stringValue()), report.path("type"), at);
        } else if (report.has("noteUpdated")) {
            update(report.path("type"), at);
        }
    }

    private void frame(Direction from, JsonNode frame, Location at) {
        Optional<String> type = word(frame.path("type"));
        if (type.isEmpty()) {
            return;
        }
        Optional<Meaning> means = dialects.stream()
                .flatMap(dialect -> dialect.frameType(from, type.get()).stream())
                .map(FrameType::means)
                .findFirst();
        if (!isRequest(from, type.get())) { // where there are none, the reply to it does not apply
            check(
                    "frame of the " + from.label(),
                    type.get(),
                    at,
                    dialect -> dialect.frameType(from, type.get()).isPresent(),
                    dialect -> dialect.frameTypes(from).stream()
                            .map(FrameType::name)
                            .toList());
        }
        JsonNode body = frame.path("body");
        means.ifPresent(meaning -> {
            switch (meaning) {
                case CONNECT -> {
                    channel(body.path("channel"), at);
                    channels.put(
                            body.path("id").path(Operator.BIND.word()).stringValue(""),
                            body.path("channel").stringValue(""));
                }
                case EVENT -> event(channels.get(reference(body.path("id"))), body.path("type"), at);
                case NOTE_UPDATE -> update(body.path("type"), at);
                default -> {}
            }
        });
    }

    private static boolean isRequest(Direction from, String type) {
        return Dialect.NAMES.stream()
                .map(Dialect::named)
                .flatMap(dialect -> dialect.frameType(from, type).stream())
                .anyMatch(each -> each.means() == Meaning.REQUEST);
    }

    private static String reference(JsonNode id) {
        return id.stringValue("").replaceAll("^\\$\\{(\\w+)}$", "$1");
    }

    private void channel(JsonNode name, Location at) {
        word(name)
                .ifPresent(channel -> check(
                        "channel",
                        channel,
                        at,
                        dialect -> dialect.channel(channel).isPresent(),
                        dialect ->
                                dialect.channels().stream().map(Channel::name).toList()));
    }

    /** Of a channel, or where the file does not say of which, of any. */
    private void event(@Nullable String channel, JsonNode name, Location at) {
        word(name)
                .ifPresent(event -> check(
                        channel == null ? "event" : "event of " + channel,
                        event,
                        at,
                        dialect -> events(dialect, channel).contains(event),
                        dialect -> events(dialect, channel)));
    }

    private static Set<String> events(Dialect dialect, @Nullable String channel) {
        return dialect.channels().stream()
                .filter(each -> channel == null || each.name().equals(channel))
                .flatMap(each -> each.events().keySet().stream())
                .collect(Collectors.toSet());
    }

    private void update(JsonNode name, Location at) {
        word(name)
                .ifPresent(update -> check(
                        "update of a note",
                        update,
                        at,
                        dialect -> dialect.noteUpdate(update).isPresent(),
                        dialect ->
                                dialect.noteUpdates().stream().map(Event::name).toList()));
    }

    /** What the file writes out; nothing for what an operator or a reference stands for. */
    private static Optional<String> word(JsonNode value) {
        return value.stringValueOpt().filter(text -> !text.contains("${"));
    }

    private void check(
            String what,
            String word,
            Location at,
            Function<Dialect, Boolean> knows,
            Function<Dialect, Collection<String>> right) {
        List<Dialect> without =
                dialects.stream().filter(dialect -> !knows.apply(dialect)).toList();
        if (without.isEmpty()) {
            return;
        }
        List<Dialect> having =
                Dialect.NAMES.stream().map(Dialect::named).filter(knows::apply).toList();
        Set<String> all = new TreeSet<>();
        dialects.forEach(dialect -> all.addAll(right.apply(dialect)));
        String near = DidYouMean.suffix(word, all);
        if (having.isEmpty() && !near.isEmpty()) {
            tell(
                    at,
                    "there is no " + what + " \"" + word + "\"" + near + " If it is meant, write {$lit: " + word + "}");
        } else if (!having.isEmpty()) {
            tell(
                    at,
                    "the " + what + " \"" + word + "\" is not in " + names(without)
                            + ", where the file holds too: write" + " \"dialects: [" + names(having)
                            + "]\"; if it is meant, write {$lit: " + word + "}");
        }
    }

    private static String names(List<Dialect> dialects) {
        return dialects.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }

    private void tell(Location at, String message) {
        found.putIfAbsent(at + message, new ScenarioError(at, message));
    }
}
