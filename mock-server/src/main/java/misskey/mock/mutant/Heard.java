package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Pattern;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Messages of clients that a mutant treats otherwise than others. What is null is not looked at.
 *
 * @param frame what they look like, as scenarios write it
 * @param text a regular expression that is found in them
 * @param is what is wrong with them
 * @param anonymous whether their connection has no account
 * @param before whether they come before the first channel is open
 */
record Heard(
        @Nullable JsonNode frame,
        @Nullable String text,
        @Nullable Oddity is,
        @Nullable Boolean anonymous,
        @Nullable Boolean before) {
    private static final int DEEP = 1_000;

    /** What is wrong with a message. */
    enum Oddity {
        @JsonProperty("not-json")
        NOT_JSON,
        @JsonProperty("no-object")
        NO_OBJECT,
        @JsonProperty("no-type")
        NO_TYPE,
        @JsonProperty("unknown-type")
        UNKNOWN_TYPE,
        @JsonProperty("unknown-channel")
        UNKNOWN_CHANNEL,
        @JsonProperty("unknown-message")
        UNKNOWN_MESSAGE,
        @JsonProperty("no-such-id")
        NO_SUCH_ID,
        @JsonProperty("deep")
        DEEP,
        /** Any of these but the last three. */
        @JsonProperty("wrong")
        WRONG
    }

    boolean fits(StreamConnection from, String message, Dialect dialect) {
        if (text != null
                && !Pattern.compile(text, Pattern.DOTALL).matcher(message).find()) {
            return false;
        }
        if (anonymous != null && anonymous == from.userId().isPresent()) {
            return false;
        }
        if (before != null && before != from.channels().open().isEmpty()) {
            return false;
        }
        if (frame != null) {
            JsonNode read = parsed(message).orElse(Json.object());
            if (!Sent.fits(frame, read)) {
                return false;
            }
        }
        return is == null || isOdd(is, from, message, dialect);
    }

    private static boolean isOdd(Oddity oddity, StreamConnection from, String message, Dialect dialect) {
        if (oddity == Oddity.DEEP) {
            return message.length() > DEEP && depth(message) > DEEP;
        }
        Optional<JsonNode> parsed = parsed(message);
        Optional<Frame> frame = Frame.read(message).fold(Optional::of, rejected -> Optional.empty());
        Optional<Dialect.Meaning> means = frame.flatMap(read -> dialect.frameType(Direction.CLIENT, read.type()))
                .map(Dialect.FrameType::means);
        return switch (oddity) {
            case NOT_JSON -> parsed.isEmpty();
            case NO_OBJECT -> parsed.filter(JsonNode::isObject).isEmpty() && parsed.isPresent();
            case NO_TYPE -> parsed.filter(JsonNode::isObject).isPresent() && frame.isEmpty();
            case UNKNOWN_TYPE -> frame.isPresent() && means.isEmpty();
            case UNKNOWN_CHANNEL ->
                means.equals(Optional.of(Dialect.Meaning.CONNECT))
                        && frame.flatMap(read -> read.member("channel").stringValueOpt())
                                .filter(name -> dialect.channel(name).isEmpty())
                                .isPresent();
            case NO_SUCH_ID ->
                means.equals(Optional.of(Dialect.Meaning.MESSAGE))
                        && named(frame, from).isEmpty();
            case UNKNOWN_MESSAGE ->
                means.equals(Optional.of(Dialect.Meaning.MESSAGE))
                        && named(frame, from)
                                .filter(channel -> !channel.messages()
                                        .containsKey(frame.orElseThrow()
                                                .member("type")
                                                .stringValue("")))
                                .isPresent();
            case WRONG ->
                frame.isEmpty() || means.isEmpty() || !frame.get().body().isObject();
            case DEEP -> false;
        };
    }

    private static Optional<Dialect.Channel> named(Optional<Frame> frame, StreamConnection from) {
        return from.channels().open().stream()
                .filter(open -> open.id().equals(frame.orElseThrow().member("id")))
                .map(open -> open.channel())
                .findFirst();
    }

    private static int depth(String message) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < message.length(); i++) {
            char each = message.charAt(i);
            depth += each == '[' || each == '{' ? 1 : each == ']' || each == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    static Optional<JsonNode> parsed(String message) {
        try {
            JsonNode read = Json.read(message);
            return read.isMissingNode() ? Optional.empty() : Optional.of(read);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
