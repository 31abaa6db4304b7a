package misskey.mock.wire;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps Undertow from talking about what is no news. Warnings still come, and whoever has set a level or a filter keeps it. */
final class LibraryLog {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss.threads"));

    private static final Logger ACCEPTING = Logger.getLogger("org.xnio.listener");

    private LibraryLog() {}

    static void quieten() {
        for (Logger logger : CHATTY) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
        }
        if (ACCEPTING.getFilter() == null) {
            // A client that comes while a listener closes comes too late; XNIO calls it an error.
            ACCEPTING.setFilter(record -> !(record.getThrown() instanceof ClosedChannelException));
        }
    }
}
