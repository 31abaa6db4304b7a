package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Printable;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.session.SessionSettings;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Explainer;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;

/** Plays scenarios to a client that somebody works by hand, who is told of each step. */
final class HandPlay {
    private static final long SEED = 1;

    private HandPlay() {}

    /** Plays one after another at one address; gives the exit code. */
    static int all(List<Scenario> scenarios, ListenAddress address, Dialect dialect, Duration within, PrintWriter out)
            throws CannotRun {
        List<Performance> played = new ArrayList<>();
        ServerSettings settings = ServerSettings.defaults().withHost(address.host());
        if (settings.isOpenToOthers()) {
            throw CannotRun.usage(
                    "--listen " + address.host()
                            + ": other machines reach that; misskey-kit mock --scenario FILE --host ADDRESS can, with a control token");
        }
        try (MockServer mock = MockServer.start(settings)) {
            for (Scenario scenario : scenarios) {
                if (!scenario.judges(Direction.CLIENT)) {
                    out.println(Printable.of(scenario.file()) + ": for servers only, left out");
                    continue;
                }
                try (MockSession session = mock.session(SessionSettings.of(scenario, dialect), address.port())) {
                    String account = scenario.cast().users().get(0);
                    out.println("stream  " + session.streamUrl() + "?i=" + account + "-token");
                    played.add(one(scenario, session, within, out));
                } catch (IOException unusable) {
                    throw CannotRun.usage(String.valueOf(unusable.getMessage()));
                }
            }
        }
        return Played.exit(played, false);
    }

    /** Plays one to whoever connects to this session, and says on the console what happens. */
    static Performance one(Scenario scenario, MockSession session, Duration within, PrintWriter out) {
        out.println("plays   " + Printable.of(scenario.title()) + "; waiting for a client");
        out.flush();
        ServerPlayer player = new ServerPlayer(
                scenario, session, Optional.empty(), within, SEED, step -> announce(out, scenario, step));
        Performance played = player.play();
        Palette palette = Terminal.palette();
        out.println(
                played.passed()
                        ? palette.green("the client did its part")
                        : palette.red("the client did not do its part"));
        Played.printDiagnosis(out, palette, played, Optional.empty());
        out.flush();
        return played;
    }

    private static void announce(PrintWriter out, Scenario scenario, Step step) {
        out.println("  " + step.at().line() + ": " + Printable.of(Explainer.sentence(scenario, step)));
        out.flush();
    }
}
