package misskey.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.DidYouMean;
import misskey.scenario.Scenario.Cast;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What is known up to a step of the file: names, connections, and what an application calls its channels and calls. */
final class Known {
    private final LocatedYaml yaml;
    private final Cast cast;
    private final Roles roles;
    private final NameReader names;
    private final OpenedConnections connections = new OpenedConnections();
    private final Set<String> channels = new HashSet<>();
    private final Set<String> calls = new HashSet<>();

    /** @param dialects those that the file holds in */
    Known(LocatedYaml yaml, Cast cast, Roles roles, List<String> dialects) {
        this.yaml = yaml;
        this.cast = cast;
        this.roles = roles;
        this.names = new NameReader(yaml, dialects);
        cast.users().forEach(names::bind);
        cast.notes().keySet().forEach(names::bind);
    }

    Roles roles() {
        return roles;
    }

    NameReader names() {
        return names;
    }

    OpenedConnections connections() {
        return connections;
    }

    Set<String> channels() {
        return channels;
    }

    Set<String> calls() {
        return calls;
    }

    JsonNode root() {
        return yaml.root();
    }

    Location at(JsonPointer pointer) {
        return yaml.at(pointer);
    }

    /** The one key, of those the language wants one of, that the object has. */
    static String chosen(JsonNode object, List<String> choices) {
        return choices.stream().filter(object::has).findFirst().orElseThrow();
    }

    static Optional<Integer> number(JsonNode content, String member) {
        return content.has(member) ? Optional.of(content.path(member).intValue()) : Optional.empty();
    }

    /** Who asks for a connection. */
    Party party(JsonNode content, JsonPointer inside) throws ScenarioError {
        Party party = Party.named(content.path("as").stringValue(""));
        if (party.account().isPresent()) {
            checkUser(inside, party.name());
        }
        return party;
    }

    void checkUser(JsonPointer inside, String name) throws ScenarioError {
        ScenarioReader.checkUser(yaml, inside.appendProperty("as"), name, cast.users());
    }

    void checkReport(JsonNode content, JsonPointer inside) throws ScenarioError {
        checkNamed(content, inside, "channel", "channel", channels);
        checkNamed(content, inside, "response", "response", calls);
    }

    void checkNamed(JsonNode content, JsonPointer inside, String member, String what, Set<String> named)
            throws ScenarioError {
        String name = content.path(member).stringValue("");
        if (content.path(member) instanceof StringNode && !named.contains(name)) {
            throw new ScenarioError(
                    at(inside.appendProperty(member)),
                    "no app step before this calls a " + what + " \"" + name + "\"" + DidYouMean.suffix(name, named));
        }
    }

    /** Takes for granted what a step would have made known that has a mistake, so that what follows from it is not told. */
    void assume(JsonNode step) {
        for (Map.Entry<String, JsonNode> member : step.properties()) {
            String text = member.getValue().stringValue("");
            switch (member.getKey()) {
                case "$bind" -> names.bind(text);
                case "as" -> {
                    names.bind(text);
                    channels.add(text);
                    calls.add(text);
                }
                case "bind" -> member.getValue().propertyNames().forEach(names::bind);
                case "open", "close", "fault" -> connections.assumeAll();
                default -> {}
            }
        }
        step.forEach(this::assume);
    }
}
