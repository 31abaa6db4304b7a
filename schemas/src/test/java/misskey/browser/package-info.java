/** A headless Chromium, for tests of the pages that the kit serves and writes. */
@NullMarked
package misskey.browser;

import org.jspecify.annotations.NullMarked;
