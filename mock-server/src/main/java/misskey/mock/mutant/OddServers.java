package misskey.mock.mutant;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import misskey.mock.fault.Arming;
import misskey.mock.fault.WritingFault;
import misskey.mock.stream.Admission;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.HttpAnswer;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Mutation.AtData;
import misskey.mock.stream.Mutation.AtHandshake;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The registry of servers that are odd and correct. */
public final class OddServers {
    private static final String ODD = "kitOddity";
    /** Members of a post that Misskey's schema neither demands nor forbids to be null. */
    private static final List<String> MAY_BE_NULL =
            List.of("reply", "renote", "poll", "channelId", "channel", "myReaction");

    private static final int OFTEN = 5;

    private OddServers() {}

    /** Every one of them, each time anew. */
    public static List<OddServer> all(Dialect dialect) {
        return List.of(
                new OddServer(
                        "adds-members",
                        "adds members that nobody knows to whatever it tells",
                        new AtOutbound(frame -> List.of(
                                frame.tells()
                                        ? rewritten(frame, dialect, read -> Json.write(withMore(read)))
                                        : frame))),
                new OddServer(
                        "turns-members-around",
                        "sends the members of every object in another order",
                        new AtOutbound(frame -> List.of(rewritten(frame, dialect, read -> Json.write(turned(read)))))),
                new OddServer(
                        "writes-nulls",
                        "sends null for what a post may have and has not",
                        new AtOutbound(frame -> List.of(
                                rewritten(frame, dialect, read -> Json.write(eachNote(read, OddServers::filled)))))),
                new OddServer(
                        "leaves-nulls-out",
                        "leaves out what a post may have and has not",
                        new AtOutbound(frame -> List.of(
                                rewritten(frame, dialect, read -> Json.write(eachNote(read, OddServers::bared)))))),
                new OddServer(
                        "tells-channels-around",
                        "tells what concerns several channels of a connection to the one first that was opened last",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void connect(
                                    ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
                                channels.connectFirst(id, channel, params);
                            }
                        })),
                new OddServer(
                        "spaces-out",
                        "sends frames with white space between everything",
                        new AtOutbound(frame -> List.of(rewritten(frame, dialect, OddServers::spacedOut)))),
                new OddServer(
                        "escapes-everything",
                        "sends every letter beyond ASCII, and every slash, as an escape",
                        new AtOutbound(frame -> List.of(rewritten(frame, dialect, OddServers::escaped)))),
                new OddServer(
                        "tells-strange-events",
                        "sends an event that nobody knows before each event of a channel",
                        new AtOutbound(frame -> frame instanceof Outgoing.Event event
                                ? List.of(new Outgoing.Event(event.told(), event.id(), ODD, Json.object()), frame)
                                : List.of(frame))),
                new OddServer(
                        "tells-strange-updates",
                        "sends an update that nobody knows before each update of a captured note",
                        new AtOutbound(frame -> frame instanceof Outgoing.Update update
                                ? List.of(new Outgoing.Update(update.told(), update.note(), ODD, Json.object()), frame)
                                : List.of(frame))),
                new OddServer(
                        "broadcasts-strangely",
                        "sends a frame of a type that nobody knows after each frame",
                        new AtOutbound(frame -> List.of(
                                frame, new Outgoing.Text("{\"type\":\"" + ODD + "\",\"body\":{\"busy\":true}}")))),
                new OddServer(
                        "is-slow",
                        "sends every frame a while later, and in order",
                        new Anew(() -> new AtOutbound(new Slow(dialect)))),
                new OddServer(
                        "fragments-frames",
                        "sends every frame in three fragments",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void opened(StreamConnection connection, Dialect served) {
                                connection
                                        .frameFaults()
                                        .arm(Arming.of(new WritingFault.Fragment(3))
                                                .withFrames(Arming.MOST));
                            }
                        })),
                new OddServer(
                        "pings-often",
                        "pings every five seconds",
                        new AtData(straight -> straight.with("pingEvery", IntNode.valueOf(OFTEN)))),
                new OddServer(
                        "makes-ulids",
                        "makes ids that are ULIDs",
                        new AtData(straight -> straight.with("ids", StringNode.valueOf("ulid")))),
                new OddServer(
                        "makes-object-ids",
                        "makes ids that are ObjectIDs",
                        new AtData(straight -> straight.with("ids", StringNode.valueOf("object-id")))),
                new OddServer(
                        "pongs-unasked",
                        "sends a pong that nobody asked for before each frame",
                        new AtOutbound(new Seams.Outbound() {
                            @Override
                            public List<Outgoing> send(Outgoing frame) {
                                return List.of(frame);
                            }

                            @Override
                            public List<Outgoing> send(StreamConnection to, Outgoing frame) {
                                to.pong("unasked");
                                return List.of(frame);
                            }
                        })),
                new OddServer(
                        "answers-in-chunks",
                        "answers calls of its API in chunks, without a length",
                        new AtCalls(new Seams.Calls() {
                            @Override
                            public boolean inChunks() {
                                return true;
                            }
                        })),
                new OddServer(
                        "sends-strange-headers",
                        "answers a handshake with headers that nobody knows",
                        new Anew(() -> new AtHandshake(new StrangeHeaders()))));
    }

    /** How a frame is written. */
    private interface Writing {
        String write(JsonNode frame);
    }

    /** What is no JSON, such as the bare pong of old servers, stays as it is. */
    private static Outgoing rewritten(Outgoing frame, Dialect dialect, Writing how) {
        return Heard.parsed(Sent.read(frame, dialect))
                .<Outgoing>map(read -> new Outgoing.Text(how.write(read)))
                .orElse(frame);
    }

    /** The frame, its body and the body in that; what is deeper may be a list by name, such as that of reactions. */
    private static JsonNode withMore(JsonNode frame) {
        JsonNode more = frame.deepCopy();
        for (String place : List.of("", "/body", "/body/body")) {
            if (more.at(place) instanceof ObjectNode object) {
                object.put(ODD, 1);
            }
        }
        return more;
    }

    /** Changes each post in a frame, also those that others answer or share. */
    private static JsonNode eachNote(JsonNode frame, Consumer<ObjectNode> change) {
        JsonNode changed = frame.deepCopy();
        changed.findParents("visibility").forEach(note -> change.accept((ObjectNode) note));
        return changed;
    }

    private static void filled(ObjectNode note) {
        MAY_BE_NULL.stream().filter(name -> !note.has(name)).forEach(note::putNull);
    }

    private static void bared(ObjectNode note) {
        MAY_BE_NULL.stream().filter(name -> note.path(name).isNull()).forEach(note::remove);
    }

    private static JsonNode turned(JsonNode node) {
        if (node.isArray()) {
            var turned = Json.array();
            node.forEach(item -> turned.add(turned(item)));
            return turned;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>(node.propertyNames());
        Collections.reverse(names);
        ObjectNode turned = Json.object();
        names.forEach(name -> turned.set(name, turned(node.path(name))));
        return turned;
    }

    private static String spacedOut(JsonNode frame) {
        return "\r\n\t " + Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(frame) + " \n";
    }

    private static String escaped(JsonNode frame) {
        StringBuilder escaped = new StringBuilder();
        for (char each : Json.write(frame).toCharArray()) {
            if (each == '/') {
                escaped.append("\\/");
            } else if (each > '~') {
                escaped.append(String.format("\\u%04x", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }

    private static final class StrangeHeaders implements Seams.Handshake {
        @Override
        public Admission admit(Admission straight) {
            return straight;
        }

        @Override
        public HttpAnswer answers(HttpAnswer straight) {
            Map<String, String> headers = new HashMap<>(straight.headers());
            headers.put("X-Kit-Oddity", "a, b; c=\"d\"");
            headers.put("Server", "odd/1.0");
            return straight.withHeaders(headers);
        }
    }

    private static final class Slow implements Seams.Outbound {
        private static final Duration LATER = Duration.ofMillis(60);

        private final Dialect dialect;
        /** Of all sessions, each of which has a lock of its own; a connection's are touched under that of its session. */
        private final Map<StreamConnection, Deque<Outgoing>> waiting = new ConcurrentHashMap<>();

        private Slow(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            waiting.computeIfAbsent(to, none -> new ArrayDeque<>()).add(frame);
            to.later(
                    LATER,
                    () -> to.send(waiting.getOrDefault(to, new ArrayDeque<>()).remove(), dialect));
            return List.of();
        }
    }
}
