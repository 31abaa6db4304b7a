package misskey.mock.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mock's accounts, notes and relations. Each change leaves its facts to be taken with {@link
 * #takeFacts()}. Not thread-safe.
 */
public final class World {
    private final Clock clock;
    private final Ids ids;
    private final WorldRules rules;
    private final Timers timers;
    private final Accounts accounts;
    private final Following following = new Following(this);
    private final Notes notes = new Notes(this);
    private final Notifications notifications = new Notifications(this);
    private final Drive drive = new Drive(this);
    private final Places places = new Places(this);
    private final Roles roles = new Roles(this);
    private final Messages messages = new Messages(this);
    private final Games games = new Games(this);
    private final Notices notices = new Notices(this);
    private final Emojis emojis = new Emojis(this);
    private final Measurements measurements = new Measurements(this);
    private final Reactions reactions;
    private final Entities entities;
    private final List<Fact> facts = new ArrayList<>();

    /**
     * An empty world.
     *
     * @param seed makes its ids and tokens
     * @param dialect says how its servers differ from others
     * @param timers put off what it does later
     */
    public World(Clock clock, long seed, Dialect dialect, Timers timers) {
        this.clock = clock;
        this.rules = WorldRules.of(dialect);
        this.ids = new Ids(rules.behaviour().ids(), seed);
        this.timers = timers;
        this.accounts = new Accounts(seed);
        this.reactions = new Reactions(rules.behaviour(), emojis);
        this.entities = new Entities(this, Bodies.of(dialect));
    }

    /** From now on the listener gets each token that the world makes, before anybody else sees it. */
    public void onToken(Consumer<Secret> listener) {
        accounts.onToken(listener);
    }

    /** Makes an account. */
    public User createUser(String username, Secret token, boolean admin) {
        User user =
                new User(newId(), username, Optional.empty(), Optional.empty(), now(), token, admin, false, Set.of());
        accounts.put(user);
        return user;
    }

    public Collection<User> users() {
        return accounts.all();
    }

    public Optional<User> user(String id) {
        return accounts.of(id);
    }

    public Optional<User> userNamed(String username) {
        return accounts.named(username);
    }

    /** The account that a token belongs to, be it the account's own or an app's. */
    public Optional<User> authenticate(String token) {
        return access(token).map(Access::user);
    }

    /** What a token gives; empty where nobody has it. */
    public Optional<Access> access(String token) {
        return accounts.access(token);
    }

    public Optional<Note> note(String id) {
        return notes.of(id);
    }

    /** How accounts, notes and all else are written. */
    public Entities entities() {
        return entities;
    }

    /** Marks all notifications of an account as read. */
    public void readNotifications(User user) {
        notifications.readAll(user);
        tell(Fact.of(Fact.Kind.NOTIFICATIONS_READ, user).to(user));
    }

    /** Marks one notification of an account as read, and says so when it was the last. */
    public void readNotification(User user, String id) {
        if (notifications.anyUnread(user)) {
            notifications.read(user, id);
            if (!notifications.anyUnread(user)) {
                tell(Fact.of(Fact.Kind.NOTIFICATIONS_READ, user).to(user));
            }
        }
    }

    /** Marks a message as read that was written to an account. */
    public void readMessage(User reader, String id) {
        messages.read(reader, messages.of(id).stream().toList());
    }

    /** Marks what mentions an account, or is for it alone, as read. */
    public void readMentions(User user) {
        tell(Fact.of(Fact.Kind.MENTIONS_READ, user));
        tell(Fact.of(Fact.Kind.DIRECT_NOTES_READ, user));
    }

    /** The facts since this was last asked, in the order in which they happened. */
    public List<Fact> takeFacts() {
        List<Fact> taken = List.copyOf(facts);
        facts.clear();
        return taken;
    }

    /** Puts others in place of the facts that nobody has taken yet. */
    public void retell(UnaryOperator<List<Fact>> change) {
        List<Fact> changed = List.copyOf(change.apply(List.copyOf(facts)));
        facts.clear();
        facts.addAll(changed);
    }

    /** Keeps a fact until it is taken; one that the dialect never tells of is dropped. */
    void tell(Fact fact) {
        if (rules.told().contains(fact.kind()) || fact.kind().endsConnections()) {
            facts.add(fact);
        }
    }

    /** Does something later, which only leaves a fact of this kind: nothing where the dialect never tells of those. */
    void later(Duration delay, Fact.Kind kind, Runnable work) {
        if (rules.told().contains(kind)) {
            timers.after(delay, work);
        }
    }

    /** The account as it is now. */
    User current(User user) {
        return accounts.of(user.id()).orElse(user);
    }

    /** How busy the server is. */
    public Measurements measurements() {
        return measurements;
    }

    Reader reader(Optional<User> user) {
        return user.map(me -> new Reader(Optional.of(me.id()), relations(me.id())))
                .orElse(Reader.ANONYMOUS);
    }

    Relations relations(String user) {
        return following.of(user);
    }

    Instant now() {
        return clock.instant();
    }

    String newId() {
        return ids.next();
    }

    WorldRules rules() {
        return rules;
    }

    Accounts accounts() {
        return accounts;
    }

    Following following() {
        return following;
    }

    Notes notes() {
        return notes;
    }

    Notifications notifications() {
        return notifications;
    }

    Drive drive() {
        return drive;
    }

    Places places() {
        return places;
    }

    Roles roles() {
        return roles;
    }

    Messages messages() {
        return messages;
    }

    Games games() {
        return games;
    }

    Notices notices() {
        return notices;
    }

    Emojis emojis() {
        return emojis;
    }

    /** Adds to what is told of a reaction, {@code {reaction, userId}}, what servers of the dialect tell besides. */
    public ObjectNode describeReaction(ObjectNode details) {
        return reactions().describe(details.path("reaction").stringValue(""), details);
    }

    Reactions reactions() {
        return reactions;
    }
}
