package misskey.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.mock.fault.Fault;
import misskey.mock.fault.FaultReader;
import misskey.mock.fault.FrameFault;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.fault.WireFault;
import misskey.mock.order.Members;
import misskey.protocol.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FaultReaderTest {
    /** Every member that some fault needs. */
    private static final String PARAMETERS =
            "{\"status\":503,\"for\":\"1s\",\"every\":\"1ms\",\"octets\":200,\"code\":999,\"field\":\"/body\"}";

    @TestFactory
    Stream<DynamicTest> rowMakesTheFaultOfItsWordAndKind() {
        return FaultReader.ROWS.stream()
                .map(row -> DynamicTest.dynamicTest(row.kind() + " " + row.name(), () -> {
                    Fault fault = row.read().apply(new Members((ObjectNode) Json.read(PARAMETERS)));

                    assertThat(fault.name()).isEqualTo(row.name());
                    assertThat(fault.kind()).isEqualTo(row.kind());
                }));
    }

    @Test
    void everyFaultHasARow() {
        List<String> faults = new ArrayList<>();
        add(faults, FaultReader.HANDSHAKE, HandshakeFault.class);
        add(faults, FaultReader.WIRE, WireFault.class);
        add(faults, FaultReader.FRAME, FrameFault.class);

        assertThat(FaultReader.ROWS.stream()
                        .map(row -> row.kind() + " " + row.name().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(faults);
    }

    private static void add(List<String> faults, String kind, Class<?> family) {
        for (Class<?> fault : family.getPermittedSubclasses()) {
            if (fault.isSealed()) {
                add(faults, kind, fault);
                continue;
            }
            faults.add(kind + " " + fault.getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void documentNamesEveryFault() {
        JsonNode words = Json.read(OpenApi.text()).at("/components/schemas/FaultOfHandshakes/properties/fault/enum");

        assertThat(words.valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(
                        FaultReader.ROWS.stream().map(FaultReader.Row::name).toList()));
    }
}
