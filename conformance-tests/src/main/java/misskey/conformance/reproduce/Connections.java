package misskey.conformance.reproduce;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** The connections of a transcript, as a scenario speaks of them: by account, and which of that account's it is. */
final class Connections {
    private static final String ANONYMOUS = "anonymous";
    private static final Set<String> ACCOUNTS = Set.of("alice", "bob", "carol");

    private final Map<String, Who> opened = new LinkedHashMap<>();
    private final Map<String, Integer> count = new HashMap<>();

    private record Who(String account, int nth) {}

    /** The step that opens a connection that was accepted. */
    ObjectNode open(Line open) throws CannotBeSaid {
        String account = account(open)
                .orElseThrow(() -> new CannotBeSaid("it opens the stream as somebody who is no account of a scenario"));
        opened.put(open.conn(), new Who(account, count.merge(account, 1, Integer::sum)));
        return Json.object().set("open", Json.object().put("as", account));
    }

    /** The step in which a handshake must be refused. */
    ObjectNode refused(Line open) throws CannotBeSaid {
        ObjectNode who = Json.object();
        Optional<String> account = account(open);
        if (account.isPresent()) {
            who.put("as", account.get());
        } else {
            who.put("token", query(open).equals("i=") ? "" : "no-such-token");
        }
        return Json.object().set("refused", who);
    }

    /** Whether a handshake is that of an account, or of nobody, with a token that is good. */
    boolean isOfAnAccount(Line open) throws CannotBeSaid {
        return account(open).isPresent();
    }

    /** The connection that was opened last. */
    Optional<String> last() {
        return opened.keySet().stream().reduce((before, after) -> after);
    }

    /** The same step, on this connection. */
    ObjectNode on(String conn, ObjectNode step) throws CannotBeSaid {
        Who who = opened.get(conn);
        if (who == null) {
            throw new CannotBeSaid("it is about a connection that was not opened in the usual way");
        }
        if (opened.size() > 1) {
            step.put("on", who.account);
        }
        return count.getOrDefault(who.account, 1) > 1 ? step.put("nth", who.nth) : step;
    }

    /** Whose handshake it is; empty where it carries a token that is no account's. */
    private static Optional<String> account(Line open) throws CannotBeSaid {
        String url = open.get("url").stringValue("");
        String path = url.replaceAll("\\?.*", "");
        if (open.members().has("headers") || !path.endsWith("/streaming")) {
            throw new CannotBeSaid("scenarios have no words for a handshake with other headers, or at another path");
        }
        String query = query(open);
        if (query.isEmpty()) {
            return Optional.of(ANONYMOUS);
        }
        String as = open.get("as").stringValue("");
        if (as.isEmpty() || query.contains("&")) {
            throw new CannotBeSaid("scenarios have no words for a handshake with another query");
        }
        return ACCOUNTS.contains(as) && query.contains(as) ? Optional.of(as) : Optional.empty();
    }

    private static String query(Line open) {
        String url = open.get("url").stringValue("");
        return url.contains("?") ? url.substring(url.indexOf('?') + 1) : "";
    }

    /** The accounts that have connections. */
    List<String> accounts() {
        return count.keySet().stream().filter(name -> !name.equals(ANONYMOUS)).toList();
    }
}
