package misskey.mock.report;

/** What something that was looked at came to. */
public enum Outcome {
    /** It was seen to be right. */
    PASS,
    /** The client is at fault. */
    FAIL,
    /** It was seen, and is not held against the client: nothing it must do, or not proven. */
    NOTED,
    /** Nobody can say, for want of something. */
    UNTESTABLE
}
