package misskey.mock.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document that describes the control API. */
final class OpenApi {
    private OpenApi() {}

    static Reply reply() {
        return new Reply(200, "application/json; charset=utf-8", text());
    }

    static String text() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not among the files of the mock");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read openapi.json", broken);
        }
    }
}
