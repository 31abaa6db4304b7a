/**
 * The server's side of a stream: connections, what they have opened and captured, and the seams at
 * which a mutant differs from the straight server.
 *
 * <p>No network here: text comes in and text goes out through {@link misskey.mock.stream.Wire}. Which
 * channels and events exist is read from the dialect. Not thread-safe: a session calls it under its
 * own lock.
 */
@NullMarked
package misskey.mock.stream;

import org.jspecify.annotations.NullMarked;
