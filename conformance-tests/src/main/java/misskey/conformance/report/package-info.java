/**
 * What a run is shown as: console, {@code junit.xml}, {@code report.json}, transcripts. Only reads
 * results; judges nothing.
 */
@NullMarked
package misskey.conformance.report;

import org.jspecify.annotations.NullMarked;
