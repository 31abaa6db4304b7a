/**
 * Servers that are wrong in exactly one way, to show that the suite notices. Each says which
 * requirement dies of it, and under which code.
 */
@NullMarked
package misskey.mock.mutant;

import org.jspecify.annotations.NullMarked;
