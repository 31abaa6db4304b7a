package misskey.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRequestTest {

    @ParameterizedTest
    @CsvSource({
        "ws://example.com,                  example.com,   80,  example.com,      /,                  false",
        "http://example.com/streaming,      example.com,   80,  example.com,      /streaming,         false",
        "wss://example.com,                 example.com,   443, example.com,      /,                  true",
        "HTTPS://example.com?i=a%20b&c=%2F, example.com,   443, example.com,      /?i=a%20b&c=%2F,    true",
        "ws://example.com:443/a#b,          example.com,   443, example.com:443,  /a,                 false",
        "wss://example.com:80/a/?,          example.com,   80,  example.com:80,   /a/?,               true",
        "ws://[::1]:3000/streaming,         ::1,           3000, [::1]:3000,      /streaming,         false",
        "ws://[::1]/,                       ::1,           80,  [::1],            /,                  false",
        "ws://misskey_web:3000/,            misskey_web,   3000, misskey_web:3000, /,                 false",
        "wss://みすきー.example/,            xn--w8jxa7itv.example, 443, xn--w8jxa7itv.example, /,     true"
    })
    void readsWhereToAndWhatToAskFor(
            String uri, String host, int port, String hostHeader, String target, boolean encrypted) {
        WireRequest request = WireRequest.to(URI.create(uri));

        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
        assertThat(request.hostHeader()).isEqualTo(hostHeader);
        assertThat(request.target()).isEqualTo(target);
        assertThat(request.encrypted()).isEqualTo(encrypted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "/streaming",
                "ws:/streaming",
                "ws:streaming",
                "ws://user:secret@example.com/",
                "ws://example.com:0/",
                "ws://example.com:65536/",
                "ws://a..b/"
            })
    void refusesUrisThatNameNoServer(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> WireRequest.to(URI.create(uri)));
    }

    @Test
    void refusesHeadersAndSubprotocolsThatWouldBreakTheRequest() {
        URI uri = URI.create("ws://example.com/");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireRequest(uri, Map.of("X-A", "a\r\nX-B: b"), List.of(), Optional.empty()))
                .withMessageContaining("X-A");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireRequest(uri, Map.of("X A", "a"), List.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireRequest(uri, Map.of(), List.of("a\r\nb"), Optional.empty()));
    }

    @Test
    void printsNeitherQueryNorHeaders() {
        WireRequest request = new WireRequest(
                URI.create("https://example.com/streaming?i=secret"),
                Map.of("Authorization", "Bearer secret"),
                List.of(),
                Optional.empty());

        assertThat(request).hasToString("wss://example.com:443/streaming");
    }
}
