package misskey.mock.world;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP API, {@code POST /api/ENDPOINT}, and what {@code api} frames call. Each topic has a class with a row for each of its
 * endpoints. Not thread-safe: called under the session's lock.
 */
public final class Api {
    private final Endpoints endpoints = new Endpoints();

    public Api(World world) {
        Asked asked = new Asked(world);
        new ServerApi(world).addTo(endpoints);
        new AccountsApi(world, asked).addTo(endpoints);
        new NotesApi(world, asked).addTo(endpoints);
        new TimelinesApi(world).addTo(endpoints);
        new FollowingApi(world, asked).addTo(endpoints);
        new PlacesApi(world, asked).addTo(endpoints);
        new RolesApi(world, asked).addTo(endpoints);
        new MessagesApi(world, asked).addTo(endpoints);
        new GamesApi(world, asked).addTo(endpoints);
        new NotificationsApi(world).addTo(endpoints);
        new DriveApi(world).addTo(endpoints);
        new SettingsApi(world).addTo(endpoints);
    }

    /**
     * Calls an endpoint for an account that uses its own token, or for nobody.
     *
     * @return the result; a missing node where the endpoint returns nothing (HTTP 204)
     * @throws ApiError where the request is refused
     */
    public JsonNode call(Optional<User> me, String endpoint, JsonNode data) {
        return callWith(me.map(Access::complete), endpoint, data);
    }

    /** Calls an endpoint with what a token gives, or without a token. */
    public JsonNode callWith(Optional<Access> caller, String endpoint, JsonNode data) {
        return endpoints.call(caller, endpoint, data);
    }

    /** The names of all endpoints. */
    Set<String> endpoints() {
        return endpoints.names();
    }
}
