package misskey.mock.session;

import java.util.Locale;

/** Servers that do nothing useful with a connection; their HTTP API works. They are there to be failed. */
public enum Peer {
    /** Completes the handshake and never says a word. */
    MUTE,
    /** Cuts the connection when the handshake comes. */
    SLAMS,
    /** Takes the connection and never answers the handshake. */
    HANGS,
    /** Completes the handshake and answers every message with something that is no frame. */
    GARBAGE,
    /** Completes the handshake and sends every message back. */
    ECHOES;

    /** The name users write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
