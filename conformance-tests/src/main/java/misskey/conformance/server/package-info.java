/**
 * The suite that judges a server: JUnit test classes, one for each area, one method for each
 * requirement. They say in the protocol's own words what is sent and what has to come back.
 *
 * <p>Each is handed a {@link misskey.conformance.probe.Probe}; what it does not do through that is not
 * evidence. {@link misskey.conformance.server.ServerSuite} runs them.
 */
@NullMarked
package misskey.conformance.server;

import org.jspecify.annotations.NullMarked;
