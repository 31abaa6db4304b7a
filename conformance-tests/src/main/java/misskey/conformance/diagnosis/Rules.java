package misskey.conformance.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every rule, the more particular before the more general: of the causes of one fault, the first is the likely one. */
final class Rules {
    private static final List<Function<Evidence, Optional<Advice>>> OF_THE_WAY_THERE = List.of(
            WayRules::unreachable,
            WayRules::limited,
            WayRules::anotherPath,
            WayRules::cached,
            WayRules::cdn,
            WayRules::upgradeNotForwarded);

    private static final List<Function<Evidence, Optional<Advice>>> OF_THE_STREAM = List.of(
            StreamRules::token,
            StreamRules::idleTimeout,
            StreamRules::someNodesOnly,
            StreamRules::noEvents,
            StreamRules::policy,
            StreamRules::noPing);

    private Rules() {}

    /** What each rule says that has something to say. Of what is on the way to the server only the likeliest cause. */
    static List<Advice> apply(Evidence evidence) {
        Stream<Advice> way = OF_THE_WAY_THERE.stream()
                .flatMap(rule -> rule.apply(evidence).stream())
                .limit(1);
        Stream<Advice> stream = OF_THE_STREAM.stream().flatMap(rule -> rule.apply(evidence).stream());
        return Stream.concat(way, stream).toList();
    }
}
