package misskey.conformance.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The section of {@code EXPECTED.md} about replays: what a dialect leaves open, and what the mock does differently. */
final class Expected {
    private static final Path FILE = Path.of("..", "schemas", "transcripts", "EXPECTED.md");
    private static final String OPEN = "### Members left open";
    private static final String DIFFERENT = "### Differences";

    private Expected() {}

    /** Members whose values, or presence, are open: by a member that tells the entity. */
    static Map<String, Set<String>> openMembers() throws IOException {
        Map<String, Set<String>> open = new TreeMap<>();
        for (List<String> cells : rows(OPEN)) {
            for (String member : cells.get(1).split(" ", -1)) {
                open.computeIfAbsent(cells.get(0), none -> new TreeSet<>()).add(member);
            }
        }
        return open;
    }

    /** The differences of one recording, as {@link #rows(List)} writes them. */
    static List<String> differences(String recording) throws IOException {
        return rows(DIFFERENT).stream()
                .filter(cells -> cells.get(0).equals(recording))
                .map(cells -> cells.get(1) + ": " + cells.get(2))
                .toList();
    }

    /** Differences of one kind, with the lines at which they are. */
    static List<String> rows(List<Comparison.Difference> differences) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        differences.forEach(one ->
                byKind.computeIfAbsent(one.what(), none -> new ArrayList<>()).add(one.line()));
        List<String> rows = new ArrayList<>();
        byKind.forEach((what, lines) -> rows.add(
                String.join(" ", lines.stream().sorted().map(String::valueOf).toList()) + ": " + what));
        return rows;
    }

    private static List<List<String>> rows(String heading) throws IOException {
        String text = Files.readString(FILE);
        String section = text.substring(text.indexOf(heading)).substring(heading.length());
        int end = section.indexOf("\n#");
        return (end < 0 ? section : section.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| ", -1))
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();
    }
}
