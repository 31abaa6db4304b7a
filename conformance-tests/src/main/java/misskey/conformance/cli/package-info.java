/**
 * The command line: one class for each verb. Reads flags, calls the rooms, prints, and returns the exit
 * code of {@link misskey.conformance.verdict.Gate}.
 */
@NullMarked
package misskey.conformance.cli;

import org.jspecify.annotations.NullMarked;
