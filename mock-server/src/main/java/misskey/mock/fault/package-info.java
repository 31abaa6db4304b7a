/**
 * Faults: what a server does wrong on request, at the handshake, on the wire or with its frames.
 *
 * <p>Values that say what happens; {@code misskey.mock.wire} and {@code misskey.mock.stream} lend them their hands. No
 * network and no session here.
 */
@NullMarked
package misskey.mock.fault;

import org.jspecify.annotations.NullMarked;
