/**
 * The control API of the mock: sessions, connections, journals. It knows nothing of HTTP but methods, paths and
 * bodies; {@code misskey.mock.wire} serves it.
 */
@NullMarked
package misskey.mock.control;

import org.jspecify.annotations.NullMarked;
