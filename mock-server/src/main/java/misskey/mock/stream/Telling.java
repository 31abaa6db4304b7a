package misskey.mock.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import misskey.mock.world.Fact;
import misskey.mock.world.User;
import misskey.protocol.Dialect;
import tools.jackson.databind.JsonNode;

/** One fact, while connections are told of it: what is the same for many of them is found out once. */
final class Telling {
    private final Fact fact;
    private final SharedBodies shared = new SharedBodies();
    private final Map<Asked, Boolean> addressed = new HashMap<>();
    private final Map<Asked, JsonNode> bodies = new HashMap<>();

    /** Who asks, and about which event. */
    private record Asked(Dialect.Event event, Optional<String> viewer, Optional<JsonNode> params) {
        static Asked of(Dialect.Event event, Optional<User> viewer, Optional<JsonNode> params) {
            return new Asked(event, viewer.map(User::id), params);
        }

        /** Without the event: it has many parts, and few of them tell of one fact. */
        @Override
        public int hashCode() {
            return Objects.hash(viewer, params);
        }
    }

    Telling(Fact fact) {
        this.fact = fact;
    }

    Fact fact() {
        return fact;
    }

    /** The bodies of the frames that tell of it. */
    SharedBodies bodies() {
        return shared;
    }

    /** Whether an event tells a viewer who opened its channel with these parameters. */
    boolean isAddressed(Dialect.Event event, Optional<User> viewer, JsonNode params, BooleanSupplier finding) {
        return addressed.computeIfAbsent(Asked.of(event, viewer, Optional.of(params)), none -> finding.getAsBoolean());
    }

    /** What an event says to a viewer. */
    JsonNode body(Dialect.Event event, Optional<User> viewer, Supplier<JsonNode> making) {
        return bodies.computeIfAbsent(Asked.of(event, viewer, Optional.empty()), none -> making.get());
    }
}
