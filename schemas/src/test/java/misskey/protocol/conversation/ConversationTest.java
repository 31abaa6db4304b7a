package misskey.protocol.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Direction;
import misskey.protocol.Drift;
import misskey.protocol.Json;
import misskey.protocol.conversation.Finding.Certainty;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConversationTest {
    private static final String CONNECT = "{\"type\":\"connect\",\"body\":{\"channel\":\"main\",\"id\":\"m\"}}";
    private static final String TALK = "{\"type\":\"connect\",\"body\":{\"channel\":\"messaging\",\"id\":\"m\","
            + "\"params\":{\"otherparty\":\"u1\"}}}";
    private static final String DISCONNECT = "{\"type\":\"disconnect\",\"body\":{\"id\":\"m\"}}";
    private static final String FOLLOWED =
            "{\"type\":\"channel\",\"body\":{\"id\":\"m\",\"type\":\"followed\",\"body\":{\"id\":\"u1\"}}}";
    private static final String CAPTURE = "{\"type\":\"subNote\",\"body\":{\"id\":\"n1\"}}";
    private static final String RELEASE = "{\"type\":\"unsubNote\",\"body\":{\"id\":\"n1\"}}";
    private static final String REACTED = "{\"type\":\"noteUpdated\",\"body\":{\"id\":\"n1\",\"type\":\"reacted\","
            + "\"body\":{\"reaction\":\"👍\",\"userId\":\"u1\"}}}";
    private static final String REQUEST = "{\"type\":\"api\",\"body\":{\"id\":\"r\",\"endpoint\":\"i\",\"data\":{}}}";
    private static final String RESPONSE = "{\"type\":\"api:r\",\"body\":{}}";

    private final Recorder recorder = new Recorder();

    @Test
    void orderlyConnectionHasNoFindings() {
        recorder.client(CONNECT).server(FOLLOWED).client(DISCONNECT);
        recorder.client(CAPTURE).server(REACTED).client(RELEASE);
        recorder.client(REQUEST).server(RESPONSE);

        assertThat(recorder.judge().findings()).isEmpty();
        assertThat(recorder.judge().messages()).isEqualTo(8);
    }

    @Test
    void frameOfAnotherShapeBreaksTheRequirementOfItsEvent() {
        recorder.client(CONNECT).server(FOLLOWED.replace("{\"id\":\"u1\"}", "\"u1\""));

        assertThat(found()).containsExactly(proven("main.followed", "SCHEMA", Direction.SERVER));
    }

    @Test
    void textThatIsNoFrameIsFoundOnEitherSide() {
        recorder.client("ping").server("[]").server("{\"type\":7}");

        assertThat(found())
                .containsExactly(
                        proven("connection.json-frames", "NOT_JSON", Direction.CLIENT),
                        proven("connection.json-frames", "NOT_A_FRAME", Direction.SERVER));
    }

    @Test
    void eventForAnIdNeverConnected() {
        recorder.server(FOLLOWED);

        assertThat(found()).containsExactly(proven("channel.id-echoed", "EVENT_FOR_UNKNOWN_ID", Direction.SERVER));
    }

    @Test
    void eventForAnIdNeverConnectedIsASuspectWhereAFrameOfTheClientIsNotWhollyKnown() {
        recorder.client(CONNECT.replace("}}", ",\"params\":{\"padding\":\"" + "x".repeat(2_000_000) + "\"}}}"))
                .server(FOLLOWED);

        assertThat(found())
                .containsExactly(
                        tuple("channel.id-echoed", "EVENT_FOR_UNKNOWN_ID", Direction.SERVER, Certainty.SUSPECT));
    }

    @Test
    void eventAfterDisconnectIsProvenWhenItsCauseBeganAfterTheServerHadAnswered() {
        recorder.client(CONNECT).client(DISCONNECT).ping().pong().laterBy(10);
        recorder.server(FOLLOWED).call("following/create", userId(), Json.object(), 5);

        assertThat(found())
                .containsExactly(proven("channel.disconnect-stops-events", "EVENT_AFTER_DISCONNECT", Direction.SERVER));
    }

    @Test
    void eventAfterDisconnectOfAChannelThatNoServerOfTheDialectStopsIsNoFinding() {
        String unread = "{\"type\":\"channel\",\"body\":{\"id\":\"m\",\"type\":\"unreadMention\",\"body\":\"n1\"}}";
        recorder.client(CONNECT)
                .client(DISCONNECT)
                .ping()
                .pong()
                .laterBy(20_000)
                .server(unread);

        assertThat(recorder.judge("misskey-2025").findings()).isEmpty();
    }

    @Test
    void eventAfterDisconnectOfAnIdUsedTwiceIsNoFindingWhereServersStopOneOfTheTwo() {
        String posted = "{\"type\":\"channel\",\"body\":{\"id\":\"m\",\"type\":\"deleted\",\"body\":\"n1\"}}";
        recorder.client(TALK)
                .client(TALK)
                .client(DISCONNECT)
                .ping()
                .pong()
                .laterBy(20_000)
                .server(posted);

        assertThat(recorder.judge("misskey-12").findings())
                .extracting(Finding::code)
                .doesNotContain("EVENT_AFTER_DISCONNECT");
    }

    @Test
    void eventAfterDisconnectIsProvenThoughAnotherConnectionToTheChannelWasToldOfItFirst() {
        String posted = "{\"type\":\"channel\",\"body\":{\"id\":\"ID\",\"type\":\"note\",\"body\":{\"id\":\"n9\"}}}";
        recorder.client(CONNECT.replace("main", "localTimeline"));
        recorder.client(CONNECT.replace("main", "localTimeline").replace("\"m\"", "\"kept\""));
        recorder.client(DISCONNECT).ping().pong().laterBy(10);
        recorder.server(posted.replace("ID", "kept")).server(posted.replace("ID", "m"));
        ObjectNode created = Json.object().set("createdNote", Json.object().put("id", "n9"));
        recorder.call("notes/create", Json.object().put("text", "hi"), created, 5);

        assertThat(found())
                .containsExactly(proven("channel.disconnect-stops-events", "EVENT_AFTER_DISCONNECT", Direction.SERVER));
    }

    @Test
    void eventAfterDisconnectIsASuspectWhenItsCauseBeganBeforeTheServerHadAnswered() {
        recorder.client(CONNECT).client(DISCONNECT).ping().pong();
        recorder.server(FOLLOWED).call("following/create", userId(), Json.object(), 100);

        assertThat(found()).extracting(tuple -> tuple.toList().get(3)).containsExactly(Certainty.SUSPECT);
    }

    @Test
    void eventAfterDisconnectIsASuspectWhereTheCauseIsNotRecorded() {
        recorder.client(CONNECT).client(DISCONNECT).ping().pong().server(FOLLOWED);

        assertThat(found()).extracting(tuple -> tuple.toList().get(3)).containsExactly(Certainty.SUSPECT);
    }

    @Test
    void eventTenSecondsAfterDisconnectIsProvenWithoutACause() {
        recorder.client(CONNECT).client(DISCONNECT).laterBy(10_001).server(FOLLOWED);

        assertThat(found()).extracting(tuple -> tuple.toList().get(3)).containsExactly(Certainty.PROVEN);
    }

    @Test
    void responseNobodyAskedFor() {
        recorder.server(RESPONSE);

        assertThat(found()).containsExactly(proven("api.response-id", "UNASKED_RESPONSE", Direction.SERVER));
    }

    @Test
    void secondResponseToOneRequest() {
        recorder.client(REQUEST).server(RESPONSE).server(RESPONSE);

        assertThat(found()).containsExactly(proven("api.one-response", "SECOND_RESPONSE", Direction.SERVER));
    }

    @Test
    void requestIdThatStillWaits() {
        recorder.client(REQUEST).client(REQUEST).server(RESPONSE).server(RESPONSE);

        assertThat(found())
                .containsExactly(proven("client.request-ids-unique", "DUPLICATE_REQUEST_ID", Direction.CLIENT));
    }

    @Test
    void updateOfANoteNeverCaptured() {
        recorder.server(REACTED);

        assertThat(found())
                .containsExactly(proven("note.quiet-without-capture", "UPDATE_WITHOUT_CAPTURE", Direction.SERVER));
    }

    @Test
    void updateAfterReleaseIsProvenWhenItsCauseBeganAfterTheServerHadAnswered() {
        recorder.client(CAPTURE).server(REACTED).call("notes/reactions/create", noteId(), Json.object(), 1);
        recorder.client(RELEASE).client(REQUEST).server(RESPONSE).laterBy(10);
        recorder.call("notes/reactions/create", noteId(), Json.object(), 5).server(REACTED);

        assertThat(found()).containsExactly(proven("note.unsub-stops-events", "EVENT_AFTER_UNSUB", Direction.SERVER));
    }

    @Test
    void channelIdInUse() {
        recorder.client(CONNECT).client(CONNECT);

        assertThat(found()).containsExactly(proven("client.ids-unique", "DUPLICATE_CHANNEL_ID", Direction.CLIENT));
    }

    @Test
    void channelIdMayBeUsedAgainAfterDisconnect() {
        recorder.client(CONNECT).client(DISCONNECT).client(CONNECT).server(FOLLOWED);

        assertThat(found()).isEmpty();
    }

    @Test
    void disconnectOfAnIdThatIsNotConnected() {
        recorder.client(DISCONNECT);

        assertThat(found())
                .containsExactly(proven("channel.disconnect-by-id", "DISCONNECT_OF_UNKNOWN_ID", Direction.CLIENT));
    }

    @Test
    void releaseOfANoteThatIsNotCaptured() {
        recorder.client(RELEASE);

        assertThat(found())
                .containsExactly(proven("client.releases-captured", "RELEASE_WITHOUT_CAPTURE", Direction.CLIENT));
    }

    @Test
    void noteCapturedTwiceAndReleasedOnce() {
        recorder.client(CAPTURE).client(CAPTURE).client(RELEASE);

        assertThat(found()).containsExactly(proven("client.releases-captures", "UNBALANCED_CAPTURE", Direction.CLIENT));
    }

    @Test
    void findingCountsOnceOnAConnection() {
        recorder.server(REACTED).server(REACTED);

        assertThat(found()).hasSize(1);
    }

    @Test
    void whatTheDialectDoesNotKnowIsDrift() {
        recorder.client(CONNECT.replace("\"id\"", "\"pong\":false,\"id\"")).server("{\"type\":\"future\",\"body\":{}}");
        recorder.server(FOLLOWED.replace("followed", "waved"));

        assertThat(recorder.judge().findings()).isEmpty();
        assertThat(recorder.judge().drifts().seen().keySet())
                .containsExactly(
                        new Drift(Direction.CLIENT, Drift.Kind.MEMBER, "connect/body/pong"),
                        new Drift(Direction.SERVER, Drift.Kind.FRAME_TYPE, "future"),
                        new Drift(Direction.SERVER, Drift.Kind.EVENT, "main.waved"));
    }

    @Test
    void hostileFramesAreJudgedWithoutFailing() {
        List<String> hostile =
                new ArrayList<>(List.of("", "null", "{}", "\u0000", "{\"type\":\"connect\",\"body\":null}"));
        hostile.add("{\"type\":\"channel\",\"body\":{\"id\":{},\"type\":[],\"body\":{}}}");
        hostile.add("{\"type\":\"api\",\"body\":{\"id\":[1],\"endpoint\":{}}}");
        hostile.add("{\"type\":\"noteUpdated\",\"body\":[]}");
        hostile.add("[".repeat(10_000) + "]".repeat(10_000));
        hostile.add("{\"type\":\"api:\",\"body\":1e400}");
        for (String text : hostile) {
            recorder.client(text).server(text);
        }

        assertThat(recorder.judge().messages()).isEqualTo(2 * hostile.size());
    }

    @Test
    void eventOfUnknownCauseAfterADisconnectIsASuspectForTenSeconds() {
        String deleted = "{\"type\":\"channel\",\"body\":{\"id\":\"m\",\"type\":\"deleted\",\"body\":\"n1\"}}";
        recorder.client(TALK).client(DISCONNECT).ping().pong().laterBy(2_000).server(deleted);
        recorder.laterBy(8_000).server(deleted);

        assertThat(recorder.judge("misskey-12").findings())
                .extracting(Finding::code, Finding::certainty, Finding::line)
                .containsExactlyInAnyOrder(
                        tuple("EVENT_AFTER_DISCONNECT", Certainty.SUSPECT, 5),
                        tuple("EVENT_AFTER_DISCONNECT", Certainty.PROVEN, 6));
    }

    private List<Tuple> found() {
        return recorder.judge().findings().stream()
                .map(finding -> tuple(finding.requirement(), finding.code(), finding.by(), finding.certainty()))
                .toList();
    }

    private static Tuple proven(String requirement, String code, Direction by) {
        return tuple(requirement, code, by, Certainty.PROVEN);
    }

    private static ObjectNode userId() {
        return Json.object().put("userId", "u1");
    }

    private static ObjectNode noteId() {
        return Json.object().put("noteId", "n1");
    }
}
