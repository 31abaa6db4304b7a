/**
 * A certificate that is made when a mock starts, so that clients can be tested over TLS. The JDK makes keys and signatures
 * and reads certificates, but has no public way to write one: that is what is here.
 *
 * <p>Pure: no files, no network.
 */
@NullMarked
package misskey.mock.tls;

import org.jspecify.annotations.NullMarked;
