package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is inside an event is judged as deep as it goes, in the dialect of the server. */
class FrameSchemasTest {
    private static final String NESTED = "reply";

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void unknownMemberOfANoteInsideANoteIsDrift(String dialect) throws Exception {
        ObjectNode frame = replyTo(dialect);
        ((ObjectNode) frame.at("/body/body/" + NESTED)).put("weather", "fine");

        FrameSchemas.Checked checked = check(dialect, frame);

        assertThat(checked.violations()).isEmpty();
        assertThat(checked.drift())
                .containsExactly(new Drift(Direction.SERVER, Drift.Kind.MEMBER, "note/" + NESTED + "/weather"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void noteInsideANoteHasTheShapeOfANote(String dialect) throws Exception {
        ObjectNode frame = replyTo(dialect);
        ((ObjectNode) frame.at("/body/body/" + NESTED + "/user")).put("id", 7);

        assertThat(check(dialect, frame).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/body/body/" + NESTED + "/user/id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void noteInsideANoteMayBeNullButNoOtherValue(String dialect) throws Exception {
        ObjectNode frame = replyTo(dialect);
        ObjectNode note = (ObjectNode) frame.at("/body/body");

        note.putNull(NESTED);
        assertThat(check(dialect, frame).violations()).isEmpty();

        note.put(NESTED, "9abcdefghi");
        assertThat(check(dialect, frame).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.keyword()).isEqualTo("type"));
    }

    /** The recorded note of the examples, as a reply to itself. */
    private static ObjectNode replyTo(String dialect) throws Exception {
        Path example = Path.of("examples/valid/server/homeTimeline.note/of-" + dialect + ".json");
        ObjectNode frame = (ObjectNode) Json.read(Files.readString(example)).path("frame");
        ObjectNode note = (ObjectNode) frame.at("/body/body");
        note.remove("renote");
        note.set(NESTED, note.deepCopy());
        return frame;
    }

    private static FrameSchemas.Checked check(String dialect, ObjectNode frame) {
        return new FrameSchemas(Dialect.named(dialect))
                .check(Direction.SERVER, new Frame("channel", frame), id -> Optional.of("homeTimeline"));
    }
}
