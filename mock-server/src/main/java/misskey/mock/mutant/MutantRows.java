package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The mutants that are data: {@code AREA.yaml} beside this class, and what no mutant can kill. */
final class MutantRows {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<MutantRow> ROWS = read();

    private MutantRows() {}

    /** Why a requirement has no mutant in a dialect. */
    record Unkillable(
            @JsonProperty(required = true) String requirement,
            @JsonProperty(required = true) List<String> in,
            @JsonProperty(required = true) String why) {}

    static List<Mutant> of(Dialect dialect) {
        return ROWS.stream().flatMap(row -> row.in(dialect).stream()).toList();
    }

    /** What no mutant can kill in this dialect, and why, by requirement. */
    static Map<String, String> unkillable(Dialect dialect) {
        Unkillable[] rows = YAML.readValue(text("unkillable"), Unkillable[].class);
        return Arrays.stream(rows)
                .filter(row -> row.in().contains(dialect.name()))
                .collect(Collectors.toMap(Unkillable::requirement, Unkillable::why));
    }

    /** What the fault of a mutant breaks besides, by the mutant's id. */
    static Map<String, List<String>> also() {
        return YAML.readerFor(new TypeReference<Map<String, List<String>>>() {}).readValue(text("also"));
    }

    private static List<MutantRow> read() {
        List<MutantRow> rows = new ArrayList<>();
        for (String area : areas()) {
            rows.addAll(List.of(YAML.readValue(text(area), MutantRow[].class)));
        }
        return List.copyOf(rows);
    }

    /** Those of servers: each has a file. */
    private static List<String> areas() {
        return Requirements.all().list().stream()
                .filter(row -> row.binds().binds(Direction.SERVER))
                .map(Requirement::area)
                .distinct()
                .toList();
    }

    private static byte[] text(String file) {
        try (InputStream in = MutantRows.class.getResourceAsStream(file + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file + ".yaml among the mutants");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the mutants of " + file, unreadable);
        }
    }
}
