package misskey.mock.stream;

import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.world.ApiError;
import misskey.mock.world.World;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Answers requests of the HTTP API that come over the stream, as servers of the dialect do. */
final class ApiAnswers {
    private final Behaviour behaviour;
    private final World world;
    private final ApiCalls calls;

    ApiAnswers(Behaviour behaviour, World world, ApiCalls calls) {
        this.behaviour = behaviour;
        this.world = world;
        this.calls = calls;
    }

    /** Answers a request; says why where it is ignored. */
    Optional<String> request(StreamConnection connection, Frame frame, Consumer<Outgoing> send) {
        if (behaviour.apiResponse() == ApiResponse.NONE) {
            return Optional.of("servers of this dialect answer no requests");
        }
        JsonNode id = frame.member("id");
        if (behaviour.idRequired() && (id.isMissingNode() || id.isNull())) {
            return Optional.of("the request has no id");
        }
        JsonNode endpoint = frame.member("endpoint").isString() ? frame.member("endpoint") : frame.member("ep");
        send.accept(new Outgoing.Response(id, answer(connection, endpoint.stringValue(""), frame.member("data"))));
        return Optional.empty();
    }

    private JsonNode answer(StreamConnection connection, String endpoint, JsonNode data) {
        boolean wrapped = behaviour.apiResponse() == ApiResponse.RES;
        try {
            boolean nothingAsked = data.isMissingNode() && !wrapped;
            JsonNode result = calls.call(
                    new ApiCall(connection.accessNow(world), endpoint, nothingAsked ? Json.object() : data, true));
            if (result.isMissingNode()) {
                return Json.object();
            }
            return wrapped ? Json.object().set("res", result) : result;
        } catch (ApiError refused) {
            return refused.toJson();
        }
    }
}
