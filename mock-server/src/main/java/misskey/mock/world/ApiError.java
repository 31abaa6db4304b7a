package misskey.mock.world;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/** A request that the API refuses, in Misskey's shape. A value to be answered, not a failure of the mock. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String id;

    private ApiError(int status, String code, String id, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.id = id;
    }

    static ApiError noSuchEndpoint(String endpoint) {
        return new ApiError(
                404, "NO_SUCH_ENDPOINT", "f8080b67-5f9c-4eb7-8c18-7f1eeae8f709", "No such endpoint: " + endpoint);
    }

    static ApiError credentialRequired() {
        return new ApiError(401, "CREDENTIAL_REQUIRED", "1384574d-a912-4b81-8601-c7b1c4085df1", "Credential required.");
    }

    /** A token that no account has. */
    public static ApiError authenticationFailed() {
        return new ApiError(
                401,
                "AUTHENTICATION_FAILED",
                "b0a7f5f8-dc2f-4171-b91f-de88ad238e14",
                "Authentication failed. Please ensure your token is correct.");
    }

    /** A parameter of the wrong type or value; the message names it. */
    public static ApiError invalidParameter(String message) {
        return new ApiError(400, "INVALID_PARAM", "3d81ceae-475f-4600-b2a8-2bc116157532", message);
    }

    static ApiError noSuchNote() {
        return new ApiError(400, "NO_SUCH_NOTE", "24fcbfc6-2e37-42b6-8388-c29b3861a08d", "No such note.");
    }

    static ApiError noSuchUser() {
        return new ApiError(404, "NO_SUCH_USER", "4362f8dc-731f-4ad8-a694-be5a88922a24", "No such user.");
    }

    static ApiError accessDenied() {
        return new ApiError(400, "ACCESS_DENIED", "fe8d7103-0ea8-4ec3-814d-f8b401dc69e9", "Access denied.");
    }

    /** The token is of an app, which may not do this. */
    static ApiError permissionDenied(String permission) {
        return new ApiError(
                403,
                "PERMISSION_DENIED",
                "1370e5b7-d4eb-4566-bb1d-7748ee6a1838",
                "Your app does not have the necessary permission: " + permission + ".");
    }

    /** The endpoint is for administrators. */
    static ApiError notAnAdministrator() {
        return new ApiError(
                403,
                "ROLE_PERMISSION_DENIED",
                "7f86f06f-7e15-4057-8561-f4b6d4ac755a",
                "You are not assigned to a required role.");
    }

    /** The account of this token is suspended. */
    static ApiError suspended() {
        return new ApiError(
                403,
                "YOUR_ACCOUNT_SUSPENDED",
                "a8c724b3-6e9c-4b46-b1a8-bc3ed6258370",
                "Your account has been suspended.");
    }

    static ApiError refused(String code, String id, String message) {
        return new ApiError(400, code, id, message);
    }

    /** There is no such thing, which is in upper case; the id is made up. */
    static ApiError noSuch(String what) {
        String code = "NO_SUCH_" + what;
        return new ApiError(400, code, madeUp(code), "No such " + what.toLowerCase(Locale.ROOT) + ".");
    }

    /** Refuses with an id that the mock makes up from the code. */
    static ApiError refused(String code, String message) {
        return new ApiError(400, code, madeUp(code), message);
    }

    private static String madeUp(String code) {
        return UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The mock itself has failed. */
    public static ApiError internal() {
        return new ApiError(
                500,
                "INTERNAL_ERROR",
                "5d37dbcb-891e-41ca-a3d6-e690c97775ac",
                "Internal error occurred. The mock's journal says what it was.");
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** {@code {error: {message, code, id, kind}}}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.putObject("error")
                .put("message", getMessage())
                .put("code", code)
                .put("id", id)
                .put("kind", status >= 500 ? "server" : "client");
        return json;
    }
}
