/**
 * What a run is shown as: console, {@code report.json}, {@code index.html}, {@code junit.xml}, {@code summary.md},
 * transcripts. Only reads results; judges nothing. What pages are made of lies beside it as HTML, CSS and JavaScript.
 */
@NullMarked
package misskey.conformance.report;

import org.jspecify.annotations.NullMarked;
