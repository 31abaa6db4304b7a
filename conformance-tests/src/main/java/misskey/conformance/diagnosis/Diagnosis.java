package misskey.conformance.diagnosis;

import java.util.List;
import java.util.Optional;

/** What follows from evidence: each likely cause, the one of what is worst first. Pure. */
public final class Diagnosis {
    private Diagnosis() {}

    /** Every likely cause that the evidence shows; none where it shows nothing wrong. */
    public static List<Advice> of(Evidence evidence) {
        return Rules.apply(evidence);
    }

    /** In one line, why a stream cannot be had; where no rule knows, what was seen. */
    public static String inOneLine(Evidence evidence) {
        return of(evidence).stream()
                .findFirst()
                .map(advice -> advice.cause() + " (" + advice.id() + "; " + advice.shownBy() + ")")
                .orElseGet(() -> "the handshake did not come about: "
                        + Optional.ofNullable(evidence.accounts().isEmpty() ? null : evidence)
                                .flatMap(some -> some.accounts().values().stream()
                                        .findFirst()
                                        .map(account -> account.handshake().words()))
                                .or(() -> evidence.anonymous().map(Dialled::words))
                                .orElse("it was not tried"));
    }
}
