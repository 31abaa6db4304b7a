/**
 * For tests of a client on the JVM: a JUnit 5 extension that gives each test a session of its own, and AssertJ
 * assertions that wait for what the client does.
 *
 * <p>Uses the public face of the mock. JUnit (5.13 or later) and AssertJ are the test's own: the mock does not bring
 * them, and nothing outside this package needs them.
 */
@NullMarked
package misskey.mock.junit;

import org.jspecify.annotations.NullMarked;
