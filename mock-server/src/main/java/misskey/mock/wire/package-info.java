/**
 * The network: Undertow, HTTP and WebSocket. The one package that knows it.
 *
 * <p>Turns requests and messages into calls of a {@link misskey.mock.session.Session}. Runs on
 * Undertow's I/O and worker threads.
 */
@NullMarked
package misskey.mock.wire;

import org.jspecify.annotations.NullMarked;
