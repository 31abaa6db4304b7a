package misskey.mock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The CPU time that a server takes to tell one connection of one note: the mock, its journal on, against ws in Node.
 * CONTRIBUTING.md has the command, and how to read what it prints.
 */
final class BroadcastBenchmark {
    private static final int CONNECTIONS = 500;
    private static final int NOTES = 200;
    private static final int WARM_UPS = 15;
    private static final int ROUNDS = 11;
    private static final String TEXT = "おはようございます。Good morning! ";

    private BroadcastBenchmark() {}

    /** Arguments are options of the mock's JVM. */
    public static void main(String[] arguments) throws Exception {
        try (Server mock = Server.mock(List.of(arguments));
                Server ws = Server.ws(mock.post(TEXT))) {
            Map<String, Server> servers = new LinkedHashMap<>();
            servers.put("ws (Node)", ws);
            servers.put("the mock, its journal on", mock);
            run(servers);
        }
    }

    /** What a round came to. */
    private record Round(double micros, double octets) {}

    private static void run(Map<String, Server> servers) throws Exception {
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Map.Entry<String, Server> server : servers.entrySet()) {
                Round measured = round(server.getValue());
                if (round >= 0) {
                    rounds.computeIfAbsent(server.getKey(), none -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        print(rounds);
    }

    private static Round round(Server server) throws Exception {
        try (Clients clients = Clients.open(server.port(), CONNECTIONS)) {
            Duration before = server.cpu();
            clients.await(NOTES, CompletableFuture.runAsync(() -> post(server)));
            long nanos = server.cpu().minus(before).toNanos();
            double deliveries = (double) CONNECTIONS * NOTES;
            return new Round(nanos / 1e3 / deliveries, clients.octets() / deliveries);
        }
    }

    private static void post(Server server) {
        try {
            for (int i = 0; i < NOTES; i++) {
                server.post(TEXT + i);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("a note could not be posted", failed);
        }
    }

    private static void print(Map<String, List<Round>> rounds) {
        System.out.printf(
                Locale.ROOT,
                "%d connections, %d notes; %d rounds after %d of warm-up, both servers in each round%n%n",
                CONNECTIONS,
                NOTES,
                ROUNDS,
                WARM_UPS);
        System.out.println("| CPU microseconds a delivery | octets a frame | median | least | most | times ws |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        double[] first = new double[0];
        for (Map.Entry<String, List<Round>> row : rounds.entrySet()) {
            double[] sorted =
                    row.getValue().stream().mapToDouble(Round::micros).sorted().toArray();
            first = first.length == 0 ? sorted : first;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
                    row.getKey(),
                    row.getValue().stream().mapToDouble(Round::octets).average().orElse(0),
                    median(sorted),
                    sorted[0],
                    sorted[sorted.length - 1],
                    median(sorted) / median(first));
        }
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
