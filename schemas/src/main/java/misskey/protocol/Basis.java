package misskey.protocol;

/** Where a requirement comes from. What only the kit's authors believe ({@code KIT}) is never a MUST. */
public enum Basis {
    /** The document says it. */
    DOCUMENTED,
    /** A named server version was seen to do it. */
    REFERENCE,
    /** Clients and servers agree on it in practice. */
    ECOSYSTEM,
    /** The kit's own judgement. */
    KIT
}
