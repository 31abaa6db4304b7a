package misskey.mock.stream;

import java.util.Optional;
import misskey.mock.world.Access;
import tools.jackson.databind.JsonNode;

/**
 * A call of the API.
 *
 * @param caller what its token gives, or, over the stream, that of its connection
 * @param overStream whether it came in a frame
 */
public record ApiCall(Optional<Access> caller, String endpoint, JsonNode data, boolean overStream) {
    public ApiCall by(Optional<Access> changed) {
        return new ApiCall(changed, endpoint, data, overStream);
    }

    public ApiCall to(String changed, JsonNode changedData) {
        return new ApiCall(caller, changed, changedData, overStream);
    }
}
