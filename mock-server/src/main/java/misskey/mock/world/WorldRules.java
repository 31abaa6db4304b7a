package misskey.mock.world;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.ServerVersion;

/**
 * What a world takes from its dialect.
 *
 * @param version the version the server says it is
 * @param behaviour how servers of the dialect behave
 * @param told the kinds of fact that the dialect tells of; no other is kept
 */
record WorldRules(String dialect, String version, Behaviour behaviour, Set<Fact.Kind> told) {
    private static final String WITHOUT_A_RELEASE = "12.110.1";

    static WorldRules of(Dialect dialect) {
        String release = dialect.version().map(ServerVersion::shortName).orElse(WITHOUT_A_RELEASE);
        return new WorldRules(dialect.name(), release + "-misskey-kit", dialect.behaviour(), told(dialect));
    }

    private static Set<Fact.Kind> told(Dialect dialect) {
        Set<Fact.Kind> told = EnumSet.noneOf(Fact.Kind.class);
        Stream.of(
                        dialect.channels().stream()
                                .flatMap(channel -> channel.events().values().stream())
                                .map(Dialect.Event::when),
                        dialect.noteUpdates().stream().map(Dialect.Event::when),
                        dialect.frameTypes(Direction.SERVER).stream().map(FrameType::when))
                .flatMap(whens -> whens)
                .flatMap(Optional::stream)
                .map(Fact.Kind::of)
                .forEach(told::add);
        return told;
    }
}
