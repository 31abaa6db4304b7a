package misskey.conformance.cli;

import java.util.List;
import java.util.stream.Collectors;
import misskey.conformance.diagnosis.Advice;
import misskey.conformance.diagnosis.Diagnosis;
import misskey.conformance.diagnosis.Evidence;
import misskey.conformance.diagnosis.Prober;
import misskey.conformance.probe.RemoteSettings;

/** Whether a server's stream can be had at all, before anything is judged or made there. */
final class Reachable {
    private Reachable() {}

    /** What was seen of it. Where nobody gets a stream, or a token is no good, says why, and what to configure. */
    static Evidence orWhyNot(RemoteSettings settings) throws CannotRun {
        Evidence seen = new Prober(settings).look();
        boolean tokenIsNoGood = seen.accounts().values().stream()
                .anyMatch(account -> !account.handshake().isOpen() && !account.isTakenByTheApi());
        if (seen.opensForSomebody() && !tokenIsNoGood) {
            return seen;
        }
        String remedies = Diagnosis.of(seen).stream()
                .limit(1)
                .map(Advice::remedy)
                .flatMap(List::stream)
                .map(line -> System.lineSeparator() + "  " + line)
                .collect(Collectors.joining());
        throw CannotRun.notMeasured("cannot judge " + settings.stream() + ": " + Diagnosis.inOneLine(seen) + remedies);
    }
}
