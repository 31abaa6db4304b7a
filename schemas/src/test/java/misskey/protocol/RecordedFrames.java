package misskey.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.protocol.Dialect.Meaning;
import tools.jackson.databind.JsonNode;

/**
 * Every text message of some recordings that is a frame and was kept whole, and what channel it belongs to.
 *
 * @param frames all of them, in the order of the recordings
 * @param recordings the lines of each recording, without the text messages that are not among the frames
 */
record RecordedFrames(List<Recorded> frames, List<List<Line>> recordings) {

    /**
     * A frame.
     *
     * @param channel what its id was connected to on that connection, where it carries such an id
     */
    record Recorded(String text, Direction from, Optional<String> channel) {}

    static RecordedFrames read(Path folder, Dialect dialect) throws IOException, Transcript.Unreadable {
        RecordedFrames read = new RecordedFrames(new ArrayList<>(), new ArrayList<>());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            read.take(Transcript.read(file), dialect);
        }
        return read;
    }

    private void take(List<Line> lines, Dialect dialect) {
        Map<String, Map<JsonNode, String>> channels = new HashMap<>();
        List<Line> kept = new ArrayList<>();
        for (Line line : lines) {
            if (line.op() == Line.Op.OPEN) {
                channels.remove(line.conn());
            }
            if (line.op() != Line.Op.TEXT) {
                kept.add(line);
            } else if (line.wholeText().isPresent()
                    && Frame.read(line.wholeText().get()) instanceof Frame frame) {
                kept.add(line);
                Map<JsonNode, String> opened = channels.computeIfAbsent(line.conn(), conn -> new HashMap<>());
                if (dialect.frameType(line.from(), frame.type())
                        .filter(type -> type.means() == Meaning.CONNECT)
                        .isPresent()) {
                    opened.put(frame.member("id"), frame.member("channel").stringValue(""));
                }
                frames.add(new Recorded(
                        line.wholeText().get(), line.from(), Optional.ofNullable(opened.get(frame.member("id")))));
            }
        }
        recordings.add(kept);
    }
}
