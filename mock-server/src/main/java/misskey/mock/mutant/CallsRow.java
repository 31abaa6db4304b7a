package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Seams;
import misskey.mock.world.Access;
import misskey.mock.world.Fact;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What some calls of a mutant's API do.
 *
 * @param to their endpoints
 * @param then what they do; null where they only tell something else
 * @param drops a member of their data that they do not look at
 * @param adds a kind of fact that they bring about besides, as dialects write it, with the caller as who did it
 */
record CallsRow(
        @JsonProperty(required = true) List<String> to,
        @Nullable Then then,
        @Nullable String drops,
        @Nullable String adds) {
    /** What a call does. */
    enum Then {
        /** Nothing, and says that it was done. */
        @JsonProperty("nothing")
        NOTHING,
        /** What it should, and nobody is told. */
        @JsonProperty("silent")
        SILENT
    }

    Mutation mutation() {
        return new AtCalls(new Seams.Calls() {
            @Override
            public JsonNode call(ApiCall call, Seams.Straight server) {
                if (!to.contains(call.endpoint())) {
                    return server.call(call);
                }
                return then == Then.NOTHING ? MissingNode.getInstance() : server.call(read(call));
            }

            @Override
            public List<Fact> facts(ApiCall call, List<Fact> straight, Seams.Straight server) {
                if (!to.contains(call.endpoint())) {
                    return straight;
                }
                return adds == null ? (then == Then.SILENT ? List.of() : straight) : with(call, straight);
            }
        });
    }

    private ApiCall read(ApiCall call) {
        return drops != null && call.data() instanceof ObjectNode data
                ? call.to(call.endpoint(), data.deepCopy().without(drops))
                : call;
    }

    private List<Fact> with(ApiCall call, List<Fact> straight) {
        Fact.Kind kind =
                Fact.Kind.valueOf(String.valueOf(adds).toUpperCase(Locale.ROOT).replace('-', '_'));
        return call.caller()
                .map(Access::user)
                .map(user -> new Fact(kind, user, Optional.of(user), Optional.empty(), Optional.empty(), Json.object()))
                .map(fact -> Stream.concat(straight.stream(), Stream.of(fact)).toList())
                .orElse(straight);
    }
}
