package misskey.conformance.probe;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import tools.jackson.databind.JsonNode;

/**
 * Accounts that an administrator makes for one run. They stand in the ledger, and are deleted with the rest of it, after
 * everything they made.
 *
 * @param names what they are called at the server, by what cases call them
 */
public record ThrowAways(Map<String, String> names, Map<String, Secret> tokens) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FEW = 1_000;

    /**
     * Makes an account for each of these roles.
     *
     * @throws NotJudged where the server refuses; what was made until then stands in the ledger
     */
    public static ThrowAways make(List<String> roles, URI origin, Secret admin, Manners manners) {
        Redactor redactor = new Redactor();
        redactor.add(admin);
        Transcript unread = new Transcript(() -> 0L, redactor, FEW);
        Actor maker = new Actor(Target.ADMIN, origin, admin, unread, manners, ThrowAways.class);
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Secret> tokens = new LinkedHashMap<>();
        for (String role : roles) {
            String name = "kit_" + role + "_" + random(3);
            JsonNode account = maker.done(
                            "admin/accounts/create",
                            Json.object().put("username", name).put("password", random(16)))
                    .body();
            String token = account.path("token").stringValue("");
            if (token.isEmpty()) {
                throw NotJudged.untestable(
                        "admin/accounts/create made an account, but its answer has no token to use it with");
            }
            names.put(role, name);
            tokens.put(role, Secret.of(role, token));
        }
        return new ThrowAways(names, tokens);
    }

    private static String random(int octets) {
        byte[] bytes = new byte[octets];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
