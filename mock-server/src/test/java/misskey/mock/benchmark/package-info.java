/** What telling a note to many connections costs. Run by hand; CONTRIBUTING.md has the command. */
@NullMarked
package misskey.mock.benchmark;

import org.jspecify.annotations.NullMarked;
