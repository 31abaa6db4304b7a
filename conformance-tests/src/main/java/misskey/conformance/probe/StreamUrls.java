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
        return token.map(secret -> withText(stream, secret.reveal())).orElse(stream);
    }

    /** The URL with this text in the token's place, which may be empty. */
    static URI withText(URI stream, String token) {
        return URI.create(stream + "?" + parameter("i", token));
    }

    /** A parameter as a query has it. */
    static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
