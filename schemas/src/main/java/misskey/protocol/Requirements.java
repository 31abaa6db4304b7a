package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;

/**
 * The catalogue: every requirement there is, by area. Immutable and safe to share.
 *
 * <p>{@code requirements/ids.lock} names every id with a hash of its statement. A build in which an id
 * is gone or a statement changed fails in {@code RequirementsTest}, which names the command that
 * rewrites the lock.
 */
public final class Requirements {
    private static final Requirements ALL = load();

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

    private static Requirements load() {
        Map<String, Requirement> byId = new LinkedHashMap<>();
        for (String area : readYaml("areas", new TypeReference<List<String>>() {})) {
            for (Requirement requirement : readArea(area)) {
                if (byId.put(requirement.id(), requirement) != null) {
                    throw new IllegalStateException(
                            "requirements/" + area + ".yaml: the id \"" + requirement.id() + "\" is there twice");
                }
            }
        }
        return new Requirements(byId);
    }

    private static List<Requirement> readArea(String area) {
        List<Requirement> requirements = new ArrayList<>();
        readYaml(area, new TypeReference<List<Requirement.Row>>() {})
                .forEach(row -> requirements.add(row.toRequirement(area)));
        return requirements;
    }

    private static <T> T readYaml(String name, TypeReference<T> type) {
        String path = "requirements/" + name + ".yaml";
        try {
            return ProtocolFiles.YAML.readValue(ProtocolFiles.read(path), type);
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            throw new IllegalStateException(
                    path + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": " + broken.getOriginalMessage(), broken);
        }
    }

    private static String hash(String statement) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
