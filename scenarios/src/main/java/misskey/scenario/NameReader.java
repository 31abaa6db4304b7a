package misskey.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import misskey.protocol.Shape;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Checks what patterns and values refer to: every name has to be bound by the time it is used. */
final class NameReader {
    private final LocatedYaml yaml;
    private final List<String> dialects;
    private final Set<String> bound = new TreeSet<>();

    /** @param dialects those that the file holds in */
    NameReader(LocatedYaml yaml, List<String> dialects) {
        this.yaml = yaml;
        this.dialects = dialects;
    }

    void bind(String name) {
        bound.add(name);
    }

    /** The names that are bound by now. */
    Set<String> bound() {
        return Set.copyOf(bound);
    }

    /** Of the names bound by now only these are known from here on. */
    void forgetAllBut(Set<String> before) {
        bound.retainAll(before);
    }

    /** A pattern that something has to match: takes in the names it binds. */
    JsonNode pattern(JsonNode pattern, JsonPointer place) throws ScenarioError {
        check(pattern, place, true);
        return pattern;
    }

    /** A pattern that may match nothing: binding a name there would leave it without a value. */
    JsonNode condition(JsonNode pattern, JsonPointer place) throws ScenarioError {
        check(pattern, place, false);
        return pattern;
    }

    /** A value that is sent. */
    JsonNode value(JsonNode value, JsonPointer place) throws ScenarioError {
        check(value, place, false);
        return value;
    }

    private void check(JsonNode pattern, JsonPointer place, boolean binds) throws ScenarioError {
        Optional<Operator> operator = Operator.in(pattern);
        if (operator.isPresent()) {
            JsonPointer inside = place.appendProperty(operator.get().word());
            checkOperand(operator.get(), pattern.path(operator.get().word()), inside, binds);
        } else if (pattern.isString()) {
            checkText(pattern.stringValue(), place);
        } else {
            checkMembers(pattern, place, binds);
        }
    }

    private void checkOperand(Operator operator, JsonNode operand, JsonPointer place, boolean binds)
            throws ScenarioError {
        switch (operator) {
            case BIND -> {
                if (!binds) {
                    throw new ScenarioError(
                            yaml.at(place),
                            "what need not come binds nothing: write {$any: true} in place of the name \""
                                    + operand.stringValue() + "\"");
                }
                bind(operand.stringValue());
            }
            case REGEX -> checkRegex(operand.stringValue(), place);
            case ONE_OF -> checkMembers(operand, place, false);
            case EXACT -> checkMembers(operand, place, binds);
            case SCHEMA -> checkEntity(operand.stringValue(), place);
            case ANY, ABSENT, TYPE, GT, LT, LIT -> {}
        }
    }

    private void checkMembers(JsonNode container, JsonPointer place, boolean binds) throws ScenarioError {
        for (int i = 0; container.isArray() && i < container.size(); i++) {
            check(container.get(i), place.appendIndex(i), binds);
        }
        for (Map.Entry<String, JsonNode> member : container.properties()) {
            check(member.getValue(), place.appendProperty(member.getKey()), binds);
        }
    }

    private void checkText(String text, JsonPointer place) throws ScenarioError {
        Matcher reference = Bindings.REFERENCE.matcher(text);
        while (reference.find()) {
            String name = reference.group(1).replaceAll("\\..*", "");
            if (!bound.contains(name)) {
                throw new ScenarioError(
                        yaml.at(place), "nothing before this binds \"" + name + "\"" + DidYouMean.suffix(name, bound));
            }
        }
        if (reference.replaceAll(" ").contains("${")) {
            throw new ScenarioError(
                    yaml.at(place),
                    "\"${\" begins a reference, as in \"${alice.id}\"; write {$lit: …} around a text that has it");
        }
    }

    private void checkEntity(String name, JsonPointer place) throws ScenarioError {
        for (String dialect : dialects) {
            Set<String> known = Shape.entityNames(Dialect.named(dialect));
            if (!known.contains(name)) {
                throw new ScenarioError(
                        yaml.at(place),
                        "the dialect " + dialect + " has no entity \"" + name + "\""
                                + DidYouMean.suffixOrAll(name, new TreeSet<>(known)));
            }
        }
    }

    private void checkRegex(String regex, JsonPointer place) throws ScenarioError {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException broken) {
            throw new ScenarioError(yaml.at(place), "not a regular expression: " + broken.getDescription());
        }
    }
}
