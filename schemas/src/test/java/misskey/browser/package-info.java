/** A headless Chromium, for tests of the pages that the kit serves and writes. For the tests of every module, in this module's test jar. */
@NullMarked
package misskey.browser;

import org.jspecify.annotations.NullMarked;
