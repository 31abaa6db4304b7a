/**
 * Playing a scenario to a server: the kit is the client. The other side is {@code misskey.mock.play}.
 */
@NullMarked
package misskey.conformance.play;

import org.jspecify.annotations.NullMarked;
