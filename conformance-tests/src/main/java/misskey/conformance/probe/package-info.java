/**
 * The kit's own side of a connection: a small RFC 6455 client over sockets, and what probes are built
 * from. I/O that yields evidence; judges nothing.
 */
@NullMarked
package misskey.conformance.probe;

import org.jspecify.annotations.NullMarked;
