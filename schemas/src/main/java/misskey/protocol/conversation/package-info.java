/**
 * Judging a whole connection: frames of both directions in, findings out.
 *
 * <p>Pure and bounded: no I/O, no clock of its own; time is what the lines say. One rule per class;
 * {@link misskey.protocol.conversation.Rules} reads like their table of contents. The mock, the server
 * suite and {@code check} all judge with it. May use {@code misskey.protocol} and Jackson.
 */
@NullMarked
package misskey.protocol.conversation;

import org.jspecify.annotations.NullMarked;
