package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import misskey.conformance.diagnosis.OddServer;
import misskey.conformance.verdict.Served;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say of themselves. */
class DetectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LINKS =
            "{\"links\":[{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.1\",\"href\":\"https://elsewhere.example/nodeinfo/2.1\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "documented",
                "misskey-12",
                "misskey-12@12.119.2",
                "misskey-2025",
                "misskey-2025@sharkey-2024.9.1"
            })
    void mockSaysWhichDialectItSpeaks(String dialect) {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withDialect(Dialect.named(dialect)))) {
            Detection detection = Detection.of(session.origin(), PATIENCE);

            assertThat(detection.choice().dialect().fullName()).isEqualTo(dialect);
            assertThat(detection.served())
                    .hasValueSatisfying(served -> assertThat(served.software()).isEqualTo("misskey"));
        }
    }

    @Test
    void familyAndVersionComeFromNodeinfoAndPoliciesFromMeta() throws Exception {
        String software = "{\"software\":{\"name\":\"cherrypick\",\"version\":\"4.17.0\"}}";
        String meta = "{\"version\":\"4.17.0\",\"policies\":{\"ltlAvailable\":false,\"gtlAvailable\":true}}";
        Detection detection = detect(LINKS, software, meta);

        assertThat(detection.served())
                .contains(new Served(
                        "cherrypick", "4.17.0", "nodeinfo", Map.of("local timeline", "off", "global timeline", "on")));
        assertThat(detection.choice().dialect().fullName()).isEqualTo("misskey-2025@cherrypick-4.17.0");
    }

    @Test
    void serverWithoutNodeinfoIsKnownByMeta() throws Exception {
        Detection detection = detect(
                "", "", "{\"version\":\"12.119.2\",\"disableLocalTimeline\":true,\"features\":{\"miauth\":true}}");

        assertThat(detection.served())
                .hasValueSatisfying(served ->
                        assertThat(served.features()).isEqualTo(Map.of("local timeline", "off", "miauth", "on")));
        assertThat(detection.choice().dialect().fullName()).isEqualTo("misskey-12@12.119.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{\"links\":[{\"rel\":5}]}",
                "{\"links\":[{\"rel\":\"http://nodeinfo.diaspora.software/ns/schema/2.0\",\"href\":\"no url: %%\"}]}"
            })
    void serverThatSaysNothingIsJudgedByTheDocument(String links) throws Exception {
        Detection detection = detect(links, "", "");

        assertThat(detection.served()).isEmpty();
        assertThat(detection.choice().dialect().name()).isEqualTo("documented");
        assertThat(detection.choice().why()).isEqualTo("the server does not say what it is");
    }

    @Test
    void dialectThatNobodyKnowsIsNotBelieved() throws Exception {
        String software = "{\"software\":{\"name\":\"misskey\",\"version\":\"12.110.1\"},"
                + "\"metadata\":{\"misskeyKitDialect\":\"misskey-12@1.0\"}}";

        assertThat(detect(LINKS, software, "").choice().dialect().name()).isEqualTo("misskey-12");
    }

    private static Detection detect(String links, String software, String meta) throws Exception {
        try (OddServer server = new OddServer(request -> OddServer.answer(
                200,
                switch (request.path()) {
                    case "/.well-known/nodeinfo" -> links;
                    case "/nodeinfo/2.1" -> software;
                    case "/api/meta" -> meta;
                    default -> "";
                },
                ""))) {
            return Detection.of(URI.create("http://" + server.stream().getRawAuthority()), PATIENCE);
        }
    }
}
