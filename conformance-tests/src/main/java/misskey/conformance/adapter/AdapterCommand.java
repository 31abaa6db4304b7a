package misskey.conformance.adapter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command of the protocol that stands for one of {@link misskey.mock.play.Subject#perform}, and under which members it has what. */
public enum AdapterCommand {
    CONNECT("channel", "as", "params", false),
    DISCONNECT("as", "", "", false),
    SEND("type", "as", "body", true),
    CAPTURE("id", "", "", false),
    RELEASE("id", "", "", false),
    CALL("endpoint", "as", "data", true),
    CLOSE("", "", "", false);

    private final String operand;
    private final String as;
    private final String params;
    private final boolean needsParams;

    AdapterCommand(String operand, String as, String params, boolean needsParams) {
        this.operand = operand;
        this.as = as;
        this.params = params;
        this.needsParams = needsParams;
    }

    /** The word of the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command of this word; empty where {@code perform} has none, as of {@code open}. */
    public static Optional<AdapterCommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    /** Its members, but for the number. {@code unnamed} is what is called {@code as} where nobody needs the name. */
    ObjectNode write(String what, Optional<String> called, Optional<JsonNode> data, String unnamed) {
        ObjectNode message = Json.object().put("command", word());
        if (!operand.isEmpty()) {
            message.put(operand, what);
        }
        if (!as.isEmpty()) {
            message.put(as, called.orElse(unnamed));
        }
        if (!params.isEmpty() && (needsParams || data.isPresent())) {
            message.set(params, data.orElseGet(Json::object));
        }
        return message;
    }

    /** What it is about: a channel, a note's id, … */
    public String operand(ObjectNode message) {
        return message.path(operand).stringValue("");
    }

    /** What it is called. */
    public Optional<String> as(ObjectNode message) {
        return message.path(as).stringValueOpt();
    }

    /** Parameters, data or a body. */
    public Optional<JsonNode> params(ObjectNode message) {
        return Optional.ofNullable(message.get(params));
    }
}
