package misskey.scenario;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an object with one {@code $} member asks of a value. What each means stands in the language's schema. */
enum Operator {
    BIND("$bind"),
    ANY("$any"),
    ABSENT("$absent"),
    TYPE("$type"),
    REGEX("$regex"),
    ONE_OF("$oneOf"),
    GT("$gt"),
    LT("$lt"),
    SCHEMA("$schema"),
    EXACT("$exact"),
    LIT("$lit");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    /** As files write it. */
    String word() {
        return word;
    }

    /** The operator that this pattern is; empty where it is an ordinary value. */
    static Optional<Operator> in(JsonNode pattern) {
        return pattern.isObject() && pattern.size() == 1
                ? Stream.of(values())
                        .filter(operator -> pattern.has(operator.word))
                        .findFirst()
                : Optional.empty();
    }
}
