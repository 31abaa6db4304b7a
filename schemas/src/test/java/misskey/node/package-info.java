/**
 * Programs for Node that tests run, and what they take from npm, a schema of XML among it. For the tests of every
 * module, in this module's test jar. It may use JUnit, to skip, the XML of the JDK and the JSON of {@code misskey.protocol}.
 */
@NullMarked
package misskey.node;

import org.jspecify.annotations.NullMarked;
