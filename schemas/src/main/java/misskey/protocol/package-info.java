/**
 * The protocol: what frames are, what is required of them, and the wire log they are kept in.
 *
 * <p>Everything here is pure: no network, no clock, no process. It may use Jackson and, in {@link
 * misskey.protocol.FrameSchemas} alone, the JSON Schema validator. Which frames, channels and events
 * exist is not written in Java; it stands in {@code dialects/}, and their shapes in {@code frames/},
 * {@code channels/}, {@code note-updates/} and {@code entities/}.
 */
@NullMarked
package misskey.protocol;

import org.jspecify.annotations.NullMarked;
