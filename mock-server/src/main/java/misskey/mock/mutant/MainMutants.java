package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Seams;
import misskey.mock.world.Fact;
import misskey.mock.world.User;
import misskey.protocol.Json;

/** Servers that are wrong about what an account is told. */
final class MainMutants {
    private MainMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "tells-changed-profiles-only",
                        "does not tell of a profile that was updated to what it was",
                        "main.unchanged-profile",
                        "NO_EVENT",
                        new Anew(() -> new AtCalls(new TellsChangesOnly()))),
                new Mutant(
                        "tells-lost-followers",
                        "tells an account that it lost a follower",
                        "main.unfollowed-silent",
                        "UNEXPECTED_EVENT",
                        new Anew(() -> new AtCalls(new TellsLostFollowers()))),
                new Mutant(
                        "tells-of-blocks-and-mutes",
                        "tells of a block or a mute as if it was the end of a follow",
                        "main.quiet-actions",
                        "UNEXPECTED_EVENT",
                        new Anew(() -> new AtCalls(new TellsBlocksAndMutes()))));
    }

    private static final class TellsChangesOnly implements Seams.Calls {
        private final Map<String, User> last = new HashMap<>();

        @Override
        public List<Fact> facts(ApiCall call, List<Fact> straight, Seams.Straight server) {
            return straight.stream()
                    .filter(fact -> fact.kind() != Fact.Kind.PROFILE_UPDATED
                            || !fact.actor().equals(last.put(fact.actor().id(), fact.actor())))
                    .toList();
        }
    }

    private static final class TellsLostFollowers implements Seams.Calls {
        @Override
        public List<Fact> facts(ApiCall call, List<Fact> straight, Seams.Straight server) {
            List<Fact> told = new ArrayList<>(straight);
            straight.stream()
                    .filter(fact -> fact.kind() == Fact.Kind.UNFOLLOWED)
                    .forEach(fact ->
                            fact.target().ifPresent(lost -> told.add(unfollowed(lost, Optional.of(fact.actor())))));
            return told;
        }
    }

    private static final class TellsBlocksAndMutes implements Seams.Calls {
        private static final Set<String> QUIET = Set.of("blocking/create", "mute/create");

        @Override
        public List<Fact> facts(ApiCall call, List<Fact> straight, Seams.Straight server) {
            if (!QUIET.contains(call.endpoint()) || call.caller().isEmpty()) {
                return straight;
            }
            Optional<User> other = call.data().path("userId").stringValueOpt().flatMap(server::user);
            List<Fact> told = new ArrayList<>(straight);
            told.add(unfollowed(call.caller().get().user(), other));
            return told;
        }
    }

    private static Fact unfollowed(User actor, Optional<User> target) {
        return new Fact(Fact.Kind.UNFOLLOWED, actor, target, Optional.empty(), Optional.empty(), Json.object());
    }
}
