package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The catalogue: every requirement there is, by area. Immutable and safe to share.
 *
 * <p>{@code requirements/ids.lock} names every id with a hash of its statement. A build in which an id
 * is gone or a statement changed fails in {@code RequirementsTest}, which names the command that
 * rewrites the lock.
 */
public final class Requirements {
    private static final Requirements ALL = new Requirements(new RequirementReader(ProtocolFiles::read).read());

    private final Map<String, Requirement> byId;

    private Requirements(Map<String, Requirement> byId) {
        this.byId = Collections.unmodifiableMap(byId);
    }

    /** The catalogue of this build. */
    public static Requirements all() {
        return ALL;
    }

    /** Every requirement, area by area. */
    public Collection<Requirement> list() {
        return byId.values();
    }

    /** The requirement with this id. */
    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The requirement with this id; throws where the kit itself names one that does not exist. */
    public Requirement get(String id) {
        Requirement requirement = byId.get(id);
        if (requirement == null) {
            throw new IllegalArgumentException("there is no requirement \"" + id + "\"");
        }
        return requirement;
    }

    /** Each id with the hash of its statement, as {@code ids.lock} holds them. */
    SortedMap<String, String> statementHashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        byId.forEach((id, requirement) -> hashes.put(id, hash(requirement.statement())));
        return hashes;
    }

    /** The hash of a statement, as {@code ids.lock} holds it. */
    static String hash(String statement) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
