package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Requirements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A mutant as a row of {@code mutant/AREA.yaml} has it: exactly one of its faults is there.
 *
 * @param id its name
 * @param does what it does wrong, in one clause
 * @param kills the requirement that must fail
 * @param code under which it must fail
 * @param in the dialects it is in; null for all that have the requirement
 * @param switched one switch of the dialect, and the value it has instead
 * @param unknown a frame type of clients that it does not know
 * @param opens a channel that it opens without an account
 * @param mistakes a channel that it serves as if it were another
 * @param permits a channel that it opens without a permission
 * @param told an event whose row in the dialect is another
 * @param hears what it does with some messages
 * @param sends what it does with some frames
 * @param routes whom it tells otherwise
 * @param calls what some calls of its API do
 */
record MutantRow(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String does,
        @JsonProperty(required = true) String kills,
        @JsonProperty(required = true) String code,
        @Nullable List<String> in,
        @JsonProperty("switch") @Nullable Map<String, JsonNode> switched,
        @Nullable String unknown,
        @Nullable String opens,
        @Nullable String permits,
        @Nullable Map<String, String> mistakes,
        @Nullable ToldRow told,
        @Nullable HearingRow hears,
        @Nullable SendingRow sends,
        @Nullable RoutingRow routes,
        @Nullable CallsRow calls) {

    /** The mutant in this dialect; empty where it is in others only. */
    Optional<Mutant> in(Dialect dialect) {
        List<String> dialects = in == null ? Dialect.NAMES : in;
        boolean here = dialects.contains(dialect.name())
                && Requirements.all().get(kills).in(dialect.name()).applies()
                && hasWhatIsWrong(dialect);
        return here
                ? Optional.of(new Mutant(id, does, kills, code, mutation(dialect), dialects, List.of()))
                : Optional.empty();
    }

    /** A release may lack a frame that its dialect has, and then nothing can be wrong about it. */
    private boolean hasWhatIsWrong(Dialect dialect) {
        return unknown == null || dialect.frameType(Direction.CLIENT, unknown).isPresent();
    }

    private Mutation mutation(Dialect dialect) {
        List<Mutation> faults = Stream.<@Nullable Mutation>of(
                        switched == null ? null : DataFaults.switched(switched),
                        unknown == null ? null : DataFaults.unknown(unknown),
                        opens == null ? null : DataFaults.opens(opens),
                        permits == null ? null : DataFaults.permits(permits),
                        mistakes == null ? null : DataFaults.mistakes(mistakes),
                        told == null ? null : told.mutation(),
                        hears == null ? null : hears.mutation(dialect),
                        sends == null ? null : sends.mutation(dialect),
                        routes == null ? null : routes.mutation(),
                        calls == null ? null : calls.mutation())
                .filter(Objects::nonNull)
                .toList();
        if (faults.size() != 1) {
            throw new IllegalStateException(
                    "the mutant \"" + id + "\" has " + faults.size() + " faults instead of exactly one");
        }
        return faults.get(0);
    }
}
