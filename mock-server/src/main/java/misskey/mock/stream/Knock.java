package misskey.mock.stream;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a handshake asks with.
 *
 * @param path the path of its URL
 * @param tokens the values of {@code i}, in the order of the query
 * @param query the names of all parameters of its query
 * @param authorization the header of this name
 * @param key the header {@code Sec-WebSocket-Key}
 * @param version the header {@code Sec-WebSocket-Version}
 * @param offered the subprotocols it offers, as the header has them
 */
public record Knock(
        String path,
        List<String> tokens,
        Set<String> query,
        Optional<String> authorization,
        Optional<String> key,
        Optional<String> version,
        Optional<String> offered) {
    public Knock withTokens(List<String> changed) {
        return new Knock(path, changed, query, authorization, key, version, offered);
    }

    public Knock withAuthorization(Optional<String> changed) {
        return new Knock(path, tokens, query, changed, key, version, offered);
    }

    public Knock withKey(String changed) {
        return new Knock(path, tokens, query, authorization, Optional.of(changed), version, offered);
    }

    public Knock withVersion(String changed) {
        return new Knock(path, tokens, query, authorization, key, Optional.of(changed), offered);
    }
}
