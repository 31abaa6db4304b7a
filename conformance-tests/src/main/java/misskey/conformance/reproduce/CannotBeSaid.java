package misskey.conformance.reproduce;

/** What a case did cannot be said in the language of scenarios; the message says why, in one clause. */
final class CannotBeSaid extends Exception {
    private static final long serialVersionUID = 1L;

    CannotBeSaid(String why) {
        super(why);
    }
}
