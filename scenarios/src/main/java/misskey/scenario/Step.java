package misskey.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a scenario. What it means when played to a client and when played to a server is said at
 * each; whatever goes through steps is a {@link Visitor}.
 */
public sealed interface Step {
    /** Where it stands, and what it is about. */
    Place place();

    /** Where it stands. */
    default Location at() {
        return place().at();
    }

    /** Whose doing it shows; empty where it shows nothing that a side does. */
    default Optional<Direction> by() {
        return Optional.empty();
    }

    /** The steps in it. */
    default List<Step> inside() {
        return List.of();
    }

    /** Calls the visitor's method for this step. */
    <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X;

    /** One method for each step. */
    interface Visitor<T, X extends Exception> {
        T open(Open step) throws X;

        T refused(Refused step) throws X;

        T app(App step) throws X;

        T message(Message step) throws X;

        T act(Do step) throws X;

        T reply(Reply step) throws X;

        T call(Call step) throws X;

        T attempts(Attempts step) throws X;

        T seen(Seen step) throws X;

        T never(Never step) throws X;

        T close(Close step) throws X;

        T fault(Fault step) throws X;

        T pause(Wait step) throws X;

        T repeat(Repeat step) throws X;

        T group(Group step) throws X;

        T checkpoint(Checkpoint step) throws X;
    }

    /**
     * To a client: this account's next handshake must arrive, and is accepted. To a server: the kit dials.
     *
     * @param nth which connection of this account it has to be, from 1; empty for whichever
     */
    record Open(Place place, Party party, Optional<Integer> nth) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.open(this);
        }
    }

    /**
     * To a client: handshakes are refused. To a server: the kit dials, and must be refused.
     *
     * @param status the HTTP status; empty for any, or where there is no answer
     * @param silent whether there is no answer at all
     * @param lasting to a client: how long they are refused, from now on
     * @param times to a client: how many are refused, where it is not for a time
     */
    record Refused(
            Place place, Party party, Optional<Integer> status, boolean silent, Optional<Duration> lasting, int times)
            implements Step {
        /** The same handshake, asked for by this party. */
        public Refused as(Party other) {
            return new Refused(place, other, status, silent, lasting, times);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.refused(this);
        }
    }

    /**
     * To a client: a command to it. To a server: nothing.
     *
     * @param command {@code connect}, {@code disconnect}, {@code send}, {@code capture}, {@code release}, {@code call}
     *     or {@code close}
     * @param operand what: a channel, a name given to one, a note's id, an endpoint, or {@code true}
     * @param as what the scenario calls it from then on; the type of what is sent
     * @param params parameters of a channel, data of a call, or the body of what is sent
     */
    record App(Place place, String command, JsonNode operand, Optional<String> as, Optional<JsonNode> params)
            implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.app(this);
        }
    }

    /** A frame. The side that the kit takes sends it; the other must. {@code $bind} in one that is sent makes up a value. */
    record Message(Place place, Direction from, JsonNode frame) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(from);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.message(this);
        }
    }

    /**
     * Somebody does something. To a client: to the session's world, which tells nobody. To a server: an
     * HTTP call with that account's token.
     *
     * @param bind names for members of its result
     */
    record Do(Place place, String as, String call, JsonNode with, List<Bind> bind) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.act(this);
        }
    }

    /** A name for a member of a result; the member {@code .} is the result itself. */
    record Bind(String name, String member) {}

    /**
     * The answer to an api request. To a client: is sent, as the dialect writes it. To a server: must arrive so.
     *
     * @param to the request's id
     * @param error whether {@code content} is an error rather than a result
     */
    record Reply(Place place, JsonNode to, boolean error, JsonNode content) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.SERVER);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.reply(this);
        }
    }

    /** To a client: it must make this HTTP request. To a server: nothing. */
    record Call(Place place, String endpoint, Optional<Party> party, JsonNode with) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.CLIENT);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.call(this);
        }
    }

    /**
     * To a client: how often it asks for a connection, in a time that begins now. To a server: nothing.
     *
     * @param growing whether no gap may be much shorter than the one before
     */
    record Attempts(Place place, Duration window, Optional<Integer> atMost, Optional<Integer> atLeast, boolean growing)
            implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.attempts(this);
        }
    }

    /**
     * To a client: it must report this to its application. To a server: nothing.
     *
     * @param report the pattern, keyed by {@code channel}, {@code noteUpdated}, {@code response}, {@code state} or
     *     {@code error}
     */
    record Seen(Place place, ObjectNode report) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(Direction.CLIENT);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.seen(this);
        }
    }

    /**
     * What must not come until some steps have passed, and not after them either. It judges the side it
     * names; about the side that the kit plays it says nothing.
     *
     * @param of the side it judges
     * @param report whether the pattern is of what a client reports rather than of a frame
     */
    record Never(Place place, Direction of, boolean report, JsonNode pattern, List<Step> until) implements Step {
        @Override
        public List<Step> inside() {
            return until;
        }

        @Override
        public Optional<Direction> by() {
            return until.get(until.size() - 1).by();
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.never(this);
        }
    }

    /** A side closes the connection. The side that the kit takes does; the other must. */
    record Close(Place place, Direction from, Optional<Integer> code, Optional<String> reason) implements Step {
        @Override
        public Optional<Direction> by() {
            return Optional.of(from);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.close(this);
        }
    }

    /**
     * To a client: something goes wrong.
     *
     * @param name the mock's word for it
     * @param details what it needs; empty where it needs nothing
     */
    record Fault(Place place, String name, ObjectNode details) implements Step {
        private static final List<String> OF_HANDSHAKES = List.of("delay", "silence", "badAccept");
        private static final List<String> ENDING =
                List.of("reset", "halfOpen", "truncated", "closeCode", "closeWithoutFrame");

        /** Whether it is the next handshake that goes wrong, and not the connection. */
        public boolean ofHandshakes() {
            return details.has("kind")
                    ? details.path("kind").stringValue("").equals("handshake")
                    : OF_HANDSHAKES.contains(name);
        }

        /** Whether it is the end of its connection: nothing is sent on it any more. */
        public boolean ends() {
            return !ofHandshakes() && ENDING.contains(name);
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.fault(this);
        }
    }

    /** Time passes. */
    record Wait(Place place, Duration time) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.pause(this);
        }
    }

    /**
     * Steps again and again.
     *
     * @param index the name of how often it was before; empty where the steps do not ask
     */
    record Repeat(Place place, int times, Optional<String> index, List<Step> steps) implements Step {
        @Override
        public List<Step> inside() {
            return steps;
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.repeat(this);
        }
    }

    /** Steps together: in whatever order, or with their frames one after the other. */
    record Group(Place place, boolean ordered, List<Step> steps) implements Step {
        @Override
        public List<Step> inside() {
            return steps;
        }

        @Override
        public Optional<Direction> by() {
            return steps.get(steps.size() - 1).by();
        }

        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.group(this);
        }
    }

    /** The other side has taken in everything up to here. */
    record Checkpoint(Place place, String why) implements Step {
        @Override
        public <T, X extends Exception> T accept(Visitor<T, X> visitor) throws X {
            return visitor.checkpoint(this);
        }
    }
}
