package misskey.conformance.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.SessionTime;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/** The mock in this process. Each case gets a session, and so a world, of its own. */
public final class EmbeddedTarget implements Target {
    private final MockServer mock;
    private final boolean own;
    private final SessionSettings settings;
    private final Patience patience;
    private final Fence fence;
    private final Manners manners;

    /** A mock of its own that makes its sessions like this. */
    public EmbeddedTarget(SessionSettings settings, Patience patience) {
        this(MockServer.start(), true, settings, patience);
    }

    /** A mock that others use too, and that stays open. */
    public EmbeddedTarget(MockServer mock, SessionSettings settings, Patience patience) {
        this(mock, false, settings, patience);
    }

    private EmbeddedTarget(MockServer mock, boolean own, SessionSettings settings, Patience patience) {
        this.mock = mock;
        this.own = own;
        this.settings = settings;
        this.patience = patience;
        this.fence = new Fence(settings.dialect(), patience);
        this.manners = Manners.atHome(patience);
    }

    @Override
    public Dialect dialect() {
        return settings.dialect();
    }

    @Override
    public Patience patience() {
        return patience;
    }

    @Override
    public String describe() {
        return "the embedded mock";
    }

    @Override
    public Conditions conditions(Policy policy) {
        return new Conditions(describe(), dialect().fullName(), Optional.empty(), settings.seed(), policy);
    }

    @Override
    public long seed() {
        return settings.seed();
    }

    @Override
    public Venue venue(Needs needs) {
        SessionSettings wanted = wanted(needs);
        MockSession session = mock.session(wanted);
        Map<String, Secret> tokens = new LinkedHashMap<>();
        wanted.accounts().forEach(account -> tokens.put(account, session.token(account)));
        Optional<Clock> time =
                wanted.time() == SessionTime.VIRTUAL ? Optional.of(new VirtualTime(session)) : Optional.empty();
        return new Venue(session.streamUrl(), session.origin(), tokens, time, session::close);
    }

    private SessionSettings wanted(Needs needs) {
        SessionSettings wanted = needs.accounts().isEmpty() ? settings : settings.withAccounts(needs.accounts());
        return needs.virtualTime() ? wanted.withVirtualTime() : wanted;
    }

    @Override
    public Fence fence() {
        return fence;
    }

    @Override
    public Manners manners() {
        return manners;
    }

    @Override
    public boolean mayBeProvoked() {
        return true;
    }

    @Override
    public void close() {
        if (own) {
            mock.close();
        }
    }
}
