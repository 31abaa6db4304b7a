package misskey.mock.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import misskey.protocol.Secret;

/** The accounts, and what opens them: their own tokens, those of apps, and passwords. */
final class Accounts {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    /** A token of this length is an account's own, as in Misskey. */
    private static final int OWN = 16;

    private static final int APP = 32;

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, AppToken> apps = new LinkedHashMap<>();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Random random;
    private Consumer<Secret> onToken = token -> {};

    /** What the token of an app gives. */
    private record AppToken(String userId, Set<String> permissions) {}

    Accounts(long seed) {
        this.random = new Random(seed);
    }

    /** From now on the listener gets each token that is made, before anybody else sees it. */
    void onToken(Consumer<Secret> listener) {
        onToken = listener;
    }

    void put(User user) {
        users.put(user.id(), user);
    }

    Collection<User> all() {
        return List.copyOf(users.values());
    }

    Optional<User> of(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<User> named(String username) {
        return users.values().stream()
                .filter(user -> user.username().equalsIgnoreCase(username))
                .findFirst();
    }

    Optional<Access> access(String token) {
        AppToken app = apps.get(token);
        if (app != null) {
            return of(app.userId()).map(user -> new Access(user, Optional.of(app.permissions())));
        }
        return users.values().stream()
                .filter(user -> user.token().reveal().equals(token))
                .findFirst()
                .map(Access::complete);
    }

    Secret newToken(String username) {
        return made(username, OWN);
    }

    Secret newAppToken(User user, Set<String> permissions) {
        Secret token = made(user.username(), APP);
        apps.put(token.reveal(), new AppToken(user.id(), Set.copyOf(permissions)));
        return token;
    }

    void setPassword(User user, String password) {
        passwords.put(user.id(), digest(password));
    }

    /** Whether it opens the account; one that was made without a password takes any. */
    boolean isPassword(User user, String password) {
        String kept = passwords.get(user.id());
        return kept == null || kept.equals(digest(password));
    }

    private Secret made(String username, int length) {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < length; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        Secret secret = Secret.of(username, token.toString());
        onToken.accept(secret);
        return secret;
    }

    private static String digest(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
