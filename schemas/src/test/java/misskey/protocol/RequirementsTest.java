package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.protocol.Requirement.InDialect;
import misskey.protocol.Requirement.Standing;
import org.junit.jupiter.api.Test;

/** The law of ids: none is lost, and no statement changes, unless the lock says so; and what each row has to say. */
class RequirementsTest {
    private static final Path LOCK = Path.of("requirements", "ids.lock");

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
        if ("rewrite".equals(System.getProperty("ids.lock"))) {
            Files.write(
                    LOCK,
                    Requirements.all().statementHashes().entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .toList());
        }

        assertThat(IdsLock.differences(ProtocolFiles::read, Files.readString(LOCK)))
                .as("run this where it is meant: " + IdsLock.REWRITE)
                .isEmpty();
    }

    @Test
    void dialectThatSaysNothingRequiresWhatTheRowSays() {
        Requirement row = Requirements.all().get("channel.event-frame");

        assertThat(row.in("misskey-12"))
                .isEqualTo(new InDialect(Standing.REQUIRED, Level.MUST, row.statement(), Optional.empty()));
    }

    @Test
    void dialectMayRequireSomethingDifferentNothingOrLess() {
        InDialect counted = Requirements.all().get("note.unsub-stops-events").in("misskey-2025");
        InDialect gone = Requirements.all().get("api.answers").in("misskey-2025");
        InDialect lower = Requirements.all().get("client.ids-are-texts").in("misskey-12");

        assertThat(counted.standing()).isEqualTo(Standing.DIFFERENT);
        assertThat(counted.statement()).startsWith("After as many unsubNote as subNote");
        assertThat(gone.applies()).isFalse();
        assertThat(gone.why().orElseThrow()).contains("12.111.0");
        assertThat(lower.standing()).isEqualTo(Standing.REQUIRED);
        assertThat(lower.level()).isEqualTo(Level.SHOULD);
    }

    @Test
    void dialectThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Requirements.all().get("main.exists").in("misskey-13"))
                .hasMessage("there is no dialect \"misskey-13\"");
    }

    /** The suite judges by them today, so that none may be lost to a dialect by a slip. */
    @Test
    void theDocumentRequiresWhatIsDrawnFromIt() {
        assertThat(Requirements.all().list())
                .filteredOn(requirement -> requirement.basis() == Basis.DOCUMENTED)
                .allSatisfy(
                        requirement -> assertThat(requirement.in("documented").standing())
                                .as(requirement.id())
                                .isEqualTo(Standing.REQUIRED));
    }
}
