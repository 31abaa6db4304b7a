package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;
import static misskey.conformance.probe.Frames.withId;

import java.util.List;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The ids of channel connections, and giving channels up. */
final class ChannelLifecycleTest {
    @Judges("channel.id-arbitrary")
    void anyStringServesAsIdAndComesBackUnchanged(Probe probe) {
        echoes(probe, List.of("a b", "émoji 🦊", "x".repeat(200), "", "\"quoted\\\"", "__proto__"));
    }

    @Judges("channel.id-forms")
    void uuidAndDigitsServeAsId(Probe probe) {
        echoes(probe, List.of("8b7a2f0e-3f5c-4b7e-9f35-0a4c6d1f2e3a", "42"));
    }

    /** Each on a connection of its own, so that nothing but the id can be in the way. */
    private static void echoes(Probe probe, List<String> ids) {
        List<StreamClient> clients = ids.stream().map(id -> probe.open("alice")).toList();
        for (int i = 0; i < ids.size(); i++) {
            probe.connect(clients.get(i), "localTimeline", StringNode.valueOf(ids.get(i)));
        }
        probe.settle();
        String note = probe.as("alice").postPublicly("echo");
        for (int i = 0; i < ids.size(); i++) {
            StringNode id = StringNode.valueOf(ids.get(i));
            probe.shows(probe.await(
                    clients.get(i),
                    "the post under the id " + Json.excerpt(id, 40),
                    probe.frames().event(id, "note", withId(note))));
        }
    }

    @Judges("channel.id-required")
    void connectWithoutAnIdOpensNothing(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        ObjectNode connect = probe.frames().connect("homeTimeline", StringNode.valueOf("removed"));
        ((ObjectNode) connect.path("body")).remove("id");
        alice.send(connect);
        probe.never(alice, "an event without an id", underNoId(Json.object().put("$absent", true)));
        probe.never(alice, "an event under the id null", underNoId(Json.object().nullNode()));
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String note = probe.as("alice").post("under one id");
        probe.exactly(
                1,
                alice,
                "the post, under whatever id",
                new FramePattern(Json.object().set("body", Json.object().set("body", withId(note)))),
                "UNEXPECTED_EVENT");
        probe.shows(
                probe.await(alice, "the post under the good id", probe.frames().event(home, "note", withId(note))));
    }

    @Judges("channel.id-echoed")
    void eventCarriesTheIdOfItsConnection(Probe probe) {
        StreamClient alice = probe.open("alice");
        StreamClient second = probe.open("alice");
        JsonNode first = probe.connect(alice, "localTimeline");
        JsonNode other = probe.connect(second, "localTimeline");
        probe.never(
                alice,
                "an event under the other connection's id",
                probe.frames().eventOf(other));
        probe.never(
                second,
                "an event under the other connection's id",
                probe.frames().eventOf(first));
        probe.settle();
        String note = probe.as("bob").postPublicly("to both");
        probe.shows(
                probe.await(alice, "the post", probe.frames().event(first, "note", withId(note))),
                probe.await(second, "the post", probe.frames().event(other, "note", withId(note))));
    }

    @Judges("channel.disconnect-frame")
    void disconnectAsDocumentedIsTaken(Probe probe) {
        givenUpAndStillQuiet(probe, "homeTimeline", "localTimeline");
    }

    @Judges("channel.disconnect-stops-events")
    void noEventComesAfterDisconnect(Probe probe) {
        givenUpAndStillQuiet(probe, "localTimeline", "globalTimeline");
    }

    /** One channel is given up, another that shows the same posts stays: the post that comes there is the control. */
    private static void givenUpAndStillQuiet(Probe probe, String channel, String control) {
        StreamClient alice = probe.open("alice");
        JsonNode given = probe.connect(alice, channel);
        JsonNode kept = probe.connect(alice, control);
        probe.settle();
        String before = probe.as("alice").postPublicly("before");
        Received live = probe.given(
                "channel.connect-starts-events",
                alice,
                "the post before",
                probe.frames().event(given, "note", withId(before)));
        alice.send(probe.frames().disconnect(given.stringValue()));
        probe.settle();
        probe.neverAgain(
                alice, "an event under the disconnected id", probe.frames().eventOf(given), "EVENT_AFTER_DISCONNECT");
        String after = probe.as("alice").postPublicly("after");
        probe.shows(live, probe.await(alice, "the post after", probe.frames().event(kept, "note", withId(after))));
    }

    @Judges("channel.disconnect-by-id")
    void disconnectEndsTheOneConnectionItNames(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode kept = probe.connectConfirmed(alice, "homeTimeline");
        JsonNode local = probe.connectConfirmed(alice, "localTimeline");
        probe.confirmed(alice, kept);
        probe.confirmed(alice, local);
        String before = probe.as("alice").postPublicly("there?");
        probe.given(
                "channel.connect-starts-events",
                alice,
                "the post before",
                probe.frames().event(kept, "note", withId(before)));
        probe.given(
                "timeline.local-note",
                alice,
                "the post before, under the id that is about to be given up",
                probe.frames().event(local, "note", withId(before)));
        alice.send(probe.frames().disconnect(local.stringValue()));
        probe.settle();
        probe.neverAgain(
                alice, "an event under the disconnected id", probe.frames().eventOf(local), "UNEXPECTED_EVENT");
        String note = probe.as("alice").postPublicly("still there?");
        probe.shows(probe.await(
                alice, "the post, from homeTimeline", probe.frames().event(kept, "note", withId(note)), "STOPPED"));
    }

    @Judges("channel.id-reusable")
    void disconnectedIdCanBeUsedAgain(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, "localTimeline");
        alice.send(probe.frames().disconnect(id.stringValue()));
        probe.settle();
        probe.connect(alice, "localTimeline", id);
        probe.settle();
        String note = probe.as("alice").postPublicly("once");
        FramePattern event = probe.frames().event(id, "note", withId(note));
        probe.exactly(1, alice, "the post", event);
        probe.shows(probe.await(alice, "the post", event));
    }

    @Judges("channel.unknown-disconnect-harmless")
    void disconnectOfAnUnknownIdHarmsNothing(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, "localTimeline");
        alice.send(probe.frames().disconnect("never-connected"));
        probe.settle();
        String note = probe.as("alice").postPublicly("still here");
        probe.shows(probe.await(alice, "the post", probe.frames().event(id, "note", withId(note))));
    }

    private static FramePattern underNoId(JsonNode id) {
        ObjectNode body = Json.object();
        body.set("id", id);
        body.set("type", anyBody());
        body.putObject("body").putObject("text").put("$any", true);
        return new FramePattern(Json.object().set("body", body));
    }
}
