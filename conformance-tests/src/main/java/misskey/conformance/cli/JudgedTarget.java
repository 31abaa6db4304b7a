package misskey.conformance.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.diagnosis.Advice;
import misskey.conformance.diagnosis.DeliveryProbe;
import misskey.conformance.diagnosis.Diagnosis;
import misskey.conformance.diagnosis.Evidence;
import misskey.conformance.diagnosis.IdleWatch;
import misskey.conformance.diagnosis.Prober;
import misskey.conformance.diagnosis.Signs;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Served;

/** A target, and what is known of it besides what its cases show. Used by one thread. */
final class JudgedTarget implements AutoCloseable {
    private final Target target;
    private final Optional<Remote> remote;

    private record Remote(RemoteSettings settings, Evidence seen, IdleWatch watch) {}

    private JudgedTarget(Target target, Optional<Remote> remote) {
        this.target = target;
        this.remote = remote;
    }

    /** The mock in this process, of which everything is known. */
    static JudgedTarget embedded(Target target) {
        return new JudgedTarget(target, Optional.empty());
    }

    /** A server somewhere. Where accounts act on it, one connection is held open beside them, to see what becomes of it. */
    static JudgedTarget remote(RemoteTarget target, RemoteSettings settings, Evidence seen) {
        IdleWatch watch =
                target.venue(Needs.usual()).tokens().isEmpty() ? IdleWatch.nothing() : IdleWatch.open(settings);
        return new JudgedTarget(target, Optional.of(new Remote(settings, seen, watch)));
    }

    Target target() {
        return target;
    }

    /** What the run, and one more look, say about why something does not work; nothing for the mock in this process. */
    List<Advice> likelyCauses(RunResult run) {
        return remote.map(there -> Diagnosis.of(evidence(there, run))).orElse(List.of());
    }

    private Evidence evidence(Remote there, RunResult run) {
        Signs signs = Signs.of(run, there.watch.soFar());
        Map<String, String> features =
                there.settings.served().map(Served::features).orElse(Map.of());
        Evidence evidence = new Prober(there.settings)
                .withPages(there.seen.withFeatures(features).withSigns(signs));
        return signs.missing().isEmpty() ? evidence : evidence.withDelivery(DeliveryProbe.at(target));
    }

    @Override
    public void close() {
        remote.ifPresent(there -> there.watch.close());
        target.close();
    }
}
