package misskey.mock.world;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds what a connection to a timeline, or a request for one, looks at. */
record Scopes(World world) {
    /**
     * What is looked at.
     *
     * @param params those of the connection, or of the request
     * @return empty where the list, antenna, channel, role or hashtags are not named, not there, or not the viewer's, and where a policy keeps the timeline from the viewer
     */
    Optional<Scope> of(Timeline timeline, Optional<User> viewer, JsonNode params) {
        return switch (timeline) {
            case HOME -> Optional.of(asked(params));
            case LOCAL, SOCIAL -> asked(viewer, Roles.LOCAL, params);
            case GLOBAL -> asked(viewer, Roles.GLOBAL, params);
            case LIST ->
                named(params, "listId")
                        .flatMap(world.places()::list)
                        .filter(list -> viewer.filter(me -> me.id().equals(list.ownerId()))
                                .isPresent())
                        .map(list -> asked(params).ofAccounts(list.members()));
            case HASHTAG ->
                Optional.of(Scope.PLAIN.ofTags(tags(params.path("q"))))
                        .filter(scope -> !scope.tags().isEmpty());
            case ANTENNA ->
                named(params, "antennaId")
                        .flatMap(world.places()::antenna)
                        .map(antenna -> Scope.PLAIN.catching(note -> catches(antenna, note)));
            case CHANNEL -> named(params, "channelId").map(Scope.PLAIN::ofChannel);
            case ROLE ->
                named(params, "roleId")
                        .flatMap(world.roles()::of)
                        .filter(Roles.Role::explorable)
                        .map(role -> Scope.PLAIN.ofAccounts(role.holders()));
        };
    }

    private Optional<Scope> asked(Optional<User> viewer, String policy, JsonNode params) {
        return world.roles().allows(viewer, policy) ? Optional.of(asked(params)) : Optional.empty();
    }

    /** What a connection to a timeline, or to a list, may ask for where servers know it. */
    private Scope asked(JsonNode params) {
        return world.rules().behaviour().timelineParams()
                ? Scope.PLAIN.asking(
                        wanted(params, "withRenotes", true),
                        wanted(params, "withReplies", false),
                        wanted(params, "withFiles", false))
                : Scope.PLAIN;
    }

    private boolean catches(Antenna antenna, Note note) {
        Set<String> members = antenna.listId()
                .flatMap(world.places()::list)
                .map(Places.UserList::members)
                .orElse(Set.of());
        String author = world.user(note.authorId()).map(User::username).orElse("");
        return antenna.catches(note, author, world.reader(world.user(antenna.ownerId())), members);
    }

    private static Optional<String> named(JsonNode params, String name) {
        return params.path(name).stringValueOpt();
    }

    /** Anything but null counts as yes or no, as in JavaScript. */
    private static boolean wanted(JsonNode params, String name, boolean otherwise) {
        JsonNode value = params.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        return value.isBoolean()
                ? value.booleanValue()
                : !value.asString("x").isEmpty() && !value.asString("x").equals("0");
    }

    private static List<Set<String>> tags(JsonNode q) {
        List<Set<String>> any = new ArrayList<>();
        for (JsonNode inner : q) {
            Set<String> all = new LinkedHashSet<>();
            inner.forEach(tag -> all.add(Hashtags.normal(tag.stringValue(""))));
            if (!all.isEmpty()) {
                any.add(all);
            }
        }
        return any;
    }
}
