/**
 * Playing a scenario to a client: the mock is the server, and says exactly what the file says.
 *
 * <p>Uses a session for its world, journal and connections; knows no network.
 */
@NullMarked
package misskey.mock.play;

import org.jspecify.annotations.NullMarked;
