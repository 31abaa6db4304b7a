/**
 * Playing a scenario: going through its steps, sending what the kit's side sends, waiting for what the other
 * side must do, and saying what was wrong. It opens no socket: a {@link misskey.scenario.play.Stage}, one for
 * each side, does. Uses the language and the protocol.
 */
@NullMarked
package misskey.scenario.play;

import org.jspecify.annotations.NullMarked;
