package misskey.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.Sessions;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    @Test
    void everyRouteIsInTheDocumentAndNothingElse() {
        Control control = new Control(new Sessions(SessionSettings.defaults()), settings -> {
            throw new AssertionError("no port is asked for");
        });
        Set<String> documented = new TreeSet<>();
        JsonNode paths = Json.read(OpenApi.text()).path("paths");
        paths.propertyNames()
                .forEach(path -> paths.path(path)
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(control.rows()).containsExactlyInAnyOrderElementsOf(documented);
    }
}
