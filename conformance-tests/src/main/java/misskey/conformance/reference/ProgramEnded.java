package misskey.conformance.reference;

/** Thrown by a seam: the client's program would have ended here, of an error that it does not catch. */
final class ProgramEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause of what, in a few words for people */
    ProgramEnded(String cause) {
        super("the client's program ended: " + cause, null, false, false);
    }
}
