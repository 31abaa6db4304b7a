package misskey.mock.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** The endpoints of the HTTP API, one row each: its name, who may call it, what an app needs for it, and what it does. */
final class Endpoints {
    private final Map<String, Endpoint> rows = new LinkedHashMap<>();

    /** Who may call an endpoint. */
    enum For {
        ANYBODY,
        ACCOUNTS,
        /** Accounts with their own token; never an app. */
        OWN_TOKENS,
        ADMINISTRATORS
    }

    /** What an endpoint does for anybody. */
    interface OpenHandler {
        /** The result; a missing node where the endpoint returns nothing. */
        JsonNode call(Optional<User> me, Parameters parameters);
    }

    /** What an endpoint does for an account that asks. */
    interface Handler {
        JsonNode call(User me, Parameters parameters);
    }

    /**
     * An endpoint.
     *
     * @param permission what the token of an app must allow; empty for nothing in particular
     */
    private record Endpoint(For who, String permission, OpenHandler handler) {}

    Set<String> names() {
        return Set.copyOf(rows.keySet());
    }

    /** For anybody, with a token or without. */
    void open(String name, OpenHandler handler) {
        rows.put(name, new Endpoint(For.ANYBODY, "", handler));
    }

    /** For accounts, and apps with this permission. */
    void member(String name, String permission, Handler handler) {
        put(name, For.ACCOUNTS, permission, handler);
    }

    /** For accounts with their own token. */
    void owner(String name, Handler handler) {
        put(name, For.OWN_TOKENS, "", handler);
    }

    /** For administrators. */
    void admin(String name, Handler handler) {
        put(name, For.ADMINISTRATORS, "write:admin", handler);
    }

    private void put(String name, For who, String permission, Handler handler) {
        rows.put(
                name,
                new Endpoint(
                        who,
                        permission,
                        (me, parameters) -> handler.call(me.orElseThrow(ApiError::credentialRequired), parameters)));
    }

    JsonNode call(Optional<Access> caller, String name, JsonNode data) {
        Endpoint endpoint = rows.get(name);
        if (endpoint == null) {
            throw ApiError.noSuchEndpoint(name);
        }
        if (endpoint.who != For.ANYBODY) {
            check(endpoint, caller.orElseThrow(ApiError::credentialRequired));
        }
        if (!data.isObject()) {
            throw ApiError.invalidParameter("Invalid param: the data must be an object.");
        }
        return endpoint.handler.call(caller.map(Access::user), new Parameters(data));
    }

    private static void check(Endpoint endpoint, Access caller) {
        if (caller.user().suspended()) {
            throw ApiError.suspended();
        }
        if (endpoint.who == For.OWN_TOKENS && caller.permissions().isPresent()) {
            throw ApiError.accessDenied();
        }
        if (!endpoint.permission.isEmpty() && !caller.allows(endpoint.permission)) {
            throw ApiError.permissionDenied(endpoint.permission);
        }
        if (endpoint.who == For.ADMINISTRATORS && !caller.user().admin()) {
            throw ApiError.notAnAdministrator();
        }
    }

    /** Does it, and returns nothing. */
    static JsonNode done(Runnable change) {
        change.run();
        return Json.object().path("nothing");
    }
}
