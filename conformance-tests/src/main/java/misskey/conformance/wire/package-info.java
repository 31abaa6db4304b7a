/**
 * A small WebSocket client of the kit's own (RFC 6455) over sockets. It shows what a library hides:
 * the answer to the handshake, fragments, control frames and exact order; and it can send what a
 * library refuses to. Judges nothing; knows nothing of Misskey.
 */
@NullMarked
package misskey.conformance.wire;

import org.jspecify.annotations.NullMarked;
