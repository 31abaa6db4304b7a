package misskey.protocol;

import java.util.function.Function;

/** What became of a text message when it was read as a frame: it is one, or it says why not. */
public sealed interface Reading permits Frame, Reading.Rejected {

    /** Calls the one that fits, so that no caller needs to ask which it is. */
    <T> T fold(Function<Frame, T> framed, Function<Rejected, T> rejected);

    /** Not a frame. {@code detail} is one plain clause for people. */
    record Rejected(Reason reason, String detail) implements Reading {
        @Override
        public <T> T fold(Function<Frame, T> framed, Function<Rejected, T> rejected) {
            return rejected.apply(this);
        }
    }

    /** Why a text message is not a frame. */
    enum Reason {
        /** Not one JSON document. */
        NOT_JSON,
        /** JSON, but no object with a string {@code type}. */
        NOT_A_FRAME,
        /** Deeper or longer than the kit judges; says nothing about whether it is JSON. */
        TOO_LARGE
    }
}
