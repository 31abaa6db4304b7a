package misskey.scenario;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;

/**
 * One step of a scenario. What it means when played to a client and when played to a server is said at
 * each; a player is a {@link Visitor}.
 */
public sealed interface Step {
    /** Where it stands. */
    Location at();

    /** Whose frame it shows; empty where it shows none. */
    default Optional<Direction> by() {
        return Optional.empty();
    }

    /** Calls the visitor's method for this step. */
    <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X;

    /** One method for each step. */
    interface Visitor<T, X extends Exception> {
        T open(Open step) throws X;

        T app(App step) throws X;

        T client(Client step) throws X;

        T server(Server step) throws X;

        T act(Do step) throws X;

        T reply(Reply step) throws X;

        T seen(Seen step) throws X;

        T never(Never step) throws X;
    }

    /**
     * To a client: this account's next handshake must arrive. To a server: the kit dials as this account.
     *
     * @param as an account of the scenario's world; empty for {@code anonymous}
     */
    record Open(Location at, Optional<String> as) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.open(this);
        }
    }

    /**
     * To a client: a command to it. To a server: nothing.
     *
     * @param command {@code connect}, {@code capture}, {@code release} or {@code call}
     * @param operand what: a channel, a note's id, an endpoint
     * @param as what the scenario calls it from then on
     * @param params parameters of a channel, or data of a call
     */
    record App(Location at, String command, JsonNode operand, Optional<String> as, Optional<JsonNode> params)
            implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.app(this);
        }
    }

    /** A frame of the client. To a client: must arrive. To a server: is sent; {@code $bind} makes up a value. */
    record Client(Location at, JsonNode frame) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.CLIENT);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.client(this);
        }
    }

    /** A frame of the server. To a client: is sent. To a server: must arrive. */
    record Server(Location at, JsonNode frame) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.SERVER);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.server(this);
        }
    }

    /**
     * Somebody does something. To a client: to the session's world, which tells nobody. To a server: an
     * HTTP call with that account's token.
     *
     * @param bind names for members of its result
     */
    record Do(Location at, String as, String call, JsonNode with, List<Bind> bind) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.act(this);
        }
    }

    /** A name for a member of a result. */
    record Bind(String name, String member) {}

    /**
     * The answer to an api request. To a client: is sent, as the dialect writes it. To a server: must arrive so.
     *
     * @param to the request's id
     * @param error whether {@code content} is an error rather than a result
     */
    record Reply(Location at, JsonNode to, boolean error, JsonNode content) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.SERVER);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.reply(this);
        }
    }

    /**
     * To a client: it must report this to its application. To a server: nothing.
     *
     * @param report the pattern, keyed by {@code channel}, {@code noteUpdated} or {@code response}
     */
    record Seen(Location at, JsonNode report) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.seen(this);
        }
    }

    /**
     * What must not come until some steps have passed, and not after them either. It judges the side it
     * names; about the side that the kit plays it says nothing.
     *
     * @param byServer whether it names the server's frames rather than the client's
     */
    record Never(Location at, boolean byServer, JsonNode frame, List<Step> until) implements Step {
        @Override
        public Optional<Direction> by() {
            return until.get(until.size() - 1).by();
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.never(this);
        }
    }
}
