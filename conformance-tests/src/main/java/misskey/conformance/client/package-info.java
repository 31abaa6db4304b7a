/**
 * Judging a client: scenarios are played to it through its adapter, each with a session, a port and programs of its own.
 * May use the mock, the language and {@code misskey.conformance.adapter} and {@code verdict}.
 */
@NullMarked
package misskey.conformance.client;

import org.jspecify.annotations.NullMarked;
