/**
 * What somebody asks of the mock, as JSON, read member by member: what is missing, of a wrong type or unknown
 * is told in one sentence. Uses the protocol only.
 */
@NullMarked
package misskey.mock.order;

import org.jspecify.annotations.NullMarked;
