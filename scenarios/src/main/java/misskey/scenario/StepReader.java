package misskey.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import misskey.scenario.Scenario.Cast;
import tools.jackson.databind.JsonNode;

/** Reads the steps of one scenario, and keeps track of which names are bound by then. */
final class StepReader {
    private static final String ANONYMOUS = "anonymous";
    private static final List<String> STEPS =
            List.of("open", "app", "client", "server", "do", "reply", "seen", "never");
    private static final List<String> TOP =
            List.of("scenario", "covers", "source", "plays", "dialects", "world", "steps");
    private static final List<String> COMMANDS = List.of("connect", "capture", "release", "call");

    private final LocatedYaml yaml;
    private final Cast cast;
    private final Set<String> bound = new HashSet<>();

    StepReader(LocatedYaml yaml, Cast cast) {
        this.yaml = yaml;
        this.cast = cast;
        bound.addAll(cast.users());
        bound.addAll(cast.notes().keySet());
    }

    /** The keys that the language has at a place, for suggestions. */
    static List<String> knownKeys(String pointer) {
        if (pointer.isEmpty()) {
            return TOP;
        }
        if (pointer.endsWith("/app")) {
            return List.of("connect", "capture", "release", "call", "as", "params", "with");
        }
        return pointer.matches(".*/(steps|until)/\\d+")
                ? concat(STEPS, List.of("until"))
                : List.of(
                        "as", "call", "with", "bind", "to", "result", "error", "users", "follows", "notes", "by",
                        "text");
    }

    List<Step> steps(JsonNode list, String pointer) throws ScenarioError {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            steps.add(step(list.get(i), pointer + "/" + i));
        }
        return List.copyOf(steps);
    }

    private Step step(JsonNode step, String pointer) throws ScenarioError {
        List<String> kinds = STEPS.stream().filter(step::has).toList();
        Location at = yaml.at(pointer);
        if (kinds.size() != 1) {
            throw new ScenarioError(
                    at,
                    "a step is one of " + String.join(", ", STEPS) + "; found "
                            + (kinds.isEmpty() ? "none of them" : String.join(" and ", kinds)));
        }
        String kind = kinds.get(0);
        JsonNode content = step.path(kind);
        String inside = pointer + "/" + kind;
        if (step.has("until") != kind.equals("never")) {
            throw new ScenarioError(at, "\"until\" stands beside \"never\", and \"never\" needs it");
        }
        return switch (kind) {
            case "open" -> open(content, at, inside);
            case "app" -> app(content, at, inside);
            case "client" -> new Step.Client(at, pattern(content, inside));
            case "server" -> new Step.Server(at, pattern(content, inside));
            case "do" -> act(content, at, inside);
            case "reply" -> reply(content, at, inside);
            case "seen" -> new Step.Seen(at, pattern(content, inside));
            case "never" -> never(step, at, pointer);
            default -> throw new IllegalStateException("the step " + kind + " is listed but not read");
        };
    }

    private Step open(JsonNode content, Location at, String pointer) throws ScenarioError {
        String as = content.path("as").stringValue();
        if (as.equals(ANONYMOUS)) {
            return new Step.Open(at, Optional.empty());
        }
        ScenarioReader.checkUser(yaml, pointer + "/as", as, cast.users());
        return new Step.Open(at, Optional.of(as));
    }

    private Step app(JsonNode content, Location at, String pointer) throws ScenarioError {
        List<String> commands = COMMANDS.stream().filter(content::has).toList();
        if (commands.size() != 1) {
            throw new ScenarioError(at, "an app step is one of " + String.join(", ", COMMANDS));
        }
        String command = commands.get(0);
        JsonNode params = pattern(content.has("with") ? content.path("with") : content.path("params"), pointer);
        return new Step.App(
                at,
                command,
                pattern(content.path(command), pointer + "/" + command),
                content.path("as").stringValueOpt(),
                params.isMissingNode() ? Optional.empty() : Optional.of(params));
    }

    private Step act(JsonNode content, Location at, String pointer) throws ScenarioError {
        String as = content.path("as").stringValue();
        ScenarioReader.checkUser(yaml, pointer + "/as", as, cast.users());
        JsonNode with = pattern(content.path("with"), pointer + "/with");
        List<Step.Bind> binds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> bind : content.path("bind").properties()) {
            binds.add(new Step.Bind(bind.getKey(), bind.getValue().stringValue("")));
            bound.add(bind.getKey());
        }
        return new Step.Do(at, as, content.path("call").stringValue(), with, List.copyOf(binds));
    }

    private Step reply(JsonNode content, Location at, String pointer) throws ScenarioError {
        boolean error = content.has("error");
        if (error == content.has("result")) {
            throw new ScenarioError(at, "a reply has either a result or an error");
        }
        String which = error ? "error" : "result";
        return new Step.Reply(
                at,
                pattern(content.path("to"), pointer + "/to"),
                error,
                pattern(content.path(which), pointer + "/" + which));
    }

    private Step never(JsonNode step, Location at, String pointer) throws ScenarioError {
        JsonNode content = step.path("never");
        boolean byServer = content.has("server");
        if (byServer == content.has("client")) {
            throw new ScenarioError(at, "\"never\" names a frame of the client or of the server");
        }
        String side = byServer ? "server" : "client";
        JsonNode frame = pattern(content.path(side), pointer + "/never/" + side);
        List<Step> until = steps(step.path("until"), pointer + "/until");
        return new Step.Never(at, byServer, frame, until);
    }

    /** Checks that every name a pattern refers to is bound, and takes in those that it binds. */
    private JsonNode pattern(JsonNode pattern, String pointer) throws ScenarioError {
        if (pattern.isString()) {
            Matcher reference = Bindings.REFERENCE.matcher(pattern.stringValue());
            while (reference.find()) {
                String name = reference.group(1).replaceAll("\\..*", "");
                if (!bound.contains(name)) {
                    throw new ScenarioError(
                            yaml.at(pointer),
                            "nothing before this binds \"" + name + "\"" + DidYouMean.suffix(name, bound));
                }
            }
        } else if (pattern.isObject()) {
            for (Map.Entry<String, JsonNode> member : pattern.properties()) {
                operator(member, pattern.size(), pointer);
                pattern(member.getValue(), pointer + "/" + member.getKey());
            }
        } else if (pattern.isArray()) {
            for (int i = 0; i < pattern.size(); i++) {
                pattern(pattern.get(i), pointer + "/" + i);
            }
        }
        return pattern;
    }

    private void operator(Map.Entry<String, JsonNode> member, int size, String pointer) throws ScenarioError {
        String name = member.getKey();
        if (!name.startsWith("$")) {
            return;
        }
        if (!FramePattern.OPERATORS.contains(name) || size != 1) {
            throw new ScenarioError(
                    yaml.at(pointer + "/" + name),
                    size == 1
                            ? "there is no operator \"" + name + "\"" + DidYouMean.suffix(name, FramePattern.OPERATORS)
                            : "the operator \"" + name + "\" stands alone in its object");
        }
        if (name.equals("$bind")) {
            bound.add(member.getValue().stringValue(""));
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
