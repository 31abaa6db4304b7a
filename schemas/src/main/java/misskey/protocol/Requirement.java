package misskey.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One testable statement of the protocol: a row of {@code requirements/AREA.yaml}.
 *
 * @param id area and slug, never reused, e.g. {@code note.unsub-stops-events}
 * @param binds whom it binds
 * @param statement one sentence, one claim
 * @param quote the words of the source it is drawn from
 * @param source where those words stand, with the number of the statement in parentheses
 * @param absence how its absence is proved; only for requirements that something does not happen
 * @param findings the codes under which breaking it is reported
 * @param excludedBecause why it is not tested, where it is not
 */
public record Requirement(
        String id,
        Binds binds,
        Level level,
        Basis basis,
        String statement,
        String quote,
        String source,
        Optional<Absence> absence,
        List<String> findings,
        Optional<String> excludedBecause) {

    /** Whose behaviour is required. */
    public enum Binds {
        SERVER,
        CLIENT,
        BOTH;

        /** Whether the peer in this role is bound. */
        public boolean binds(Direction role) {
            return this == BOTH || name().equals(role.name());
        }
    }

    /** How it is proved that something did not happen, strongest first. */
    public enum Absence {
        /** A later, allowed event of the same kind arrived on the same path. */
        SENTINEL,
        /** An answer to something sent later arrived on the same connection. */
        FENCE,
        /** Nothing came for a while: the last resort. */
        WINDOW
    }

    /** The area: what stands before the dot. */
    public String area() {
        return id.substring(0, id.indexOf('.'));
    }

    /** Whether it can be tested on the wire at all. */
    public boolean testable() {
        return excludedBecause.isEmpty();
    }

    /** The row as YAML has it. */
    record Row(
            @Nullable String id,
            @Nullable Binds binds,
            @Nullable Level level,
            @Nullable Basis basis,
            @Nullable String statement,
            @Nullable String quote,
            @Nullable String source,
            @Nullable Absence absence,
            @Nullable List<String> findings,
            @Nullable String excluded) {

        Requirement toRequirement(String area) {
            Requirement requirement = new Requirement(
                    required("id", id, area),
                    required("binds", binds, area),
                    required("level", level, area),
                    required("basis", basis, area),
                    required("statement", statement, area),
                    required("quote", quote, area),
                    required("source", source, area),
                    Optional.ofNullable(absence),
                    findings == null ? List.of() : List.copyOf(findings),
                    Optional.ofNullable(excluded));
            if (!requirement.id.startsWith(area + ".")) {
                throw new IllegalStateException(
                        "requirements/" + area + ".yaml: \"" + requirement.id + "\" belongs to another area's file");
            }
            if (requirement.basis == Basis.KIT && requirement.level == Level.MUST) {
                throw new IllegalStateException("requirements/" + area + ".yaml: \"" + requirement.id
                        + "\" is MUST on the kit's own word; name a source or lower the level");
            }
            return requirement;
        }

        private <T> T required(String key, @Nullable T value, String area) {
            if (value == null) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "requirements/%s.yaml: the row %s lacks \"%s\"",
                        area,
                        id == null ? "?" : id,
                        key));
            }
            return value;
        }
    }
}
