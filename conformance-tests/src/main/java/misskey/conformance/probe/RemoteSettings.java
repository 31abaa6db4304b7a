package misskey.conformance.probe;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Served;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/**
 * How a server at a URL is judged. Immutable; each {@code with…} gives a changed copy.
 *
 * @param tokens by account: alice, bob, carol and admin; may be empty
 * @param served what the server says of itself; empty where it was not asked, or does not say
 * @param posts how many notes may be posted
 * @param intrusive whether cases that provoke it may run although it is not on loopback
 */
public record RemoteSettings(
        URI stream,
        Map<String, Secret> tokens,
        Dialect dialect,
        Optional<Served> served,
        Patience patience,
        PostBudget posts,
        boolean intrusive) {
    /** So many posts are sensible at a server somewhere: an account may make some three hundred an hour. */
    public static final int SENSIBLE_POSTS = 200;

    public RemoteSettings {
        tokens = Map.copyOf(tokens);
    }

    /** A guest without tokens that provokes nobody. */
    public static RemoteSettings of(URI stream, Dialect dialect) {
        return new RemoteSettings(
                stream, Map.of(), dialect, Optional.empty(), Patience.remote(), PostBudget.of(SENSIBLE_POSTS), false);
    }

    /** Where the HTTP API of the server is. */
    public URI origin() {
        return URI.create(stream.getScheme().replaceFirst("^ws", "http") + "://" + stream.getRawAuthority());
    }

    /** With these tokens too. */
    public RemoteSettings withTokens(Map<String, Secret> more) {
        Map<String, Secret> all = new LinkedHashMap<>(tokens);
        all.putAll(more);
        return new RemoteSettings(stream, all, dialect, served, patience, posts, intrusive);
    }

    public RemoteSettings withDialect(Dialect changed, Optional<Served> says) {
        return new RemoteSettings(stream, tokens, changed, says, patience, posts, intrusive);
    }

    public RemoteSettings withPatience(Patience changed) {
        return new RemoteSettings(stream, tokens, dialect, served, changed, posts, intrusive);
    }

    public RemoteSettings withPosts(PostBudget changed) {
        return new RemoteSettings(stream, tokens, dialect, served, patience, changed, intrusive);
    }

    public RemoteSettings withIntrusion(boolean changed) {
        return new RemoteSettings(stream, tokens, dialect, served, patience, posts, changed);
    }

    /** The accounts that cases act as and that there is no token for. */
    public List<String> missingAccounts() {
        return Target.ACCOUNTS.stream()
                .filter(account -> !tokens.containsKey(account))
                .toList();
    }
}
