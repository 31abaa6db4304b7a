package misskey.conformance.wire;

import java.io.IOException;

/** Says that nothing more can be sent, in one plain clause. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    WireException(String message, IOException cause) {
        super(message, cause);
    }
}
