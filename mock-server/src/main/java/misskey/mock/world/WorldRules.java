package misskey.mock.world;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;

/**
 * How the worlds of servers differ, all of it read from the dialect here.
 *
 * @param version the version the server says it is
 * @param reactions how a reaction is taken
 * @param listing what asking for one's notifications marks as read
 * @param directFollowIsAccepted whether following somebody brings the notification that it was accepted, also where
 *     nothing had to be accepted; Misskey since 2024
 * @param told the kinds of fact that the dialect tells of; no other is kept
 */
record WorldRules(
        String dialect,
        String version,
        TimelineRules timelines,
        Reactions.Style reactions,
        Listing listing,
        boolean directFollowIsAccepted,
        Set<Fact.Kind> told) {

    /** What asking for one's notifications marks as read. */
    enum Listing {
        NOTHING,
        /** The notifications that were listed, without a word of it; Misskey 12. */
        SHOWN,
        /** All of them, and says so; Misskey since 13.11.0. */
        ALL
    }

    static WorldRules of(Dialect dialect) {
        String version = dialect.versions().checkedOn().stream().findFirst().orElse("12.110.1") + "-misskey-kit";
        return switch (dialect.name()) {
            case "misskey-12" ->
                new WorldRules(
                        dialect.name(),
                        version,
                        new TimelineRules(false, false, false, false, true, Duration.ZERO),
                        new Reactions.Style(true, "👍"),
                        Listing.SHOWN,
                        false,
                        told(dialect));
            case "misskey-2025" ->
                new WorldRules(
                        dialect.name(),
                        version,
                        new TimelineRules(true, true, true, true, false, Duration.ofSeconds(10)),
                        new Reactions.Style(true, "❤"),
                        Listing.ALL,
                        true,
                        told(dialect));
            default ->
                new WorldRules(
                        dialect.name(),
                        version,
                        new TimelineRules(false, false, false, true, false, Duration.ZERO),
                        new Reactions.Style(false, ""),
                        Listing.NOTHING,
                        false,
                        told(dialect));
        };
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
