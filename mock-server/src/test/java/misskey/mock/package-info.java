/**
 * The mock over real sockets. The clients here are the JDK's, or bare sockets: never the mock's own code.
 */
@NullMarked
package misskey.mock;

import org.jspecify.annotations.NullMarked;
