/** The world without a network. */
@NullMarked
package misskey.mock.world;

import org.jspecify.annotations.NullMarked;
