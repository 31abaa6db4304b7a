package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import misskey.protocol.Dialect.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
    private final Dialect dialect = Dialect.named("documented");

    static List<String> names() {
        return Dialect.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySchemaItNamesIsThere(String name) {
        assertThat(Dialect.named(name).schemas())
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(ProtocolFiles.exists(path)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRequirementItNamesIsInTheCatalogue(String name) {
        assertThat(Dialect.named(name).requirements())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(Requirements.all().find(id)).as(id).isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFrameHasAShape(String name) {
        Dialect of = Dialect.named(name);
        for (Direction direction : Direction.values()) {
            assertThat(of.frameTypes(direction)).isNotEmpty().allSatisfy(type -> {
                assertThat(of.shapeOf(type).schema()).as(type.name()).isPresent();
                assertThat(of.shapeOf(type).requirement()).as(type.name()).isPresent();
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Meaning.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOTICE", "BROADCAST"}) // the document has none
    void everyMeaningHasACanonicalFrame(Meaning meaning) {
        assertThat(dialect.canonical(meaning).means()).isEqualTo(meaning);
    }

    @Test
    void aliasMeansWhatItsCanonicalFrameMeansAndIsBeyondTheDocument() {
        Dialect.FrameType alias = dialect.frameType(Direction.CLIENT, "ch").orElseThrow();

        assertThat(alias.means()).isEqualTo(Meaning.MESSAGE);
        assertThat(alias.beyond()).isTrue();
        assertThat(dialect.canonical(Meaning.MESSAGE).name()).isEqualTo("channel");
    }

    @Test
    void responseIsKnownByItsPrefix() {
        assertThat(dialect.frameType(Direction.SERVER, "api:1").orElseThrow().means())
                .isEqualTo(Meaning.RESPONSE);
        assertThat(dialect.frameType(Direction.CLIENT, "api:1")).isEmpty();
    }

    @Test
    void unknownNameIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> Dialect.named("documentd"))
                .hasMessage("there is no dialect \"documentd\"; there is: documented, misskey-12, misskey-2025");
    }

    @Test
    void dialectHasWhatItExtendsAndWhatIsItsOwn() {
        Dialect server = Dialect.named("misskey-12");

        assertThat(server.frameType(Direction.SERVER, "api:1")).isPresent();
        assertThat(server.frameType(Direction.CLIENT, "ch").orElseThrow().beyond())
                .isFalse();
        assertThat(server.canonical(Meaning.MESSAGE).name()).isEqualTo("channel");
        assertThat(server.channel("drive").orElseThrow().credential()).isTrue();
        assertThat(server.channel("homeTimeline").orElseThrow().credential()).isTrue();
        assertThat(server.noteUpdate("deleted")).isEqualTo(dialect.noteUpdate("deleted"));
        assertThat(server.noteUpdate("reacted").orElseThrow().schema())
                .isEqualTo("note-updates/reacted-with-emoji.json");
        assertThat(server.behaviour()).isEqualTo(dialect.behaviour());
        assertThat(server.versions().checkedOn()).containsExactly("12.110.1", "12.119.2");
        assertThat(dialect.versions().checkedOn()).isEmpty();
    }

    @Test
    void dialectIsWithoutWhatItSays() {
        Dialect server = Dialect.named("misskey-2025");

        assertThat(server.frameType(Direction.CLIENT, "api")).isEmpty();
        assertThat(server.frameType(Direction.SERVER, "api:1")).isEmpty();
    }

    @Test
    void eventWithoutARequirementOfItsOwnBreaksThatOfItsEnvelope() {
        Dialect server = Dialect.named("misskey-2025");

        assertThat(server.channel("main").orElseThrow().events())
                .extractingByKey("notification")
                .extracting(Dialect.Event::requirement)
                .isEqualTo("channel.event-body");
        assertThat(server.noteUpdate("unreacted").orElseThrow().requirement()).isEqualTo("note.update-body");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    extends: documentde | 4:10: there is no earlier dialect "documentde"; did you mean "documented"?
                    extends: misskey-2025 | 4:10: there is no earlier dialect "misskey-2025"; there is: documented
                    extendz: documented | 4:10: there is no key "extendz" here; did you mean "extends"?
                    {extends: documented, without: {client: [apu]}} | 4:41: there is no documented row under client to be without "apu"; did you mean "api"?
                    {extends: documented, without: {channels: [home]}} | 4:43: there is no documented row under channels to be without "home"; there is: main, homeTimeline, localTimeline, hybridTimeline, globalTimeline
                    {extends: documented, channels: {drive: {events: {}}}} | 4:40: the channel does not say its credential
                    {extends: documented, noteUpdates: {x: {schema: note-updates/x.json}}} | 4:48: there is no schema note-updates/x.json
                    behaviour: {badToken: 401, connected: on-pong} | 1:10: a dialect that extends none has behaviour, frames of both directions, channels and noteUpdates, and is without nothing
                    """)
    void mistakeInAFileIsNamedWithItsPlaceAndTheNearestName(String line, String error) {
        String flow = line.startsWith("{") ? line.substring(1, line.length() - 1) : line;
        String text = line.startsWith("{")
                ? "{dialect: misskey-12,\ntitle: T,\nsource: S,\n" + flow + "}"
                : "dialect: misskey-12\ntitle: T\nsource: S\n" + flow + "\n";
        DialectReader reader =
                new DialectReader(path -> path.equals("dialects/misskey-12.yaml") ? text : ProtocolFiles.read(path));

        assertThatThrownBy(() -> reader.read("misskey-12")).hasMessage("dialects/misskey-12.yaml:" + error);
    }
}
