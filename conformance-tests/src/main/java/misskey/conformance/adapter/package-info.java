/**
 * Driving a client library through its adapter: starting the adapter's program, giving it commands and reading what it
 * reports, so that a scenario can be played to the library. The protocol is {@code adapters/adapter.schema.json}. What a
 * program does wrong is told apart from what the client does wrong. May use {@code misskey.mock.play} and {@code
 * misskey.protocol}.
 */
@NullMarked
package misskey.conformance.adapter;

import org.jspecify.annotations.NullMarked;
