package misskey.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens on a connection, line by line, as a requirement's {@code good} and {@code bad} examples
 * write it: {@code > frame} by the client, {@code < frame} by the server, {@code * anything else} in
 * words. In a frame {@code …} stands for the members that recordings of that server have besides.
 */
public record Exchange(List<Step> steps) {

    /** Whose line it is. */
    public enum Lane {
        CLIENT("> "),
        SERVER("< "),
        /** A call, a handshake, a ping, a close, the passing of time. */
        AROUND("* ");

        private final String mark;

        Lane(String mark) {
            this.mark = mark;
        }

        /** What a line of this lane begins with, a blank included. */
        public String mark() {
            return mark;
        }
    }

    /** One line: a message's whole text, or words. */
    public record Step(Lane lane, String text) {}

    /** Reads the lines; throws {@link IllegalArgumentException} for one that belongs to no lane. */
    static Exchange of(String text) {
        List<Step> steps = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> steps.add(step(line)));
        return new Exchange(List.copyOf(steps));
    }

    private static Step step(String line) {
        for (Lane lane : Lane.values()) {
            if (line.startsWith(lane.mark)) {
                return new Step(lane, line.substring(lane.mark.length()));
            }
        }
        throw new IllegalArgumentException(
                "the line \"" + Json.excerpt(line, 40)
                        + "\" begins with neither \"> \" (the client sends), \"< \" (the server sends) nor \"* \" (anything else)");
    }
}
