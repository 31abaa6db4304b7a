package misskey.scenario.play;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Line;
import misskey.protocol.Transcript;
import misskey.scenario.Step;

/** How often a client asks for a connection. */
final class Attempts {
    /** A gap may be this much shorter than the one before it, for the jitter of a good back-off. */
    private static final double SHORTEST = 0.4;

    private Attempts() {}

    /** Fewer attempts have no two gaps to be compared. */
    private static final int FEWEST_TO_GROW = 3;

    /** Watches for the step's time, or until it is broken; gives the lines of this account's attempts. */
    static List<Integer> count(Step.Attempts step, String account, Heard heard, Transcript transcript) throws Broken {
        int after = transcript.last();
        heard.awaitLines(lines -> tooMany(step, attempts(lines, account, after)), step.window());
        List<Line> attempts = attempts(heard.lines(), account, after);
        if (tooMany(step, attempts)) {
            throw new Broken(
                    Broken.Why.CLIENT,
                    "the client asked for a connection " + attempts.size() + " times in " + spent(attempts)
                            + " ms; at most " + step.atMost().orElseThrow() + " times in "
                            + step.window().toMillis() + " ms is what a server can bear");
        }
        if (attempts.size() < step.atLeast().orElse(0)) {
            throw new Broken(
                    Broken.Why.CLIENT,
                    "the client asked for a connection " + attempts.size() + " times in "
                            + step.window().toMillis() + " ms; expected at least "
                            + step.atLeast().orElseThrow());
        }
        if (step.growing() && attempts.size() < FEWEST_TO_GROW) {
            throw new Broken(
                    Broken.Why.MISSING,
                    "the client asked for a connection " + attempts.size() + " times in "
                            + step.window().toMillis() + " ms, which shows nothing about gaps; give it more time");
        }
        Optional<Broken> shrinking = step.growing() ? shrinking(attempts) : Optional.empty();
        if (shrinking.isPresent()) {
            throw shrinking.get();
        }
        return attempts.stream().map(Line::n).toList();
    }

    /** A client whose token is nobody's may be anybody's. */
    private static List<Line> attempts(List<Line> lines, String account, int after) {
        return lines.stream()
                .filter(line -> line.op() == Line.Op.OPEN
                        && line.n() > after
                        && line.get("as").stringValue(account).equals(account))
                .toList();
    }

    private static boolean tooMany(Step.Attempts step, List<Line> attempts) {
        return step.atMost().filter(most -> attempts.size() > most).isPresent();
    }

    private static long spent(List<Line> attempts) {
        return (attempts.get(attempts.size() - 1).t() - attempts.get(0).t()) / 1_000;
    }

    private static Optional<Broken> shrinking(List<Line> attempts) {
        for (int i = 2; i < attempts.size(); i++) {
            Duration before = gap(attempts, i - 1);
            Duration now = gap(attempts, i);
            if (now.toNanos() < before.toNanos() * SHORTEST) {
                return Optional.of(new Broken(
                        Broken.Why.CLIENT,
                        "the client waited " + before.toMillis() + " ms between two attempts, and only "
                                + now.toMillis() + " ms before the next: its gaps have to grow"));
            }
        }
        return Optional.empty();
    }

    private static Duration gap(List<Line> attempts, int i) {
        return Duration.ofNanos((attempts.get(i).t() - attempts.get(i - 1).t()) * 1_000);
    }
}
