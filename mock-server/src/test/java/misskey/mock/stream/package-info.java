/** Tests of who is told what. */
@NullMarked
package misskey.mock.stream;

import org.jspecify.annotations.NullMarked;
