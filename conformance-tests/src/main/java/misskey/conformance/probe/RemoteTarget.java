package misskey.conformance.probe;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/** A server at a URL. All cases share it and its accounts. */
public final class RemoteTarget implements Target {
    private final URI stream;
    private final URI origin;
    private final Map<String, Secret> tokens;
    private final Dialect dialect;
    private final Patience patience;
    private final Fence fence;

    /** @param tokens by account: alice, bob, carol; may be empty */
    public RemoteTarget(URI stream, Map<String, Secret> tokens, Dialect dialect, Patience patience) {
        this.stream = stream;
        this.origin = originOf(stream);
        this.tokens = Map.copyOf(tokens);
        this.dialect = dialect;
        this.patience = patience;
        this.fence = new Fence(dialect, patience);
    }

    /**
     * The URL of a stream as users write it: {@code wss://host/streaming}, {@code https://host} or
     * {@code host}; throws {@link IllegalArgumentException} with what is wrong.
     */
    public static URI streamUrl(String written) {
        URI url;
        try {
            url = URI.create(written.contains("://") ? written : "wss://" + written);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no URL: " + malformed.getMessage() + "; expected wss://HOST/streaming",
                    malformed);
        }
        String scheme = url.getScheme().replaceFirst("^http", "ws");
        if (!List.of("ws", "wss").contains(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException("\"" + written
                    + "\" is no URL of a stream; expected wss://HOST/streaming or ws://HOST:PORT/streaming");
        }
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "the URL has a query; leave it out, and give tokens with --token-env alice=VARIABLE");
        }
        String path = url.getRawPath() == null || url.getRawPath().length() < 2 ? "/streaming" : url.getRawPath();
        return URI.create(scheme + "://" + url.getRawAuthority() + path);
    }

    private static URI originOf(URI stream) {
        return URI.create(stream.getScheme().replaceFirst("^ws", "http") + "://" + stream.getRawAuthority());
    }

    /** Whether a stream can be had there at all; empty where it can, else one line that says why not. */
    public Optional<String> whyUnreachable() {
        Optional<Secret> token = tokens.values().stream().findFirst();
        Handshake handshake =
                WireClient.dial(WireRequest.to(StreamUrls.withToken(stream, token)), patience.handshake());
        return handshake.fold(
                accepted -> {
                    accepted.client().close();
                    return Optional.empty();
                },
                refused -> refused.status() == 401 || refused.status() == 403
                        ? Optional.empty()
                        : Optional.of(stream + " is not a WebSocket endpoint: it answered the handshake with "
                                + refused.status()
                                + "; check the path (usually /streaming) and that a proxy in front forwards upgrades"),
                unanswered -> Optional.of(stream + " did not answer the handshake within "
                        + patience.handshake().toSeconds() + " s; is it a Misskey server, and is its token right?"),
                failed -> Optional.of("cannot reach " + stream + ": " + failed.reason()));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Patience patience() {
        return patience;
    }

    @Override
    public String describe() {
        return stream.toString();
    }

    @Override
    public Conditions conditions(Policy policy) {
        return new Conditions(describe(), dialect().fullName(), Optional.empty(), 1, policy);
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Venue venue(Needs needs) {
        return new Venue(stream, origin, tokens, Optional.empty(), () -> {});
    }

    @Override
    public Fence fence() {
        return fence;
    }

    @Override
    public boolean mayBeProvoked() {
        try {
            return InetAddress.getByName(stream.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void close() {}
}
