package misskey.conformance.wire;

/** A frame that RFC 6455 forbids; the message is a noun phrase for people. */
final class IllegalFrame extends Exception {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    private IllegalFrame(int closeCode, String what) {
        super(what);
        this.closeCode = closeCode;
    }

    /** A frame against the protocol: 1002. */
    static IllegalFrame protocol(String what) {
        return new IllegalFrame(1002, what);
    }

    /** Text where only UTF-8 may stand: 1007. */
    static IllegalFrame notUtf8(String what) {
        return new IllegalFrame(1007, what);
    }

    /** More than the client takes: 1009. */
    static IllegalFrame tooLarge(String what) {
        return new IllegalFrame(1009, what);
    }

    /** The code the connection is failed with (RFC 6455, 7.4.1). */
    int closeCode() {
        return closeCode;
    }
}
