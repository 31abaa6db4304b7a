/**
 * The mock's world: accounts, notes and relations, the HTTP API that changes them, and who sees what.
 *
 * <p>No network here: a request comes in as JSON and a result or an {@link misskey.mock.world.ApiError}
 * goes out, together with the facts that the streams have to tell. Nothing here knows a channel or an
 * event by name. Not thread-safe: a session calls it under its own lock.
 */
@NullMarked
package misskey.mock.world;

import org.jspecify.annotations.NullMarked;
