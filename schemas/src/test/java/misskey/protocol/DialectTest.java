package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        assertThat(schemas(Dialect.named(name)))
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(ProtocolFiles.exists(path)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRequirementItNamesIsInTheCatalogue(String name) {
        assertThat(requirements(Dialect.named(name)))
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
        assertThat(server.behaviour().apiResponse()).isEqualTo(Behaviour.ApiResponse.RES);
        assertThat(server.behaviour().connected()).isEqualTo(dialect.behaviour().connected());
        assertThat(server.versions().checkedOn()).hasToString("[Misskey 12.110.1, Misskey 12.119.2]");
        assertThat(dialect.versions().checkedOn()).isEmpty();
    }

    @Test
    void everyReleaseADialectStandsForHasAllSwitches() {
        for (String name : Dialect.NAMES) {
            for (ServerVersion release : Dialect.named(name).versions().standsFor()) {
                Dialect of = Dialect.named(name + "@" + release.shortName());

                assertThat(of.version()).contains(release);
                assertThat(of.behaviour()).hasNoNullFieldsOrProperties();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "misskey-12,                     Misskey 12.110.1",
        "misskey-12@12.110.1,            Misskey 12.110.1",
        "misskey-12@12.111.0,            Misskey 12.110.1",
        "misskey-12@12.119.2,            Misskey 12.119.2",
        "misskey-2025,                   Misskey 2025.2.0",
        "misskey-2025@2023.11.0,         Misskey 2023.10.0",
        "misskey-2025@cherrypick-4.18.1, CherryPick 4.17.0 (Misskey 2025.10.2)",
    })
    void nameMayAskForARelease(String name, String release) {
        assertThat(Dialect.named(name).version().map(ServerVersion::toString)).contains(release);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    misskey-12@12.99 | the dialect misskey-12 knows no release of Misskey as early as 12.99; it knows: 12.110.1, 12.119.2
                    misskey-12@latest | "latest" is no release; write it like misskey-12@12.119.2, or like misskey-2025@cherrypick-4.17.0
                    documented@12.110.1 | the dialect documented knows no release of Misskey as early as 12.110.1; it knows:
                    """)
    void releaseThatNoDialectKnowsIsRefused(String name, String message) {
        assertThatThrownBy(() -> Dialect.named(name)).hasMessageStartingWith(message);
    }

    @Test
    void rowsAndSwitchesGoByRelease() {
        Dialect early = Dialect.named("misskey-12@12.110.1");
        Dialect late = Dialect.named("misskey-12@12.119.2");

        assertThat(early.frameType(Direction.CLIENT, "api")).isPresent();
        assertThat(late.frameType(Direction.CLIENT, "api")).isEmpty();
        assertThat(late.behaviour().apiResponse()).isEqualTo(Behaviour.ApiResponse.NONE);
        assertThat(Dialect.named("misskey-2025@misskeyio-2025.4.1").behaviour().duplicateId())
                .isEqualTo(Behaviour.DuplicateId.REPLACE);
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
                    {extends: documented, behaviour: {badTocken: {is: 401, seen: x}}} | 4:45: there is no switch "badTocken"; did you mean "badToken"?
                    {extends: documented, behaviour: {badToken: {is: 200, seen: x}}} | 4:49: "200" refuses nothing; write an HTTP status, or hang
                    {extends: documented, behaviour: {captures: {is: {"<=12": set}, seen: x}}} | 4:49: "<=12" is no range of versions; write "<12.111", ">=12.111", a family such as "MisskeyIO", or "else"
                    {extends: documented, behaviour: {captures: {is: {Sharkey: set}, seen: x}}} | 4:49: no range of versions holds for none 0
                    {extends: documented, versions: {standsFor: [12.110.1], checkedOn: []}} | 4:45: "12.110.1" is no server version; write "Misskey 12.110.1" or "Sharkey 2024.9.1 (Misskey 2024.9.0)"
                    {extends: documented, versions: {standsFor: [Misskey 12.0], checkedOn: [Misskey 12.1]}} | 4:72: there is no release it stands for "Misskey 12.1"; did you mean "Misskey 12.0"?
                    {extends: documented, noteUpdates: {x: {schema: entities/id.json, versions: "12"}}} | 4:76: "12" is no range of versions; write "<12.111", ">=12.111", a family such as "MisskeyIO", or "else"
                    behaviour: {} | 1:10: a dialect that extends none has behaviour, frames of both directions, channels and noteUpdates, and is without nothing
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

    private static List<String> schemas(Dialect dialect) {
        List<String> named = new ArrayList<>();
        frameTypes(dialect).forEach(type -> type.schema().ifPresent(named::add));
        dialect.channels().forEach(channel -> {
            channel.params().ifPresent(named::add);
            channel.events().values().forEach(event -> named.add(event.schema()));
            channel.messages().values().forEach(message -> named.add(message.schema()));
        });
        dialect.noteUpdates().forEach(update -> named.add(update.schema()));
        return named;
    }

    private static List<String> requirements(Dialect dialect) {
        List<String> named = new ArrayList<>();
        frameTypes(dialect).forEach(type -> type.requirement().ifPresent(named::add));
        dialect.channels()
                .forEach(channel -> channel.events().values().forEach(event -> named.add(event.requirement())));
        dialect.noteUpdates().forEach(update -> named.add(update.requirement()));
        return named;
    }

    private static Stream<Dialect.FrameType> frameTypes(Dialect dialect) {
        return Stream.of(Direction.values()).flatMap(direction -> dialect.frameTypes(direction).stream());
    }
}
