package misskey.mock.world;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Who sees what happens in the world, for the streams. Not thread-safe: called under the session's lock. */
public final class Views {
    private final World world;
    private final Scopes scopes;

    public Views(World world) {
        this.world = world;
        this.scopes = new Scopes(world);
    }

    /**
     * Whether a timeline shows a note.
     *
     * @param timeline as dialects name it under {@code to}: home, local, social, global, list, hashtag, antenna, channel or role
     * @param reader how the viewer stands to others, as far as its connection knows
     * @param params what the connection to it was opened with
     * @throws IllegalArgumentException for a timeline that does not exist
     */
    public boolean shows(String timeline, Note note, Optional<User> viewer, Reader reader, JsonNode params) {
        Timeline named = Timeline.of(timeline)
                .orElseThrow(() -> new IllegalArgumentException("there is no timeline \"" + timeline + "\""));
        return scopes.of(named, viewer, params)
                .filter(scope -> named.shows(note, reader, scope, world.rules().behaviour()))
                .isPresent();
    }

    /** How a viewer stands to others now. */
    public Reader reader(Optional<User> viewer) {
        return world.reader(viewer);
    }

    /** Whether what a connection to a timeline names in its parameters is there, and the viewer's; true of what is no timeline. */
    public boolean finds(String timeline, Optional<User> viewer, JsonNode params) {
        return Timeline.of(timeline)
                .map(named -> scopes.of(named, viewer, params).isPresent())
                .orElse(true);
    }

    /** Whether a list or an antenna that these parameters name is the viewer's own. */
    public boolean owns(Optional<User> viewer, JsonNode params) {
        Optional<String> owner = params.path("listId")
                .stringValueOpt()
                .flatMap(world.places()::list)
                .map(Places.UserList::ownerId)
                .or(() -> params.path("antennaId")
                        .stringValueOpt()
                        .flatMap(world.places()::antenna)
                        .map(Antenna::ownerId));
        return owner.isPresent() && owner.equals(viewer.map(User::id));
    }

    /** Whether a viewer may read a note. */
    public boolean maySee(Optional<User> viewer, Note note) {
        return world.reader(viewer).maySee(note);
    }

    /** Whether the viewer did it. */
    public boolean isActor(Optional<User> viewer, Fact fact) {
        return isNamed(viewer, Optional.of(fact.actor()));
    }

    /** Whether it was done to the viewer. */
    public boolean isTarget(Optional<User> viewer, Fact fact) {
        return isNamed(viewer, fact.target());
    }

    private static boolean isNamed(Optional<User> viewer, Optional<User> user) {
        return viewer.isPresent() && viewer.map(User::id).equals(user.map(User::id));
    }

    /** Whether a fact is between the viewer and the account that the connection named. */
    public boolean isTheirTalk(Optional<User> viewer, JsonNode params, Fact fact) {
        Optional<User> other = isActor(viewer, fact) ? fact.target() : Optional.of(fact.actor());
        return (isActor(viewer, fact) || isTarget(viewer, fact))
                && params.path("otherparty").stringValueOpt().equals(other.map(User::id));
    }

    /** Whether a fact is about the list that the connection named, and the viewer owns that list. */
    public boolean isOwnList(Optional<User> viewer, JsonNode params, Fact fact) {
        return fact.place().isPresent()
                && fact.place().equals(params.path("listId").stringValueOpt())
                && isActor(viewer, fact);
    }
}
