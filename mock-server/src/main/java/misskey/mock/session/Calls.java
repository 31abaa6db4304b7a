package misskey.mock.session;

import java.util.Optional;
import java.util.function.Function;
import misskey.mock.session.Session.ApiAnswer;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.ApiCalls;
import misskey.mock.stream.Journal;
import misskey.mock.world.Access;
import misskey.mock.world.ApiError;
import misskey.mock.world.World;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of the HTTP API, and the journal's lines about them. Not thread-safe: called under the session's lock. */
final class Calls {
    private static final String FILE = "file";
    private static final String PASSWORD = "password";

    private final World world;
    private final ApiCalls calls;
    private final Journal journal;

    Calls(World world, ApiCalls calls, Journal journal) {
        this.world = world;
        this.calls = calls;
        this.journal = journal;
    }

    /**
     * Calls with this token, or with none.
     *
     * @param tellFacts tells the streams what happened, before the call is noted
     */
    ApiAnswer call(Optional<String> token, String endpoint, JsonNode data, Runnable tellFacts) {
        long began = journal.transcript().now();
        Optional<Access> access = token.flatMap(world::access);
        ApiAnswer answer = answer(world, token, caller -> calls.call(new ApiCall(caller, endpoint, data, false)));
        ObjectNode line = Json.object().put("endpoint", endpoint);
        line.set("data", noted(data));
        line.put("status", answer.status()).put("began", began);
        if (answer.status() != 204) {
            line.set("response", answer.body());
        }
        tellFacts.run();
        journal.record(access.map(one -> one.user().username()).orElse("-"), Line.Op.CALL, line);
        return answer;
    }

    /** Neither a password nor what is in a file. */
    private static JsonNode noted(JsonNode data) {
        if (!data.path(FILE).isBinary() && !data.has(PASSWORD)) {
            return data;
        }
        ObjectNode noted = ((ObjectNode) data).deepCopy();
        if (noted.path(FILE).isBinary()) {
            noted.put("size", noted.remove(FILE).binaryValue().length);
        }
        if (noted.has(PASSWORD)) {
            noted.put(PASSWORD, "<password>");
        }
        return noted;
    }

    /** The answer to what is called with this token, or with none; neither noted nor told. */
    static ApiAnswer answer(World world, Optional<String> token, Function<Optional<Access>, JsonNode> calling) {
        Optional<Access> access = token.flatMap(world::access);
        try {
            if (token.isPresent() && access.isEmpty()) {
                throw ApiError.authenticationFailed();
            }
            JsonNode result = calling.apply(access);
            return new ApiAnswer(result.isMissingNode() ? 204 : 200, result);
        } catch (ApiError refused) {
            return new ApiAnswer(refused.status(), refused.toJson());
        }
    }
}
