package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {
    @TempDir
    Path folder;

    @Test
    void whatIsRecordedIsReadBackWithTokensMasked() throws Exception {
        Redactor redactor = new Redactor();
        redactor.add(Secret.of("alice", "se/cret+token"));
        Transcript transcript = new Transcript(() -> 42, redactor, 10);
        transcript.record("alice", Line.Op.OPEN, Json.object().put("url", "/streaming?i=se%2Fcret%2Btoken"));
        transcript.record(
                "alice", Line.Op.TEXT, Json.object().put("from", "server").put("text", "it is se/cret+token"));
        Path file = folder.resolve("one.jsonl");
        Transcript.write(transcript.lines(), file);

        List<Line> lines = Transcript.read(file);

        assertThat(lines).isEqualTo(transcript.lines());
        assertThat(lines.get(0).get("url").stringValue()).isEqualTo("/streaming?i=<alice>");
        assertThat(lines.get(1).wholeText()).contains("it is <alice>");
        assertThat(Files.readString(file)).doesNotContain("cret");
    }

    @Test
    void halfASurrogatePairIsKept() throws Exception {
        Transcript transcript = new Transcript(() -> 0, new Redactor(), 10);
        transcript.record("a", Line.Op.TEXT, Json.object().put("from", "client").put("text", "\uD800"));
        Path file = folder.resolve("half.jsonl");
        Transcript.write(transcript.lines(), file);

        assertThat(Transcript.read(file)).isEqualTo(transcript.lines());
    }

    @Test
    void longTextIsCutAndSaysSo() {
        Transcript transcript = new Transcript(() -> 0, new Redactor(), 10);
        Line line = transcript.record(
                "a", Line.Op.TEXT, Json.object().put("from", "client").put("text", "x".repeat(10 << 20)));

        assertThat(line.get("length").intValue()).isEqualTo(10 << 20);
        assertThat(line.get("text").stringValue().length()).isLessThan(10_000);
        assertThat(line.wholeText()).isEmpty();
    }

    @Test
    void oldestLinesGoFirst() {
        Transcript transcript = new Transcript(() -> 0, new Redactor(), 2);
        for (int i = 0; i < 3; i++) {
            transcript.record("-", Line.Op.REMARK, Json.object().put("text", "r" + i));
        }

        assertThat(transcript.lines()).extracting(Line::n).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                                            | expected one JSON object, found hello",
                "[1]                                              | expected one JSON object, found a JSON array",
                "{\"n\":1,\"t\":1,\"conn\":\"a\",\"op\":\"sing\"} | its \"op\" is \"sing\", which the format does not have",
                "{\"n\":\"1\",\"t\":1,\"conn\":\"a\",\"op\":\"ping\"} | needs whole numbers \"n\" and \"t\" and a text \"conn\"",
                "{\"n\":1,\"t\":1,\"conn\":\"a\",\"op\":\"ping\"} | a line with \"op\": \"ping\" needs \"from\"",
                "{\"n\":1,\"t\":1,\"conn\":\"a\",\"op\":\"text\",\"from\":\"me\",\"text\":\"\"} | \"from\" is \"client\" or \"server\", found \"me\"",
            })
    void lineThatIsNoneSaysWhereAndWhy(String line, String why) throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.jsonl"),
                "{\"n\":1,\"t\":0,\"conn\":\"-\",\"op\":\"remark\",\"text\":\"\"}\r\n\n" + line);

        assertThatThrownBy(() -> Transcript.read(file))
                .hasMessageStartingWith(file + ":3: ")
                .hasMessageContaining(why);
    }

    @Test
    void fileThatIsNoTextOrMissingOrEmptySaysSo() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path empty = Files.writeString(folder.resolve("empty"), "");

        assertThatThrownBy(() -> Transcript.read(binary)).hasMessageContaining("not UTF-8 text");
        assertThatThrownBy(() -> Transcript.read(empty)).hasMessageContaining("no lines");
        assertThatThrownBy(() -> Transcript.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }
}
