package misskey.conformance.probe;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/** A server at a URL. All cases share it and its accounts. */
public final class RemoteTarget implements Target {
    private final RemoteSettings settings;
    private final Manners manners;
    private final Leaving leaving;
    private final Fence fence;

    private RemoteTarget(RemoteSettings settings, Manners manners, Leaving leaving) {
        this.settings = settings;
        this.manners = manners;
        this.leaving = leaving;
        this.fence = new Fence(settings.dialect(), settings.patience());
    }

    /**
     * A server as a guest sees it. With the token of an administrator, accounts that are missing are made there, and
     * are deleted when this is closed.
     *
     * @param admin the administrator's token
     * @param tell is told, a line each, what was made and what could not be taken back; from any thread
     * @throws NotJudged where accounts were to be made and could not be
     */
    public static RemoteTarget open(RemoteSettings settings, Optional<Secret> admin, Consumer<String> tell) {
        Manners manners = Manners.of(settings.posts(), settings.patience());
        Leaving leaving = new Leaving(manners.made(), tell);
        try {
            RemoteSettings complete = admin.map(token -> withAccounts(settings, token, manners, tell))
                    .orElse(settings);
            return new RemoteTarget(complete, manners, leaving);
        } catch (NotJudged refused) {
            leaving.close();
            throw refused;
        }
    }

    private static RemoteSettings withAccounts(
            RemoteSettings settings, Secret admin, Manners manners, Consumer<String> tell) {
        ThrowAways made = ThrowAways.make(settings.missingAccounts(), settings.origin(), admin, manners);
        if (!made.names().isEmpty()) {
            tell.accept("made the throw-away accounts "
                    + String.join(", ", made.names().values()) + "; they are deleted when the run ends");
        }
        return settings.withTokens(made.tokens()).withTokens(Map.of(ADMIN, admin));
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

    @Override
    public Dialect dialect() {
        return settings.dialect();
    }

    @Override
    public Patience patience() {
        return settings.patience();
    }

    @Override
    public String describe() {
        return settings.stream().toString();
    }

    @Override
    public Conditions conditions(Policy policy) {
        return new Conditions(describe(), dialect().fullName(), settings.served(), 1, policy);
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Venue venue(Needs needs) {
        return new Venue(settings.stream(), settings.origin(), settings.tokens(), Optional.empty(), () -> {});
    }

    @Override
    public Fence fence() {
        return fence;
    }

    @Override
    public Manners manners() {
        return manners;
    }

    @Override
    public boolean mayBeProvoked() {
        return settings.intrusive() || isOnThisMachine();
    }

    private boolean isOnThisMachine() {
        try {
            return InetAddress.getByName(settings.stream().getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void close() {
        leaving.close();
    }
}
