/**
 * Judging: outcomes, the evidence they need, how they stand beside a baseline and an earlier run, and the gate that
 * turns them into an exit code.
 *
 * <p>Pure: no I/O. Probes give evidence to it, reports read from it.
 */
@NullMarked
package misskey.conformance.verdict;

import org.jspecify.annotations.NullMarked;
