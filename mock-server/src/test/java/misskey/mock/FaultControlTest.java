package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults by the control API, over HTTP. */
class FaultControlTest {
    private static final String SESSION = "/sessions/default/faults";
    private static final String CONNECTION = "/sessions/default/connections/anonymous-1/faults";

    private MockServer mock;
    private MockSession session;

    @BeforeEach
    void start() {
        mock = MockServer.start();
        session = mock.session(SessionSettings.defaults());
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void handshakeFaultIsArmedListedAndActs() throws Exception {
        ask(
                "POST",
                SESSION,
                "{'fault':'status','status':429,'headers':{'Retry-After':'1'},'account':'alice','times':2}",
                204);
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThat(peer.handshake("/streaming?i=alice-token"))
                    .startsWith("HTTP/1.1 429 ")
                    .contains("Retry-After: 1");
        }
        assertThat(ask("GET", SESSION, "", 200))
                .isEqualTo("{'faults':[{'fault':'status','kind':'handshake','does':'the handshake is answered 429',"
                        + "'left':1,'account':'alice'}]}");
        ask("DELETE", SESSION, "", 204);
        assertThat(ask("GET", SESSION, "", 200)).isEqualTo("{'faults':[]}");
    }

    @Test
    void faultsOfAConnectionAreArmedListedAndCleared() throws Exception {
        try (RawPeer peer = opened()) {
            ask("POST", CONNECTION, "{'fault':'noPong'}", 204);
            ask("POST", CONNECTION, "{'fault':'drop','frames':2,'matching':{'type':'connected'}}", 204);
            assertThat(ask("GET", CONNECTION, "", 200))
                    .isEqualTo(
                            "{'faults':[{'fault':'noPong','kind':'wire','does':'from now on pings are not answered'},"
                                    + "{'fault':'drop','kind':'frame','does':'a frame is not sent','left':2,"
                                    + "'matching':{'type':'connected'}}]}");
            ask("DELETE", CONNECTION, "", 204);
            assertThat(ask("GET", CONNECTION, "", 200)).isEqualTo("{'faults':[]}");
            peer.frame(RawPeer.PING, true, new byte[0]);
            assertThat(peer.read().opcode()).isEqualTo(RawPeer.PONG);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {'fault':'reset'}                      | RST
            {'fault':'closeWithoutFrame'}          | FIN
            {'fault':'truncated'}                  | 816420202020202020202020FIN
            {'fault':'closeCode','code':1006}      | 880203eeFIN
            """)
    void connectionGoesWrongAtOnce(String body, String octets) throws Exception {
        try (RawPeer peer = opened()) {
            ask("POST", CONNECTION, body, 204);

            assertThat(peer.toTheEnd()).isEqualTo(octets);
        }
    }

    @Test
    void kindTellsFaultsOfOneWordApart() throws Exception {
        ask("POST", SESSION, "{'fault':'reset','kind':'wire'}", 204);
        try (RawPeer peer = opened()) {
            assertThat(peer.toTheEnd()).isEqualTo("RST");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            s | {}                                       | "fault" is the word for what goes wrong, such as status or drop; found nothing
            s | {'fault':'silense'}                      | there is no fault "silense"; did you mean "silence"?
            s | {'fault':'status'}                       | "status" is an HTTP status such as 503; found nothing
            s | {'fault':'status','status':101}          | "status" is a number from 200 to 599; found 101
            s | {'fault':'status','status':503,'headers':{'a b':'c'}} | "a b" with its value is no HTTP header
            s | {'fault':'status','status':503,'headers':['a']} | "headers" is an object of strings; found ["a"]
            s | {'fault':'silence','account':'alise'}    | the session has no account "alise"; did you mean "alice"?
            s | {'fault':'silence','times':0}            | "times" is a number from 1 to 1000000; found 0
            s | {'fault':'silence','frames':2}           | "frames" and "matching" are for faults of frames, and silence is none
            s | {'fault':'reset','kind':'wired'}         | "kind" of reset is handshake or wire; found "wired"
            s | {'fault':'delay','for':'2h'}             | "for" is a time such as 250ms, 1.5s or 2m; found "2h"
            s | {'fault':'delay','for':'0s'}             | "for" is more than nothing and at most an hour; found 0 ms
            s | {'fault':'silence','for':'1s'}           | there is no "for" here; there is: account, fault, frames, kind, matching, times
            c | {'fault':'silence'}                      | silence acts at the handshake, and anonymous-1 is open already
            c | {'fault':'drop','times':2}               | there is no "times" here; there is: fault, frames, kind, matching
            c | {'fault':'drop','matching':'x'}          | "matching" is a pattern: an object with the members that must be there
            c | {'fault':'drop','matching':{'a':'${b}'}} | "matching": nothing has bound "${b}"
            c | {'fault':'drip'}                         | "every" is a time such as 250ms, 1.5s or 2m; found nothing
            c | {'fault':'reservedOpcode','opcode':8}    | "opcode" is 3 to 7 or 11 to 15; found 8, which means close, ping or pong
            c | {'fault':'oversize'}                     | "octets" is a whole number; found nothing
            c | {'fault':'truncated','sent':100}         | "sent" is a number from 0 to 99; found 100
            c | {'fault':'closeCode','code':70000}       | "code" is a number from 0 to 65535; found 70000
            c | {'fault':'fragment','parts':1}           | "parts" is a number from 2 to 1000; found 1
            c | {'fault':'missingField','field':''}      | "field" is a JSON pointer to a member, such as /body/id
            """)
    void mistakeIsNamed(String where, String body, String error) throws Exception {
        try (RawPeer peer = opened()) {
            String answer = ask("POST", where.equals("s") ? SESSION : CONNECTION, body, 400);
            assertThat(answer.replace('\'', '"')).isEqualTo("{\"error\":" + quoted(error) + "}");
            assertThat(peer.isSilent()).isTrue();
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    private RawPeer opened() throws IOException {
        RawPeer peer = RawPeer.upgraded(session);
        Journals.await(session, "anonymous-1", Line.Op.OPENED);
        return peer;
    }

    /** Single quotes stand for double ones, both ways. */
    private String ask(String method, String path, String body, int status) {
        HttpResponse<String> answer =
                ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/_kit" + path))
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().replace('"', '\'');
    }
}
