package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Another connection of the same session, which must not notice what a hostile peer does. */
final class Witness implements AutoCloseable {
    private final ApiPeer bob;
    private final StreamPeer stream;
    private final List<String> posted = new ArrayList<>();

    Witness(MockSession session) {
        bob = new ApiPeer(session, "bob");
        stream = StreamPeer.as(session, "carol").connect("localTimeline", "witness");
    }

    /** Posts a note of this length. */
    void post(int length) {
        posted.add(bob.note("x".repeat(length)));
    }

    /** Posts one more; every note posted since the last time must have come, in order, and nothing else. */
    void receivesEverything() {
        post(1);
        assertThat(stream.untilFence())
                .extracting(frame -> frame.at("/body/body/id").stringValue())
                .isEqualTo(posted);
        posted.clear();
    }

    @Override
    public void close() {
        stream.close();
    }
}
