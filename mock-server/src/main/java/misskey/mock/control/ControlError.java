package misskey.mock.control;

import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/** A request to the control API that cannot be done. A value to be answered, not a failure of the mock. */
final class ControlError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ControlError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What was asked for cannot be understood; the message says what is expected instead. */
    static ControlError misread(String message) {
        return new ControlError(400, message);
    }

    static ControlError notFound(String message) {
        return new ControlError(404, message);
    }

    int status() {
        return status;
    }

    /** {@code {error: "…"}}. */
    ObjectNode toJson() {
        return Json.object().put("error", getMessage());
    }
}
