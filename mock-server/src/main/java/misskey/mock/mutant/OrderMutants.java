package misskey.mock.mutant;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Servers that send what they should, and not when they should. */
final class OrderMutants {
    /** What a server that is late is late by: longer than anything else takes, and shorter than anybody's patience. */
    private static final Duration LATE = Duration.ofMillis(400);

    private OrderMutants() {}

    static List<Mutant> all(Dialect dialect) {
        return List.of(
                new Mutant(
                        "tells-with-the-next",
                        "sends an event only when the next one comes",
                        "channel.event-in-time",
                        "LATE_EVENT",
                        new Anew(() -> new AtOutbound(new Withholding()))),
                new Mutant(
                        "confirms-late",
                        "confirms a channel after the first event of it",
                        "channel.connected-before-events",
                        "EVENT_BEFORE_CONNECTED",
                        new Anew(() -> new AtOutbound(new ConfirmsLate(dialect)))),
                new Mutant(
                        "confirms-backwards",
                        "confirms two channels in the wrong order",
                        "channel.connected-in-order",
                        "CONNECTED_OUT_OF_ORDER",
                        new Anew(() -> new AtOutbound(new Swapping(dialect, OrderMutants::confirmed)))),
                new Mutant(
                        "tells-backwards",
                        "sends two posts in the wrong order",
                        "timeline.in-order",
                        "WRONG_ORDER",
                        new Anew(() -> new AtOutbound(new Swapping(dialect, OrderMutants::postedUnder)))),
                new Mutant(
                        "tells-some-backwards",
                        "sends two posts in the wrong order on one of several channels",
                        "timeline.same-order-everywhere",
                        "WRONG_ORDER",
                        new Anew(() -> new AtOutbound(new SwappingOnOne(dialect)))));
    }

    private static Optional<JsonNode> postedUnder(Outgoing frame) {
        return frame instanceof Outgoing.Event event
                        && event.told().when().filter("posted"::equals).isPresent()
                ? Optional.of(event.id())
                : Optional.empty();
    }

    private static Optional<JsonNode> confirmed(Outgoing frame) {
        return frame instanceof Outgoing.Connected ? Optional.of(MissingNode.getInstance()) : Optional.empty();
    }

    /** Sends an event when the next of its name comes. */
    private static final class Withholding implements Seams.Outbound {
        private final Map<StreamConnection, Map<String, Outgoing>> held = new HashMap<>();

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            if (!(frame instanceof Outgoing.Event event)) {
                return List.of(frame);
            }
            Outgoing before = held.computeIfAbsent(to, none -> new HashMap<>()).put(event.type(), frame);
            return before == null ? List.of() : List.of(before);
        }
    }

    /** Confirms the first channel of a connection after the first event of it, or when nobody waits for it any more. */
    private static final class ConfirmsLate implements Seams.Outbound {
        private static final Duration TOO_LATE = Duration.ofSeconds(5);

        private final Dialect dialect;
        private final Map<StreamConnection, Outgoing.Connected> held = new HashMap<>();
        private final Set<StreamConnection> known = new HashSet<>();

        private ConfirmsLate(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            if (frame instanceof Outgoing.Connected connected && known.add(to)) {
                held.put(to, connected);
                to.later(TOO_LATE, () -> {
                    if (held.remove(to, connected)) {
                        to.send(connected, dialect);
                    }
                });
                return List.of();
            }
            Outgoing.Connected waiting = held.get(to);
            boolean itsEvent = waiting != null
                    && frame instanceof Outgoing.Event event
                    && event.id().equals(waiting.id());
            if (!itsEvent) {
                return List.of(frame);
            }
            held.remove(to);
            return List.of(frame, waiting);
        }
    }

    /** Of two frames that come soon after each other on a connection, and under one id, it sends the second first. */
    private static final class Swapping implements Seams.Outbound {
        private final Dialect dialect;
        private final Function<Outgoing, Optional<JsonNode>> under;
        private final Map<Place, Outgoing> held = new HashMap<>();

        /** Where a frame goes. Connections are told apart by identity. */
        private record Place(StreamConnection to, JsonNode id) {}

        /** @param under the ids of the frames that are sent so; empty for any other */
        private Swapping(Dialect dialect, Function<Outgoing, Optional<JsonNode>> under) {
            this.dialect = dialect;
            this.under = under;
        }

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            Optional<Place> place = under.apply(frame).map(id -> new Place(to, id));
            if (place.isEmpty()) {
                return List.of(frame);
            }
            Outgoing before = held.remove(place.get());
            if (before != null) {
                return List.of(frame, before);
            }
            held.put(place.get(), frame);
            to.later(LATE, () -> {
                if (held.remove(place.get(), frame)) {
                    to.send(frame, dialect);
                }
            });
            return List.of();
        }
    }

    /** As the other, for the id that a connection was sent a post for first. */
    private static final class SwappingOnOne implements Seams.Outbound {
        private final Map<StreamConnection, JsonNode> first = new HashMap<>();
        private final Swapping swapping;

        private SwappingOnOne(Dialect dialect) {
            this.swapping = new Swapping(dialect, OrderMutants::postedUnder);
        }

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            Optional<JsonNode> id = postedUnder(frame);
            boolean isFirst = id.isPresent()
                    && first.computeIfAbsent(to, none -> id.get()).equals(id.get());
            return isFirst ? swapping.send(to, frame) : List.of(frame);
        }
    }
}
