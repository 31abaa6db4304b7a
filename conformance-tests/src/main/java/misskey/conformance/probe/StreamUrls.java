package misskey.conformance.probe;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.protocol.Secret;

/** The URL of a stream with a token in it, where the protocol wants it. */
public final class StreamUrls {
    private StreamUrls() {}

    /** The URL to dial for this account, or for nobody in particular. */
    public static URI withToken(URI stream, Optional<Secret> token) {
        return token.map(secret ->
                        URI.create(stream + "?i=" + URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8)))
                .orElse(stream);
    }
}
