package misskey.mock.stream;

import java.util.function.UnaryOperator;
import misskey.protocol.JsonOctets;

/**
 * A text message on its way out: a body that others may get too, between what is this connection's own. Thread-safe but
 * for {@link #masked}.
 */
public final class Message {
    private final String head;
    private final SharedBody body;
    private final String tail;

    Message(String head, SharedBody body, String tail) {
        this.head = head;
        this.body = body;
        this.tail = tail;
    }

    static Message of(String text) {
        return new Message(text, SharedBody.NONE, "");
    }

    /** The whole of it. */
    public String text() {
        return head + body.json() + tail;
    }

    /** How many characters it has. */
    public int length() {
        return head.length() + body.json().length() + tail.length();
    }

    /** The whole of it in UTF-8. */
    public byte[] octets() {
        byte[] first = JsonOctets.of(head);
        byte[] shared = body.octets();
        byte[] last = JsonOctets.of(tail);
        byte[] all = new byte[first.length + shared.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(shared, 0, all, first.length, shared.length);
        System.arraycopy(last, 0, all, first.length + shared.length, last.length);
        return all;
    }

    /** What the journal shows of it. */
    String masked(UnaryOperator<String> mask) {
        return mask.apply(head) + body.masked(mask) + tail;
    }
}
