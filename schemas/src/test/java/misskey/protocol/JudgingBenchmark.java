package misskey.protocol;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import misskey.protocol.RecordedFrames.Recorded;
import misskey.protocol.conversation.TranscriptJudge;
import tools.jackson.databind.JsonNode;

/**
 * How many recorded frames are judged in one second of CPU time, and how that compares with parsing them only.
 * CONTRIBUTING.md has the command, and how to read what it prints.
 */
final class JudgingBenchmark {
    private static final String PARSE = "parse alone (Jackson)";
    private static final Path RECORDINGS = Path.of("transcripts", "misskey-2025.2.0");
    private static final int WARM_UPS = 8;
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 500_000_000;

    private final Dialect dialect = Dialect.named("misskey-2025");
    private final RecordedFrames corpus;
    private final Map<String, Work> works = new LinkedHashMap<>();

    /** Goes through all frames so many times; tells how many nanoseconds of CPU time that took. */
    private interface Work {
        long nanos(int passes) throws IOException;
    }

    private JudgingBenchmark() throws IOException, Transcript.Unreadable {
        corpus = RecordedFrames.read(RECORDINGS, dialect);
    }

    public static void main(String[] arguments) throws Exception {
        JudgingBenchmark benchmark = new JudgingBenchmark();
        FrameSchemas usual = new FrameSchemas(benchmark.dialect);
        FrameSchemas validatorOnly = new FrameSchemas(benchmark.dialect, (path, value) -> FastCheck.Verdict.UNSURE);
        benchmark.works.put(PARSE, inThisProcess(benchmark::parse));
        benchmark.works.put("parse + schema", inThisProcess(() -> benchmark.check(usual)));
        benchmark.works.put("parse + schema + conversation", inThisProcess(benchmark::judge));
        benchmark.works.put("parse + schema, validator only", inThisProcess(() -> benchmark.check(validatorOnly)));
        try (BenchmarkAjv ajv = BenchmarkAjv.start(benchmark.checks())) {
            int valid = benchmark.check(validatorOnly);
            int validToAjv = ajv.run("validate", 1).path("valid").intValue();
            if (valid != validToAjv) {
                throw new IllegalStateException(
                        "of " + benchmark.corpus.frames().size() + " frames " + valid + " are valid here, and "
                                + validToAjv + " to ajv: they do not check the same");
            }
            benchmark.works.put("JSON.parse alone (V8)", inNode(ajv, "parse"));
            benchmark.works.put("JSON.parse + schema (ajv)", inNode(ajv, "validate"));
            benchmark.run();
        }
    }

    private void run() throws IOException {
        int frames = corpus.frames().size();
        Map<String, Integer> passes = new LinkedHashMap<>();
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Map.Entry<String, Work> row : works.entrySet()) {
                int times = passes.getOrDefault(row.getKey(), 20);
                long nanos = row.getValue().nanos(times);
                if (round < 0) {
                    passes.put(row.getKey(), (int) Math.max(1, times * ROUND_NANOS / Math.max(nanos, 1)));
                } else {
                    rates.computeIfAbsent(row.getKey(), name -> new ArrayList<>())
                            .add(frames * (double) times / (nanos / 1e9));
                }
            }
        }
        print(rates);
    }

    private void print(Map<String, List<Double>> rates) {
        int characters = corpus.frames().stream()
                .mapToInt(frame -> frame.text().length())
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%d frames, %d characters each on average; %d rounds after %d of warm-up, all rows in each round%n%n",
                corpus.frames().size(),
                characters / corpus.frames().size(),
                ROUNDS,
                WARM_UPS);
        System.out.println("| frames a CPU second | median | least | most | CPU, times parse alone |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        double parsing = median(rates.getOrDefault(PARSE, List.of()));
        rates.forEach((name, all) -> {
            double[] sorted = sorted(all);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f | %.2f |%n",
                    name,
                    median(all),
                    sorted[0],
                    sorted[sorted.length - 1],
                    parsing / median(all));
        });
    }

    private static double median(List<Double> all) {
        return sorted(all)[all.size() / 2];
    }

    private static double[] sorted(List<Double> all) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private int parse() {
        int objects = 0;
        for (Recorded frame : corpus.frames()) {
            objects += Frame.read(frame.text()) instanceof Frame ? 1 : 0;
        }
        return objects;
    }

    private int check(FrameSchemas schemas) {
        int valid = 0;
        for (Recorded recorded : corpus.frames()) {
            valid += Frame.read(recorded.text())
                    .fold(
                            frame -> schemas.check(recorded.from(), frame, id -> recorded.channel())
                                            .violations()
                                            .isEmpty()
                                    ? 1
                                    : 0,
                            rejected -> 0);
        }
        return valid;
    }

    private int judge() {
        int messages = 0;
        for (List<Line> recording : corpus.recordings()) {
            messages += TranscriptJudge.judge(dialect, recording).messages();
        }
        return messages;
    }

    /** The schemas that the kit asks for each frame; an alias is written as what it stands for, as the kit reads it. */
    private List<BenchmarkAjv.Checks> checks() {
        List<BenchmarkAjv.Checks> all = new ArrayList<>();
        for (Recorded recorded : corpus.frames()) {
            List<String> schemas = new ArrayList<>();
            List<JsonNode> values = new ArrayList<>();
            FrameSchemas listing = new FrameSchemas(dialect, (path, value) -> {
                schemas.add(path);
                values.add(value);
                return FastCheck.Verdict.UNSURE;
            });
            Frame frame = (Frame) Frame.read(recorded.text());
            listing.check(recorded.from(), frame, id -> recorded.channel());
            boolean alias = !values.isEmpty() && !values.get(0).equals(frame.json());
            all.add(new BenchmarkAjv.Checks(alias ? Json.write(values.get(0)) : recorded.text(), schemas));
        }
        return all;
    }

    /** The whole process: what the compiler and the collector of garbage do for the work is part of it. */
    private static Work inThisProcess(IntSupplier pass) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return passes -> {
            long before = system.getProcessCpuTime();
            int first = pass.getAsInt();
            for (int i = 1; i < passes; i++) {
                if (pass.getAsInt() != first) {
                    throw new IllegalStateException("a pass came to another result than the one before it");
                }
            }
            return system.getProcessCpuTime() - before;
        };
    }

    private static Work inNode(BenchmarkAjv ajv, String command) {
        return passes -> ajv.run(command, passes).path("micros").longValue() * 1_000;
    }
}
