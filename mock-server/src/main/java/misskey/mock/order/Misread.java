package misskey.mock.order;

/** What was asked for cannot be understood; the message says what is expected instead. */
public final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misread(String message) {
        super(message, null, false, false);
    }
}
