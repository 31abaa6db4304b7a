/**
 * The verdict on a session's clients, as data, and that data as JSON, JUnit XML and a page.
 *
 * <p>It reads sessions and what they have played, and changes nothing. No network here.
 */
@NullMarked
package misskey.mock.report;

import org.jspecify.annotations.NullMarked;
