/**
 * What cases are built from: a target, connections whose every message is in a transcript, accounts
 * that cause events, and fences. I/O that yields evidence; judges nothing.
 */
@NullMarked
package misskey.conformance.probe;

import org.jspecify.annotations.NullMarked;
