package misskey.scenario.play;

import misskey.protocol.Line;
import misskey.scenario.FramePattern;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that came on a connection.
 *
 * @param frame the frame with the type that its alias stands for, or what {@link OtherMessage} makes of what is none
 * @param line the line of the transcript that shows it
 */
public record Arrived(ObjectNode frame, Line line) {
    /** As this pattern sees it: a text message is a frame to the one and a text to the other. */
    ObjectNode as(FramePattern pattern) {
        return pattern.isOfOtherMessage() && line.op() == Line.Op.TEXT
                ? OtherMessage.of(line).orElse(frame)
                : frame;
    }
}
