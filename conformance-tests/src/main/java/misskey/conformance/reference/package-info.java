/**
 * The kit's own client as a subject: it does what a good client does, so that a scenario can be played
 * to it. May use {@code misskey.conformance.probe} and {@code wire}.
 */
@NullMarked
package misskey.conformance.reference;

import org.jspecify.annotations.NullMarked;
