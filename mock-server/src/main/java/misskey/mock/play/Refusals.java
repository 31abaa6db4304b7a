package misskey.mock.play;

import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import misskey.mock.fault.Arming;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.session.Session;
import misskey.scenario.Step;
import org.jspecify.annotations.Nullable;

/** Handshakes that a scenario has refused. */
final class Refusals implements AutoCloseable {
    private static final int USUAL = 503;

    private final Session session;
    private @Nullable Timer timer;

    Refusals(Session session) {
        this.session = session;
    }

    /** From now on handshakes are refused, for a time or so many. */
    void arm(Step.Refused step) {
        HandshakeFault fault = step.silent()
                ? new HandshakeFault.Silence()
                : new HandshakeFault.Status(step.status().orElse(USUAL), Map.of(), "");
        session.faults()
                .arm(Arming.of(fault)
                        .withAccount(step.party().name())
                        .withTimes(step.lasting().isPresent() ? Arming.MOST : step.times()));
        step.lasting().ifPresent(time -> after(time.toMillis()));
    }

    private void after(long millis) {
        Timer own = new Timer("scenario-refusals", true);
        timer = own;
        own.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        session.faults().clear();
                        own.cancel();
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
        session.faults().clear();
    }
}
