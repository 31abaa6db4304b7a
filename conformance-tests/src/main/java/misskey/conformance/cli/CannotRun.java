package misskey.conformance.cli;

import misskey.conformance.verdict.Gate;

/** A verb cannot do what it was asked; the message is one line that says what, where and what to do. */
final class CannotRun extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CannotRun(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line, or a file it names, is wrong. */
    static CannotRun usage(String message) {
        return new CannotRun(Gate.USAGE, message);
    }

    /** There is nothing to measure. */
    static CannotRun notMeasured(String message) {
        return new CannotRun(Gate.NOT_MEASURED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
