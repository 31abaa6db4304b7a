package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final Path LOCK = Path.of("requirements", "ids.lock");
    private static final String REWRITE =
            "mvn -q test -pl schemas -Dtest=RequirementsTest -Dids.lock=rewrite -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void everyStatementOfTheDocumentHasOneRow() {
        Pattern number = Pattern.compile("\\(([A-Z]+-\\d+I?)\\)");
        List<String> statements = Requirements.all().list().stream()
                .map(Requirement::source)
                .map(number::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .toList();

        assertThat(statements).hasSize(105).doesNotHaveDuplicates();
        assertThat(statements.stream()
                        .collect(Collectors.groupingBy(id -> id.replaceAll("-.*", ""), Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("INTRO", 2L),
                        Map.entry("CONN", 11L),
                        Map.entry("CHAN", 14L),
                        Map.entry("RECV", 5L),
                        Map.entry("SEND", 5L),
                        Map.entry("DISC", 5L),
                        Map.entry("API", 10L),
                        Map.entry("NOTE", 25L),
                        Map.entry("MAIN", 12L),
                        Map.entry("HTL", 3L),
                        Map.entry("LTL", 3L),
                        Map.entry("STL", 3L),
                        Map.entry("GTL", 3L),
                        Map.entry("TL", 3L),
                        Map.entry("LIST", 1L)));
    }

    @Test
    void everyFileIsAnAreaThatIsRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("requirements"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("areas.yaml"))
                    .toList();
            List<String> read = Requirements.all().list().stream()
                    .map(requirement -> requirement.area() + ".yaml")
                    .distinct()
                    .toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(read);
        }
    }

    @Test
    void whatTheKitAloneBelievesIsNoMust() {
        assertThat(Requirements.all().list())
                .filteredOn(requirement -> requirement.basis() == Basis.KIT)
                .noneMatch(requirement -> requirement.level() == Level.MUST);
    }

    /** A published id keeps its meaning: losing one, or editing its statement, has to be seen in review. */
    @Test
    void idsAndStatementsAreAsLocked() throws IOException {
        SortedMap<String, String> now = Requirements.all().statementHashes();
        if ("rewrite".equals(System.getProperty("ids.lock"))) {
            Files.write(
                    LOCK,
                    now.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .toList());
        }
        SortedMap<String, String> locked = new TreeMap<>();
        for (String line : Files.readAllLines(LOCK)) {
            locked.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }

        assertThat(now)
                .as("an id was lost or added, or its statement edited; if that is meant, run: " + REWRITE)
                .isEqualTo(locked);
    }
}
