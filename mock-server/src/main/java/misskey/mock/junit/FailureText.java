package misskey.mock.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import misskey.mock.MockSession;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.NearMiss;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a failed assertion says: what was awaited, what came instead, and what happened last. */
final class FailureText {
    private static final int MOST_LINES = 12;
    private static final int LONGEST = 200;

    private final StringJoiner text = new StringJoiner(System.lineSeparator());

    FailureText(String... first) {
        List.of(first).forEach(text::add);
    }

    /** {@code 5 s} or {@code 250 ms}. */
    static String time(Duration patience) {
        return patience.toMillis() % 1_000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms";
    }

    FailureText nearest(Collection<ClientFrames.Sent> frames, FramePattern pattern, Bindings bindings) {
        NearMiss.among(frames.stream().map(ClientFrames.Sent::frame).toList(), pattern, bindings)
                .ifPresent(miss -> text.add(miss.describe()));
        return this;
    }

    /** Adds the findings and the end of the journal. */
    String about(MockSession session) {
        List<Finding> findings = session.findings();
        text.add(findings.isEmpty() ? "findings: none" : "findings:");
        findings.forEach(finding -> text.add("  " + describe(finding)));
        List<Line> journal = session.journal();
        List<Line> last = journal.subList(Math.max(0, journal.size() - MOST_LINES), journal.size());
        text.add(last.isEmpty() ? "the journal is empty: no client has connected" : "the journal's last lines:");
        last.forEach(line -> text.add("  " + describe(line)));
        return text.toString();
    }

    private static String describe(Finding finding) {
        return finding.requirement() + " " + finding.code() + (finding.proven() ? "" : " (suspected)") + " in line "
                + finding.line() + " on " + finding.conn() + ": " + finding.message();
    }

    static String describe(Line line) {
        List<String> words = new ArrayList<>(List.of(line.n() + "", line.t() / 1_000 + " ms", line.conn()));
        if (line.op() == Line.Op.TEXT) {
            words.add(line.from().label());
            words.add(Json.excerpt(content(line.get("text")), LONGEST));
        } else {
            words.add(line.op().label());
            words.add(Json.excerpt(line.members(), LONGEST));
        }
        return String.join(" ", words);
    }

    /** The frame in a text, or the text as a JSON string: on one line either way. */
    private static JsonNode content(JsonNode text) {
        try {
            return Json.read(text.stringValue(""));
        } catch (JacksonException notJson) {
            return text;
        }
    }
}
