package misskey.mock.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How busy the server is, measured at intervals, and the latest of it. */
public final class Measurements {
    private static final int KEPT = 50;

    private final World world;
    private final Map<Fact.Kind, Deque<JsonNode>> latest = new EnumMap<>(Fact.Kind.class);
    private boolean begun;

    Measurements(World world) {
        this.world = world;
    }

    /** From now on measures, where the dialect tells of it: the server every 2 s, its queues every 10 s. */
    public void begin() {
        if (!begun) {
            begun = true;
            repeat(Fact.Kind.SERVER_MEASURED, Duration.ofSeconds(2), Measurements::server);
            repeat(Fact.Kind.QUEUES_MEASURED, Duration.ofSeconds(10), Measurements::queues);
        }
    }

    /**
     * The latest measurements, newest first.
     *
     * @param length how many at most
     */
    public ArrayNode log(Fact.Kind kind, int length) {
        ArrayNode log = Json.array();
        latest.getOrDefault(kind, new ArrayDeque<>()).stream()
                .limit(Math.max(0, length))
                .forEach(log::add);
        return log;
    }

    /** The fact that answers who asks for the latest measurements of this kind. */
    public Fact logRequested(Fact.Kind kind, int length) {
        return Fact.of(Fact.Kind.LOG_REQUESTED, server(Instant.EPOCH)).saying(log(kind, length));
    }

    private void repeat(Fact.Kind kind, Duration every, Supplier<JsonNode> measure) {
        world.later(every, kind, () -> {
            JsonNode measured = measure.get();
            Deque<JsonNode> kept = latest.computeIfAbsent(kind, none -> new ArrayDeque<>());
            kept.addFirst(measured);
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
            world.tell(Fact.of(kind, server(world.now())).saying(measured));
            repeat(kind, every, measure);
        });
    }

    /** The share of the processors that this process had since it began, and its memory; the mock does not measure network and disks. */
    private static JsonNode server() {
        ProcessHandle.Info process = ProcessHandle.current().info();
        double busy = process.totalCpuDuration().orElse(Duration.ZERO).toMillis();
        long lasted = process.startInstant()
                .map(began -> Duration.between(began, Instant.now()).toMillis())
                .orElse(0L);
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        ObjectNode measured =
                Json.object().put("cpu", Math.min(1, busy / Math.max(1, lasted * runtime.availableProcessors())));
        measured.putObject("mem").put("used", used).put("active", used);
        measured.putObject("net").put("rx", 0).put("tx", 0);
        measured.putObject("fs").put("r", 0).put("w", 0);
        return measured;
    }

    /** Nothing goes to other servers or comes from them. */
    private static JsonNode queues() {
        ObjectNode measured = Json.object();
        for (String queue : new String[] {"deliver", "inbox"}) {
            measured.putObject(queue)
                    .put("activeSincePrevTick", 0)
                    .put("active", 0)
                    .put("waiting", 0)
                    .put("delayed", 0);
        }
        return measured;
    }

    /** Nobody's deed: the server's own. */
    private static User server(Instant since) {
        return new User(
                "-", "-", Optional.empty(), Optional.empty(), since, Secret.of("-", "-"), false, false, Set.of());
    }
}
