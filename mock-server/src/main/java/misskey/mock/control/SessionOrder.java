package misskey.mock.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.mock.order.Members;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.SessionTime;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import tools.jackson.databind.JsonNode;

/**
 * What somebody wants a session to be.
 *
 * @param ownPort whether it has a port of its own, as one that plays a scenario always has
 * @param scenario what it plays instead of a live server
 * @param patience how long it waits for each thing that the client of the scenario must do
 */
record SessionOrder(SessionSettings settings, boolean ownPort, Optional<Scenario> scenario, Duration patience) {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCENARIO = "scenario";

    /** Reads a request's body; throws {@link ControlError} for anything that is wrong with it. */
    static SessionOrder of(Members body) {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(body.text("dialect").map(SessionOrder::dialect).orElse(Dialect.named("documented")))
                .withSeed(body.integer("seed").orElse(1));
        Optional<SessionTime> time = body.word("clock", SessionTime.LABELS).map(SessionTime::of);
        Optional<List<String>> accounts = body.names("accounts");
        JsonNode world = body.any("world");
        Optional<Scenario> scenario = body.text(SCENARIO).map(SessionOrder::scenario);
        Optional<Duration> within = body.duration("within");
        boolean ownPort = body.flag("port") || scenario.isPresent();
        body.nothingElse();
        if ((accounts.isPresent() ? 1 : 0) + (world.isMissingNode() ? 0 : 1) + (scenario.isPresent() ? 1 : 0) > 1) {
            throw ControlError.misread(
                    "\"accounts\", \"world\" and \"scenario\" each say what the session begins with; give one of them");
        }
        if (within.isPresent() && (scenario.isEmpty() || within.get().compareTo(LONGEST) > 0)) {
            throw ControlError.misread("\"within\" goes with \"scenario\", and is at most 10m");
        }
        if (accounts.isPresent()) {
            settings = settings.withAccounts(accounts.get());
        } else if (scenario.isPresent()) {
            settings = settings.withAccounts(scenario.get().cast().users());
        } else if (!world.isMissingNode()) {
            settings = settings.withWorld(world(world));
        }
        boolean standsStill = scenario.map(Scenario::virtualTime).orElse(false);
        settings = settings.withTime(time.orElse(standsStill ? SessionTime.VIRTUAL : SessionTime.REAL));
        return new SessionOrder(settings, ownPort, scenario, within.orElse(PATIENCE));
    }

    private static Dialect dialect(String name) {
        try {
            return Dialect.named(name);
        } catch (IllegalArgumentException unknown) {
            throw ControlError.misread(unknown.getMessage() + DidYouMean.suffix(name, Dialect.NAMES));
        }
    }

    private static Scenario.Cast world(JsonNode world) {
        try {
            return ScenarioReader.world(world);
        } catch (ScenarioError broken) {
            throw ControlError.misread(String.valueOf(broken.getMessage()));
        }
    }

    private static Scenario scenario(String text) {
        try {
            Scenario read = ScenarioReader.parse(SCENARIO, text);
            if (!read.judges(Direction.CLIENT)) {
                throw ControlError.misread("this scenario is for servers (plays: [server])");
            }
            return read;
        } catch (ScenarioError broken) {
            throw ControlError.misread(String.valueOf(broken.getMessage()));
        }
    }
}
