package misskey.scenario;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;

/**
 * What a scenario of the library says of itself before its world and its steps: enough to choose it by, and a tenth of the
 * work of reading it.
 *
 * @param path its path in the library, for {@link ScenarioReader#library(String)}
 * @param title what happens, in one clause
 * @param covers ids of the requirements it shows
 * @param plays the sides it can judge
 * @param dialects the dialects it holds for; empty for all
 */
public record ScenarioHead(
        String path, String title, List<String> covers, List<Direction> plays, List<String> dialects) {
    /** The keys that come after those of the head, in every file of the library. */
    private static final Pattern REST = Pattern.compile("^(?:clock|world|background|steps):", Pattern.MULTILINE);

    /** Reads the head of a file of the library. */
    static ScenarioHead read(String path, String text) throws ScenarioError {
        Matcher rest = REST.matcher(text);
        SourceText head = SourceText.of(path, rest.find() ? text.substring(0, rest.start()) : text);
        return of(path, LocatedYaml.read(head).root());
    }

    static ScenarioHead of(String path, JsonNode root) {
        List<String> plays = ScenarioReader.texts(root.path("plays"));
        return new ScenarioHead(
                path,
                root.path("scenario").stringValue(),
                ScenarioReader.texts(root.path("covers")),
                plays.isEmpty()
                        ? List.of(Direction.CLIENT, Direction.SERVER)
                        : plays.stream().map(Direction::of).toList(),
                ScenarioReader.texts(root.path("dialects")));
    }

    /** Whether it holds in this dialect. */
    public boolean holdsIn(String dialect) {
        return dialects.isEmpty() || dialects.contains(dialect);
    }

    /** Whether it can judge the peer in this role. */
    public boolean judges(Direction side) {
        return plays.contains(side);
    }
}
