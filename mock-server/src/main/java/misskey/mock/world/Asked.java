package misskey.mock.world;

import java.util.Optional;

/** Finds what the parameters of a request name; what is not there is an {@link ApiError}. */
record Asked(World world) {
    /** The note {@code noteId}, where the caller may read it. */
    Note note(Optional<User> me, Parameters p) {
        return note(me, p.text("noteId"));
    }

    Note note(Optional<User> me, String id) {
        return world.note(id).filter(note -> world.reader(me).maySee(note)).orElseThrow(ApiError::noSuchNote);
    }

    /** The account {@code userId}, or {@code username}. */
    User user(Parameters p) {
        Optional<String> id = p.optionalText("userId");
        Optional<String> username = p.optionalText("username");
        if (id.isEmpty() && username.isEmpty()) {
            throw Parameters.wrong("userId", "is needed where there is no username");
        }
        return (id.isPresent() ? id.flatMap(world::user) : username.flatMap(world::userNamed))
                .orElseThrow(ApiError::noSuchUser);
    }
}
