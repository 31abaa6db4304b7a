package misskey.mock.wire;

import io.undertow.connector.ByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.mock.world.ApiError;
import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form with a file ({@code multipart/form-data}), as a request to upload is sent: each field is a member, and the
 * file is one with its octets. A form without a field {@code name} is named after its file.
 */
final class UploadForm implements MultipartParser.PartHandler {
    private static final String TYPE = "multipart/form-data";
    private static final String FILE = "file";

    private final ObjectNode fields = Json.object();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private String field = "";
    private Optional<String> fileName = Optional.empty();

    private UploadForm() {}

    /** The boundary of the parts, where the content type says that the body is such a form. */
    static Optional<String> boundary(Optional<String> contentType) {
        return contentType
                .filter(type -> type.startsWith(TYPE))
                .map(type -> Optional.ofNullable(Headers.extractQuotedValueFromHeader(type, "boundary")))
                .orElse(Optional.empty());
    }

    /** Reads a whole body; throws an {@link ApiError} where it is no such form. */
    static ObjectNode read(byte[] body, String boundary, ByteBufferPool pool) {
        UploadForm form = new UploadForm();
        MultipartParser.ParseState state = MultipartParser.beginParse(
                pool, form, boundary.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8.name());
        try {
            state.parse(ByteBuffer.wrap(body));
        } catch (IOException | RuntimeException broken) {
            throw ApiError.invalidParameter("The body is not a form in parts: " + broken.getMessage());
        }
        if (!state.isComplete()) {
            throw ApiError.invalidParameter("The form ends in the middle of a part.");
        }
        return form.fields;
    }

    @Override
    public void beginPart(HeaderMap headers) {
        String disposition = Optional.ofNullable(headers.getFirst(Headers.CONTENT_DISPOSITION))
                .orElse("");
        field = Optional.ofNullable(Headers.extractQuotedValueFromHeader(disposition, "name"))
                .orElse("");
        fileName = Optional.ofNullable(Headers.extractQuotedValueFromHeader(disposition, "filename"));
        part.reset();
    }

    @Override
    public void data(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        part.writeBytes(octets);
    }

    @Override
    public void endPart() {
        if (field.equals(FILE)) {
            fields.put(FILE, part.toByteArray());
            fileName.filter(name -> !fields.has("name")).ifPresent(name -> fields.put("name", name));
        } else if (!field.isEmpty()) {
            fields.put(field, part.toString(StandardCharsets.UTF_8));
        }
    }
}
