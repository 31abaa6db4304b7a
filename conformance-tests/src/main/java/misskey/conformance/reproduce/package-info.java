/**
 * Scenarios that show again what a case failed by, made from what the case did. Pure but for writing the files; uses
 * scenarios, verdicts and transcripts, and knows the suite's cases by their results only.
 */
@NullMarked
package misskey.conformance.reproduce;

import org.jspecify.annotations.NullMarked;
