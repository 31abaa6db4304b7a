package misskey.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.FramePattern;
import misskey.scenario.Location;
import misskey.scenario.NearMiss;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DiagnosisTest {
    private static final Location AT = new Location("f.yaml", 9, 5);

    private static Line line(int n, Line.Op op, String members) {
        return new Line(n, n * 1_500_000L, "alice-1", op, (ObjectNode) Json.read(members));
    }

    private static Diagnosis diagnosis(Optional<Heard.Near> nearest, List<Finding> findings, List<Line> tail) {
        return new Diagnosis(
                Broken.Why.WRONG_FRAME,
                AT,
                "  - client: {type: a}   ",
                "alice's client sends a.",
                "waited 2000 ms; what came differs",
                nearest,
                2,
                findings,
                tail,
                7);
    }

    @Test
    void saysWhereAndWhatAndWhyFirst() {
        Diagnosis diagnosis = diagnosis(Optional.empty(), List.of(), List.of());

        assertThat(diagnosis.brief()).isEqualTo("f.yaml:9:5: wrong frame: waited 2000 ms; what came differs");
        assertThat(diagnosis.text()).isEqualTo("""
                f.yaml:9:5  WRONG FRAME  waited 2000 ms; what came differs
                       9 │ - client: {type: a}
                         │ alice's client sends a.""");
    }

    @Test
    void saysHowTheNearestDiffersMemberByMember() {
        NearMiss miss = new NearMiss(
                Json.read("{\"type\":\"b\"}"),
                List.of(
                        new FramePattern.Difference("/type", "\"a\"", "\"b\""),
                        new FramePattern.Difference("", "an object", "nothing")));

        assertThat(diagnosis(
                                Optional.of(new Heard.Near(
                                        miss, line(4, Line.Op.TEXT, "{\"from\":\"client\",\"text\":\"b\"}"))),
                                List.of(),
                                List.of())
                        .text())
                .endsWith("""
                          nearest   line 4  {"type":"b"}
                                    /type      expected "a"        found "b"
                                    the frame  expected an object  found nothing""".indent(2).stripTrailing());
    }

    @Test
    void showsTheTailWithItsDirections() {
        assertThat(diagnosis(
                                Optional.empty(),
                                List.of(),
                                List.of(
                                        line(1, Line.Op.TEXT, "{\"from\":\"client\",\"text\":\"hi\"}"),
                                        line(2, Line.Op.TEXT, "{\"from\":\"server\",\"text\":\"ho\"}"),
                                        line(3, Line.Op.CLOSED, "{\"code\":1006,\"reason\":\"\"}")))
                        .text())
                .endsWith("""
                transcript
                       1  +0.000 s  alice-1   C →    hi
                 ▶     2  +1.500 s  alice-1     ← S  ho
                       3  +3.000 s  alice-1          closed {"code":1006,"reason":""}""");
    }

    @Test
    void ofManyFindingsItShowsTheFirstFew() {
        List<Finding> findings = Stream.iterate(1, n -> n + 1)
                .limit(7)
                .map(n -> new Finding(
                        "main.followed", "SCHEMA", Direction.SERVER, Finding.Certainty.PROVEN, "alice-1", n, "wrong"))
                .toList();

        assertThat(diagnosis(Optional.empty(), findings, List.of()).text())
                .contains("\n  besides   line 1  main.followed SCHEMA  wrong\n            line 2  main.followed SCHEMA")
                .endsWith("line 5  main.followed SCHEMA  wrong\n            and 2 more");
    }
}
