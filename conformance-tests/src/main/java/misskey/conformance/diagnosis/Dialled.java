package misskey.conformance.diagnosis;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import misskey.conformance.wire.Handshake;
import misskey.protocol.Redactor;

/**
 * How a handshake came out.
 *
 * @param status of the answer; 0 where there was none
 * @param headers of the answer, by name in lower case
 * @param reason for people, where there was no answer
 */
public record Dialled(End end, int status, Map<String, String> headers, String body, String reason) {
    /** What became of it. */
    public enum End {
        OPEN,
        REFUSED,
        SILENT,
        FAILED
    }

    /** What a handshake came to; one that was accepted is closed. */
    static Dialled of(Handshake handshake) {
        return handshake.fold(
                accepted -> {
                    accepted.client().close();
                    return new Dialled(End.OPEN, accepted.status(), accepted.headers(), "", "");
                },
                refused -> new Dialled(End.REFUSED, refused.status(), refused.headers(), refused.body(), ""),
                unanswered -> new Dialled(
                        End.SILENT,
                        0,
                        Map.of(),
                        "",
                        "no answer within " + unanswered.waited().toMillis() + " ms"),
                failed -> new Dialled(End.FAILED, 0, Map.of(), "", failed.reason()));
    }

    /** The same without tokens, which a server may have repeated. */
    Dialled masked(Redactor redactor) {
        Map<String, String> clean = new LinkedHashMap<>();
        headers.forEach((name, value) -> clean.put(redactor.redact(name), redactor.redact(value)));
        return new Dialled(end, status, clean, redactor.redact(body), redactor.redact(reason));
    }

    /** Whether a WebSocket was had. */
    public boolean isOpen() {
        return end == End.OPEN;
    }

    /** Whether it was answered with one of these, instead of 101. */
    boolean isRefusedWith(int... statuses) {
        for (int one : statuses) {
            if (end == End.REFUSED && status == one) {
                return true;
            }
        }
        return false;
    }

    /** The value of a header in lower case; empty where it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }

    /** For people: {@code 426}, or why there is no status. */
    String words() {
        return switch (end) {
            case OPEN, REFUSED -> String.valueOf(status);
            case SILENT, FAILED -> reason;
        };
    }
}
