package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One testable statement of the protocol: a row of {@code requirements/AREA.yaml}.
 *
 * @param id area and slug, never reused, e.g. {@code note.unsub-stops-events}
 * @param binds whom it binds
 * @param statement one sentence, one claim
 * @param quote the words of the source it is drawn from; always there where the source is the document
 * @param source where those words stand, with the number of the statement in parentheses, or who was seen to do it
 * @param absence how its absence is proved; only for requirements that something does not happen
 * @param findings the codes under which breaking it is reported
 * @param excludedBecause why it is not tested, where it is not
 * @param byDialect what dialects say otherwise, by their name; absent means required as the row says
 * @param judged how a judge decides; only excluded rows have none
 * @param example how it looks when it holds and when it is broken; only excluded rows have none
 */
public record Requirement(
        String id,
        Binds binds,
        Level level,
        Basis basis,
        String statement,
        Optional<String> quote,
        String source,
        Optional<Absence> absence,
        List<String> findings,
        Optional<String> excludedBecause,
        Map<String, InDialect> byDialect,
        Optional<String> judged,
        Optional<Example> example) {

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

    /** How a requirement stands in a dialect. */
    public enum Standing {
        @JsonProperty("required")
        REQUIRED,
        /** Another statement holds in its place. */
        @JsonProperty("different")
        DIFFERENT,
        @JsonProperty("not-applicable")
        NOT_APPLICABLE
    }

    /**
     * A requirement as a dialect has it.
     *
     * @param statement what holds there
     * @param why why it does not hold as elsewhere; empty where it does
     */
    public record InDialect(Standing standing, Level level, String statement, Optional<String> why) {
        /** Whether there is anything to judge. */
        public boolean applies() {
            return standing != Standing.NOT_APPLICABLE;
        }
    }

    /**
     * Two exchanges beside each other.
     *
     * @param dialect whose frames they have
     * @param good one in which the requirement holds
     * @param bad one that breaks it
     */
    public record Example(String dialect, Exchange good, Exchange bad) {}

    /** The area: what stands before the dot. */
    public String area() {
        return id.substring(0, id.indexOf('.'));
    }

    /** Whether it can be tested on the wire at all. */
    public boolean testable() {
        return excludedBecause.isEmpty();
    }

    /** The requirement as this dialect has it: one of {@link Dialect#NAMES}, with a release or without. */
    public InDialect in(String dialect) {
        String bare = dialect.replaceFirst("@.*", "");
        if (!Dialect.NAMES.contains(bare)) {
            throw new IllegalArgumentException("there is no dialect \"" + bare + "\"");
        }
        return byDialect.getOrDefault(bare, asWritten());
    }

    /** The requirement as its row says it, which is what holds where a dialect says nothing. */
    public InDialect asWritten() {
        return new InDialect(Standing.REQUIRED, level, statement, Optional.empty());
    }
}
