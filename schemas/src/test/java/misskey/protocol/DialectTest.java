package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import misskey.protocol.Dialect.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {
    private final Dialect dialect = Dialect.named("documented");

    @Test
    void everySchemaItNamesIsThere() {
        assertThat(dialect.schemas())
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(ProtocolFiles.exists(path)).as(path).isTrue());
    }

    @Test
    void everyRequirementItNamesIsInTheCatalogue() {
        assertThat(dialect.requirements())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(Requirements.all().find(id)).as(id).isPresent());
    }

    @ParameterizedTest
    @EnumSource(Meaning.class)
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
                .hasMessage("there is no dialect \"documentd\"; there is: documented");
    }
}
