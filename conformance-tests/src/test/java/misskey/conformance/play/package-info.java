/** Tests of playing scenarios both ways, over real sockets. */
@NullMarked
package misskey.conformance.play;

import org.jspecify.annotations.NullMarked;
