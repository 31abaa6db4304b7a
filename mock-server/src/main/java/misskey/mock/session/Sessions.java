package misskey.mock.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sessions behind one port: one that is always there, and those that are made later and are told apart by their
 * tokens, which end with the session's mark. Thread-safe.
 */
public final class Sessions implements SessionFinder {
    /** How many there may be at once, besides the one that is always there. */
    public static final int MOST = 10_000;

    /** The id of the one that is always there. */
    public static final String STANDING = "default";

    private static final char MARK = '~';

    private final Session standing;
    private final Map<Integer, Session> made = new ConcurrentSkipListMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** With one that is always there. */
    public Sessions(SessionSettings standing) {
        this.standing = new Session(standing);
    }

    /** A session and the id it goes by. */
    public record Named(String id, Session session) {}

    @Override
    public Session of(Optional<String> token) {
        return token.flatMap(Sessions::mark).flatMap(this::find).orElse(standing);
    }

    /** What tells a session's tokens from those of others. */
    private static String markOf(int number) {
        return String.valueOf(MARK) + number;
    }

    private static Optional<String> mark(String token) {
        int at = token.lastIndexOf(MARK);
        return at < 0 ? Optional.empty() : Optional.of(token.substring(at + 1));
    }

    /** Makes a session whose tokens are its own; empty where there are too many already. */
    public Optional<Named> make(SessionSettings settings) {
        if (made.size() >= MOST) {
            return Optional.empty();
        }
        int number = numbers.incrementAndGet();
        Session session = new Session(like(settings).withTokenMark(markOf(number)));
        made.put(number, session);
        return Optional.of(new Named(String.valueOf(number), session));
    }

    /** A session of the same dialect has the fault of the one that is always there. */
    public SessionSettings like(SessionSettings settings) {
        boolean same = settings.dialect()
                .fullName()
                .equals(standing.settings().dialect().fullName());
        return standing.settings()
                .mutation()
                .filter(fault -> same)
                .map(settings::withMutation)
                .orElse(settings);
    }

    /** Takes in a session that has a port of its own; gives its id, or nothing where there are too many. */
    public Optional<String> adopt(Session session) {
        if (made.size() >= MOST) {
            return Optional.empty();
        }
        int number = numbers.incrementAndGet();
        made.put(number, session);
        return Optional.of(String.valueOf(number));
    }

    /** The session of this id. */
    public Optional<Session> find(String id) {
        if (id.equals(STANDING)) {
            return Optional.of(standing);
        }
        return id.matches("\\d{1,9}") ? Optional.ofNullable(made.get(Integer.valueOf(id))) : Optional.empty();
    }

    /** Every session, the one that is always there first. */
    public List<Named> all() {
        List<Named> all = new ArrayList<>();
        all.add(new Named(STANDING, standing));
        made.forEach((number, session) -> all.add(new Named(String.valueOf(number), session)));
        return List.copyOf(all);
    }

    /** Ends a session: cuts its connections and forgets it. Tells whether there was one; the one that is always there cannot end. */
    public boolean end(String id) {
        if (id.equals(STANDING) || find(id).isEmpty()) {
            return false;
        }
        Session ended = made.remove(Integer.valueOf(id));
        if (ended != null) {
            ended.cutAll();
        }
        return ended != null;
    }
}
