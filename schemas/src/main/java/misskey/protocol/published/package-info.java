/**
 * The protocol in the forms that other tools read: JSON Schemas that need no resolver, and AsyncAPI
 * documents. Made from the dialects and their schema files, and committed; a test holds them equal.
 *
 * <p>Pure: a dialect and the texts of files in, a document out. It may use Jackson.
 */
@NullMarked
package misskey.protocol.published;

import org.jspecify.annotations.NullMarked;
