package misskey.mock.mutant;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtData;
import misskey.mock.stream.Seams;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;

/** Servers for which one thing that the dialect says is otherwise. */
final class DataFaults {
    private DataFaults() {}

    static Mutation switched(Map<String, JsonNode> switched) {
        if (switched.size() != 1) {
            throw new IllegalStateException("one switch makes one fault; found " + switched.keySet());
        }
        Map.Entry<String, JsonNode> one = switched.entrySet().iterator().next();
        return new AtData(dialect -> dialect.with(one.getKey(), one.getValue()));
    }

    static Mutation unknown(String frameType) {
        return new AtData(dialect -> dialect.without(dialect.frameType(Direction.CLIENT, frameType)
                .orElseThrow(() -> new IllegalStateException(
                        dialect.name() + " has no frame type \"" + frameType + "\" to leave out"))));
    }

    static Mutation opens(String channel) {
        return new AtData(changed(
                channel,
                row -> new Channel(row.name(), false, row.permission(), row.params(), row.events(), row.messages())));
    }

    static Mutation permits(String channel) {
        return new AtData(changed(
                channel,
                row -> new Channel(
                        row.name(), row.credential(), Optional.empty(), row.params(), row.events(), row.messages())));
    }

    static Mutation mistakes(Map<String, String> channels) {
        Map.Entry<String, String> one = channels.entrySet().iterator().next();
        return new AtData(dialect -> {
            Channel other = dialect.channel(one.getValue()).orElseThrow();
            return changed(
                            one.getKey(),
                            row -> new Channel(
                                    row.name(),
                                    other.credential(),
                                    other.permission(),
                                    other.params(),
                                    other.events(),
                                    other.messages()))
                    .serve(dialect);
        });
    }

    static Seams.Data changed(String channel, UnaryOperator<Channel> change) {
        return dialect -> dialect.with(change.apply(dialect.channel(channel)
                .orElseThrow(() ->
                        new IllegalStateException(dialect.name() + " has no channel \"" + channel + "\" to change"))));
    }
}
