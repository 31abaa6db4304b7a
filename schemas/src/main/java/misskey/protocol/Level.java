package misskey.protocol;

/** How binding a requirement is (RFC 2119 words); {@code INFO} is reported and never fails a run. */
public enum Level {
    MUST,
    SHOULD,
    INFO
}
