package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import misskey.mock.mutant.OddServer;
import misskey.mock.mutant.OddServers;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is odd about an odd server can be seen: a suite that flags none of them has met it. */
class OddServersTest {
    private static final Dialect DIALECT = Dialect.named("documented");
    private static final String CONNECT =
            "{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"l\",\"pong\":true}}";

    private final MockServer mock = MockServer.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @CsvSource({"makes-ulids, '01[0-9A-V]{24}'", "makes-object-ids, '[0-9a-f]{24}'"})
    void idsHaveAnotherShapeAndSortByTime(String id, String shape) {
        ApiPeer bob = new ApiPeer(odd(id), "bob");
        String first = bob.note("one");
        String second = bob.note("two");

        assertThat(first).matches(shape);
        assertThat(second).matches(shape).isGreaterThan(first);
        assertThat(bob.idOf("bob")).matches(shape);
    }

    @Test
    void pongComesThatNobodyAskedFor() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(odd("pongs-unasked"))) {
            peer.text(CONNECT);

            assertThat(peer.read().opcode()).isEqualTo(RawPeer.PONG);
            assertThat(peer.read().opcode()).isEqualTo(RawPeer.TEXT);
        }
    }

    @Test
    void answersComeInChunks() {
        HttpResponse<String> answer = new ApiPeer(odd("answers-in-chunks"), "bob").post("meta", "{}");

        assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(Json.read(answer.body()).isObject()).isTrue();
    }

    private MockSession odd(String id) {
        OddServer odd = OddServers.all(DIALECT).stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElseThrow();
        return mock.session(SessionSettings.defaults().withDialect(DIALECT).withMutation(odd.mutation()));
    }
}
