package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.concurrent.atomic.AtomicLong;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Redactor;
import misskey.protocol.conversation.Finding;
import org.junit.jupiter.api.Test;

/** An event that goes to one connection is not read again, and still lets time pass for all of them. */
class TimeOfConversationsTest {
    private final AtomicLong micros = new AtomicLong();
    private final Journal journal = new Journal(Dialect.named("documented"), micros::get, new Redactor());

    @Test
    void aPingThatNobodyAnsweredIsFoundWhenAnotherConnectionIsTold() {
        for (String conn : new String[] {"alice-1", "bob-1"}) {
            journal.record(
                    conn, Line.Op.OPEN, Json.object().put("url", "/streaming").put("as", "alice"));
        }
        journal.record(
                "alice-1", Line.Op.PING, Json.object().put("from", "server").put("data", ""));
        tellBob();
        assertThat(journal.findings()).as("in time").isEmpty();
        micros.set(10_000_001);
        tellBob();
        assertThat(journal.findings())
                .extracting(Finding::code, Finding::conn)
                .containsExactly(tuple("PING_UNANSWERED", "alice-1"));
    }

    private void tellBob() {
        journal.sent("bob-1", Message.of("{\"type\":\"channel\",\"body\":{\"id\":\"1\",\"type\":\"note\"}}"), true);
    }
}
