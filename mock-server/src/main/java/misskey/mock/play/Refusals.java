package misskey.mock.play;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import misskey.mock.fault.Arming;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.session.Session;
import misskey.protocol.Line;
import misskey.scenario.Party;
import misskey.scenario.Step;
import misskey.scenario.play.Heard;
import org.jspecify.annotations.Nullable;

/** Handshakes that a scenario has refused. */
final class Refusals implements AutoCloseable {
    private static final int USUAL = 503;

    private final Session session;
    private final Set<Step.Refused> armed = new HashSet<>();
    private @Nullable Timer timer;

    Refusals(Session session) {
        this.session = session;
    }

    /** From now on this account's handshakes are refused, for a time or so many; once for each step. */
    void arm(Step.Refused step) {
        if (!armed.add(step)) {
            return;
        }
        HandshakeFault fault = step.silent()
                ? new HandshakeFault.Silence()
                : new HandshakeFault.Status(step.status().orElse(USUAL), Map.of(), "");
        Arming arming = Arming.of(fault)
                .withAccount(step.party().name())
                .withTimes(step.lasting().isPresent() ? Arming.MOST : step.times());
        session.faults().arm(arming);
        step.lasting().ifPresent(time -> after(time.toMillis(), arming));
    }

    /** The step is over: where it is repeated, its handshakes are refused anew. */
    void done(Step.Refused step) {
        armed.remove(step);
    }

    /** Waits for the next handshake of this party that was refused. */
    static Optional<Line> await(Party party, Heard heard, Duration patience) {
        return heard.takeLine(
                line -> (line.op() == Line.Op.REFUSED || line.op() == Line.Op.UNANSWERED)
                        && account(line.conn(), heard).equals(party.account()),
                patience);
    }

    private static Optional<String> account(String refused, Heard heard) {
        return heard.lines().stream()
                .filter(line -> line.op() == Line.Op.OPEN && line.conn().equals(refused))
                .findFirst()
                .flatMap(line -> line.get("as").stringValueOpt());
    }

    private void after(long millis, Arming arming) {
        Timer own = timer == null ? new Timer("scenario-refusals", true) : timer;
        timer = own;
        own.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        session.faults().disarm(arming);
                    }
                },
                millis);
    }

    @Override
    public void close() {
        Timer own = timer;
        if (own != null) {
            own.cancel();
        }
        timer = null;
        session.faults().clear();
    }
}
