/**
 * The mock server's public face: start it, make sessions, read what happened. The packages below are
 * its rooms and may change.
 */
@NullMarked
package misskey.mock;

import org.jspecify.annotations.NullMarked;
