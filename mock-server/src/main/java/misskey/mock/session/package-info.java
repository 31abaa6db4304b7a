/**
 * Sessions: a world, its streams and a journal that nothing else touches, behind one lock.
 *
 * <p>No network here; {@code misskey.mock.wire} calls it from any thread.
 */
@NullMarked
package misskey.mock.session;

import org.jspecify.annotations.NullMarked;
