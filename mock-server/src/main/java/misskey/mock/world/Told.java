package misskey.mock.world;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a notification says.
 *
 * @param by who did it, where somebody did
 * @param reaction what was reacted with
 * @param choice what was voted for
 * @param role which role was given
 * @param app what an app says: body, header and icon
 */
record Told(
        Type type,
        Optional<User> by,
        Optional<Note> note,
        Optional<String> reaction,
        Optional<Integer> choice,
        Optional<Roles.Role> role,
        Optional<JsonNode> app) {

    /** What somebody can be told of. A server has those that its bodies have. */
    enum Type {
        FOLLOW,
        MENTION,
        REPLY,
        RENOTE,
        QUOTE,
        REACTION,
        POLL_VOTE,
        POLL_ENDED,
        RECEIVE_FOLLOW_REQUEST,
        FOLLOW_REQUEST_ACCEPTED,
        ROLE_ASSIGNED,
        LOGIN,
        APP,
        TEST;

        /** The word of the HTTP API. */
        String label() {
            StringBuilder label = new StringBuilder();
            boolean upper = false;
            for (char letter : name().toCharArray()) {
                if (letter != '_') {
                    label.append(upper ? letter : Character.toLowerCase(letter));
                }
                upper = letter == '_';
            }
            return label.toString();
        }
    }

    static Told of(Type type) {
        return new Told(
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Told by(User user, Type type) {
        return new Told(
                type,
                Optional.of(user),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Told about(Note about) {
        return new Told(type, by, Optional.of(about), reaction, choice, role, app);
    }

    Told reacted(String with) {
        return new Told(type, by, note, Optional.of(with), choice, role, app);
    }

    Told voted(int chosen) {
        return new Told(type, by, note, reaction, Optional.of(chosen), role, app);
    }

    Told assigned(Roles.Role given) {
        return new Told(type, by, note, reaction, choice, Optional.of(given), app);
    }

    Told saying(JsonNode words) {
        return new Told(type, by, note, reaction, choice, role, Optional.of(words));
    }
}
