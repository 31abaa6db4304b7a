package misskey.mock.stream;

import java.util.Optional;
import misskey.mock.world.Access;
import misskey.mock.world.Api;
import misskey.mock.world.ApiError;
import misskey.mock.world.User;
import misskey.mock.world.World;
import tools.jackson.databind.JsonNode;

/** Calls of the API, over HTTP and over the stream, through the seam for them. Not thread-safe. */
public final class ApiCalls {
    private final World world;
    private final Api api;
    private final Seams.Calls seam;
    private final Seams.Straight straight = new Straight();

    public ApiCalls(World world, Api api, Seams seams) {
        this.world = world;
        this.api = api;
        this.seam = seams.calls();
    }

    /** Carries a call out; a missing node where the endpoint returns nothing. Throws {@link ApiError} where it is refused. */
    public JsonNode call(ApiCall call) {
        JsonNode result = seam.call(call, straight);
        world.retell(facts -> seam.facts(call, facts, straight));
        return result;
    }

    /** The server without a fault. */
    private final class Straight implements Seams.Straight {
        @Override
        public JsonNode call(ApiCall call) {
            return api.callWith(call.caller(), call.endpoint(), call.data());
        }

        @Override
        public Optional<Access> access(String token) {
            return world.access(token);
        }

        @Override
        public Optional<User> user(String id) {
            return world.user(id);
        }
    }
}
