package misskey.mock.fault;

import java.util.Locale;
import java.util.function.Function;

/** Something that a server does wrong on request. Immutable; the constructors refuse what makes no sense. */
public sealed interface Fault permits HandshakeFault, WireFault, FrameFault {
    /** What happens, for the journal and for people, in a few words. */
    String does();

    /** Calls the one that fits. */
    <T> T fold(Function<HandshakeFault, T> handshake, Function<WireFault, T> wire, Function<FrameFault, T> frame);

    /** The word for it, e.g. {@code badUtf8}. */
    default String name() {
        String type = getClass().getSimpleName();
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    /** Where it acts: {@code handshake}, {@code wire} or {@code frame}. */
    default String kind() {
        return fold(handshake -> "handshake", wire -> "wire", frame -> "frame");
    }
}
