package misskey.mock.stream;

import java.util.Map;

/**
 * The status and the headers that answer a handshake, or a GET that is none. Beside 101 only the headers that are not
 * those of every handshake.
 */
public record HttpAnswer(int status, Map<String, String> headers) {
    public HttpAnswer withHeaders(Map<String, String> changed) {
        return new HttpAnswer(status, changed);
    }
}
