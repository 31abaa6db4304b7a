package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import misskey.mock.fault.Arming;
import misskey.mock.fault.FrameFault;
import misskey.mock.fault.WritingFault;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.FramePattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;

/** What a client sees of frames that go wrong on request. It opens three channels, and is told so three times. */
class FrameFaultTest {
    private static final String CONN = "anonymous-1";
    private static final String FIRST = "{\"type\":\"connected\",\"body\":{\"id\":\"1\"}}";
    private static final String SECOND = "{\"type\":\"connected\",\"body\":{\"id\":\"2\"}}";
    private static final String THIRD = "{\"type\":\"connected\",\"body\":{\"id\":\"3\"}}";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private RawPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = RawPeer.upgraded(session);
        Journals.await(session, CONN, Line.Op.OPENED);
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        mock.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                row(new FrameFault.Drop(), "81 " + SECOND, "81 " + THIRD),
                row(new FrameFault.Duplicate(), "81 " + FIRST, "81 " + FIRST, "81 " + SECOND, "81 " + THIRD),
                row(new FrameFault.Reorder(), "81 " + SECOND, "81 " + FIRST, "81 " + THIRD),
                row(new FrameFault.Delay(Duration.ofMillis(150)), "81 " + SECOND, "81 " + THIRD, "81 " + FIRST),
                row(
                        new FrameFault.WrongId("x"),
                        "81 {\"type\":\"connected\",\"body\":{\"id\":\"x\"}}",
                        "81 " + SECOND,
                        "81 " + THIRD),
                row(
                        new FrameFault.UnknownType("x"),
                        "81 {\"type\":\"x\",\"body\":{\"id\":\"1\"}}",
                        "81 " + SECOND,
                        "81 " + THIRD),
                row(
                        new FrameFault.NotJson(),
                        "81 {\"type\":\"connected\",\"body\":{\"id\":\"1\"}",
                        "81 " + SECOND,
                        "81 " + THIRD),
                row(new FrameFault.Binary(), "82 " + FIRST, "81 " + SECOND, "81 " + THIRD),
                row(
                        new FrameFault.MissingField(JsonPointer.compile("/body/id")),
                        "81 {\"type\":\"connected\",\"body\":{}}",
                        "81 " + SECOND,
                        "81 " + THIRD),
                row(
                        new WritingFault.Fragment(3),
                        "01 {\"type\":\"con",
                        "00 nected\",\"body",
                        "80 \":{\"id\":\"1\"}}",
                        "81 " + SECOND,
                        "81 " + THIRD),
                row(new WritingFault.Masked(), "81 masked " + FIRST, "81 " + SECOND, "81 " + THIRD),
                row(
                        new WritingFault.BadUtf8(),
                        "81 " + FIRST.substring(0, FIRST.length() - 1) + "\u00ff",
                        "81 " + SECOND,
                        "81 " + THIRD));
    }

    private static Arguments row(FrameFault fault, String... frames) {
        return Arguments.of(fault, List.of(frames));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nextFrameGoesWrong(FrameFault fault, List<String> frames) throws Exception {
        session.fault(CONN, fault);

        assertThat(opening(frames.size())).isEqualTo(frames);
        assertThat(opening(3)).containsExactly("81 " + FIRST, "81 " + SECOND, "81 " + THIRD);
        assertThat(Journals.remarks(session, CONN))
                .containsExactly("fault " + fault.name() + ": " + fault.does() + ": " + FIRST);
    }

    @Test
    void framesCountDownAndFaultsTakeTurns() throws Exception {
        session.fault(CONN, Arming.of(new FrameFault.Binary()).withFrames(2));
        session.fault(CONN, new FrameFault.Drop());

        assertThat(opening(2)).containsExactly("82 " + FIRST, "82 " + SECOND);
        assertThat(opening(3)).containsExactly("81 " + FIRST, "81 " + SECOND, "81 " + THIRD);
    }

    @Test
    void onlyFramesThatMatchGoWrong() throws Exception {
        session.fault(
                CONN,
                Arming.of(new FrameFault.Drop())
                        .withMatching(new FramePattern(Json.read("{\"body\":{\"id\":\"2\"}}"))));

        assertThat(opening(2)).containsExactly("81 " + FIRST, "81 " + THIRD);
    }

    @Test
    void framesWithoutWhatTheFaultIsAboutDoNotCount() throws Exception {
        session.fault(CONN, new FrameFault.MissingField(JsonPointer.compile("/body/res")));
        session.fault(CONN, new FrameFault.WrongId("x"));

        assertThat(opening(1)).containsExactly("81 {\"type\":\"connected\",\"body\":{\"id\":\"x\"}}");
        assertThat(session.session().faults().all(CONN))
                .singleElement()
                .satisfies(armed -> assertThat(armed.arming().fault().name()).isEqualTo("missingField"));
    }

    @Test
    void answerGetsAWrongIdInItsType() throws Exception {
        session.fault(CONN, new FrameFault.WrongId("x"));
        peer.text("{\"type\":\"api\",\"body\":{\"id\":\"a\",\"endpoint\":\"ping\"}}");

        assertThat(peer.read().text()).startsWith("{\"type\":\"api:x\",\"body\":{\"pong\":");
    }

    @Test
    void clearedFaultsDoNotActAndAFrameThatWaitsIsSent() throws Exception {
        session.fault(CONN, new FrameFault.Reorder());
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"1\",\"pong\":true}}");
        Journals.await(session, CONN, Line.Op.REMARK);
        session.fault(CONN, new FrameFault.Drop());
        session.clearFaults(CONN);

        assertThat(peer.rawFrame()).isEqualTo("81 " + FIRST);
        assertThat(opening(3)).hasSize(3);
    }

    @Test
    void anotherConnectionIsServedWell() throws Exception {
        session.fault(CONN, Arming.of(new FrameFault.Drop()).withFrames(100));
        try (StreamPeer other = StreamPeer.anonymous(session)) {
            other.connect("localTimeline", "l");
        }
    }

    @Test
    void journalSaysWhatWasReallySent() throws Exception {
        session.fault(CONN, new WritingFault.Fragment(3));
        session.fault(CONN, new WritingFault.BadUtf8());
        session.fault(CONN, new FrameFault.Drop());
        opening(4);

        assertThat(session.journal())
                .filteredOn(line -> line.op() == Line.Op.TEXT
                        && line.get("from").stringValue("").equals("server"))
                .extracting(
                        line -> line.get("fragments").intValue(0),
                        line -> line.get("text").isNull())
                .containsExactly(tuple(3, false), tuple(0, true));
    }

    @Test
    void patternThatCannotBeComparedIsRefused() {
        Arming arming = Arming.of(new FrameFault.Drop());

        assertThatThrownBy(() -> arming.withMatching(new FramePattern(Json.read("{\"body\":\"${x}\"}"))))
                .hasMessage("\"matching\": nothing has bound \"${x}\"");
        assertThatThrownBy(() -> arming.withMatching(new FramePattern(Json.read("{\"type\":{\"$regex\":\"(\"}}"))))
                .hasMessageStartingWith("\"matching\": ( is no regular expression: ");
    }

    /** Opens three channels at once, and gives so many frames that come. */
    private List<String> opening(int frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id = 1; id <= 3; id++) {
            byte[] text = ("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"" + id
                            + "\",\"pong\":true}}")
                    .getBytes(StandardCharsets.US_ASCII);
            all.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
            all.writeBytes(text);
        }
        peer.send(all.toByteArray());
        List<String> came = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            came.add(peer.rawFrame());
        }
        return came;
    }
}
