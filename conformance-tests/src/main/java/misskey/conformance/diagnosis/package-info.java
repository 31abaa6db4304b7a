/**
 * Says to the people who run a server why its stream does not work, or works badly, and what to configure. Evidence is
 * gathered politely by {@link misskey.conformance.diagnosis.Prober}, few requests one after another; what follows from
 * it is decided by rules that do no I/O, each known by the id that it has among the faults admins meet, A1 to A12.
 */
@NullMarked
package misskey.conformance.diagnosis;

import org.jspecify.annotations.NullMarked;
