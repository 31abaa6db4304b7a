package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.mock.stream.Mutation;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.Test;

/** A defect of the mock itself: it shows in the journal, and harms no other connection. */
class FailingMockTest {
    private static final String WHY = "the mock has failed: java.lang.IllegalStateException: on purpose";

    @Test
    void failureOverAMessageEndsThatConnection() throws Exception {
        Mutation deadly = new Mutation.AtInbound(text -> {
            if (text.equals("die")) {
                throw new IllegalStateException("on purpose");
            }
            return List.of(text);
        });
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(deadly));
                Witness witness = new Witness(session);
                RawPeer peer = RawPeer.upgraded(session)) {
            peer.text("die");

            assertThat(peer.closeCode()).isEqualTo(1011);
            assertThat(Journals.await(session, "anonymous-1", Line.Op.ERROR)
                            .get("message")
                            .stringValue())
                    .isEqualTo(WHY);
            witness.receivesEverything();
        }
    }

    @Test
    void failureOverACallIsAnInternalError() {
        Mutation deadly = new Mutation.AtRouting((event, fact, viewer, straight) -> {
            throw new IllegalStateException("on purpose");
        });
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(deadly));
                StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            HttpResponse<String> answer =
                    new ApiPeer(session, "bob").post("notes/create", "{\"i\":\"bob-token\",\"text\":\"hi\"}");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(Json.read(answer.body()).at("/error/code").stringValue()).isEqualTo("INTERNAL_ERROR");
            assertThat(Json.read(answer.body()).at("/error/kind").stringValue()).isEqualTo("server");
            assertThat(Journals.await(session, "-", Line.Op.ERROR)
                            .get("message")
                            .stringValue())
                    .isEqualTo(WHY);
            assertThat(stream.untilFence()).isEmpty();
        }
    }
}
