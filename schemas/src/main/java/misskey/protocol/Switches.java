package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The switches of a dialect as its file has them. A value is one for all versions, or an object of ranges of versions,
 * of which the first that holds counts.
 */
final class Switches {
    /** The names there are: those of {@link Behaviour}. */
    static final List<String> NAMES = Arrays.stream(Behaviour.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    /**
     * A switch.
     *
     * @param is its value, or its values by range of versions
     * @param seen the versions it comes from
     */
    record Row(
            @JsonProperty(required = true) JsonNode is,
            @JsonProperty(required = true) String seen) {
        /** Its value on a server of this version; empty where no range holds. Throws where a range is none. */
        Optional<JsonNode> on(ServerVersion version) {
            if (!is.isObject()) {
                return Optional.of(is);
            }
            return is.propertyStream()
                    .filter(value -> VersionRange.parse(value.getKey()).test(version))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private Switches() {}

    /** Checks that a value can be understood on every one of these versions; {@link IllegalArgumentException} says why not. */
    static void check(String name, Row row, List<ServerVersion> versions) {
        for (ServerVersion version : versions) {
            JsonNode value = row.on(version)
                    .orElseThrow(() -> new IllegalArgumentException("no range of versions holds for " + version));
            try {
                ProtocolFiles.YAML.treeToValue(value, typeOf(name));
            } catch (JacksonException wrong) {
                // What a creator says of a value is said better than by Jackson around it.
                String message = wrong.getCause() instanceof IllegalArgumentException own
                        ? own.getMessage()
                        : wrong.getOriginalMessage();
                throw new IllegalArgumentException(
                        String.valueOf(message).lines().findFirst().orElse(""), wrong);
            }
        }
    }

    private static JavaType typeOf(String name) {
        RecordComponent component = Behaviour.class.getRecordComponents()[NAMES.indexOf(name)];
        return ProtocolFiles.YAML.constructType(component.getGenericType());
    }

    /** A behaviour in which one switch has another value. Throws {@link IllegalArgumentException} where that cannot be. */
    static Behaviour changed(Behaviour behaviour, String name, JsonNode value) {
        int changed = NAMES.indexOf(name);
        if (changed < 0) {
            throw new IllegalArgumentException(
                    "there is no switch \"" + name + "\"; there is: " + String.join(", ", NAMES));
        }
        RecordComponent[] components = Behaviour.class.getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == changed
                        ? ProtocolFiles.YAML.<Object>treeToValue(value, typeOf(name))
                        : components[i].getAccessor().invoke(behaviour);
            }
            return Behaviour.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("\"" + value + "\" is no value of the switch " + name, wrong);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every record can be made from its parts", impossible);
        }
    }

    /** The behaviour of a server of this version. The rows have been checked. */
    static Behaviour on(ServerVersion version, Map<String, Row> rows) {
        ObjectNode values = Json.object();
        rows.forEach((name, row) -> values.set(name, row.on(version).orElseThrow()));
        return ProtocolFiles.YAML.treeToValue(values, Behaviour.class);
    }
}
