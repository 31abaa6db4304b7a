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
     * @param params what the connection to it was opened with
     * @throws IllegalArgumentException for a timeline that does not exist
     */
    public boolean shows(String timeline, Note note, Optional<User> viewer, JsonNode params) {
        Timeline named = Timeline.of(timeline)
                .orElseThrow(() -> new IllegalArgumentException("there is no timeline \"" + timeline + "\""));
        return scopes.of(named, viewer, params)
                .filter(scope -> named.shows(
                        note, world.reader(viewer), scope, world.rules().timelines()))
                .isPresent();
    }

    /** Whether a fact is about the list that the connection named, and the viewer owns that list. */
    public boolean isOwnList(Optional<User> viewer, JsonNode params, Fact fact) {
        return fact.place().isPresent()
                && fact.place().equals(params.path("listId").stringValueOpt())
                && viewer.filter(me -> me.id().equals(fact.actor().id())).isPresent();
    }
}
