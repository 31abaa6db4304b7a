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

    private static void echoes(Probe probe, List<String> ids) {
        StreamClient alice = probe.open("alice");
        ids.forEach(id -> probe.connect(alice, "localTimeline", StringNode.valueOf(id)));
        probe.settle();
        String note = probe.as("alice").post("echo");
        for (String id : ids) {
            probe.shows(probe.await(
                    alice,
                    "the post under the id " + Json.excerpt(StringNode.valueOf(id), 40),
                    probe.frames().event(StringNode.valueOf(id), "note", withId(note))));
        }
    }

    @Judges("channel.id-required")
    void connectWithoutAnIdOpensNothing(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        ObjectNode connect = probe.frames().connect("homeTimeline", StringNode.valueOf("removed"));
        ((ObjectNode) connect.path("body")).remove("id");
        alice.send(connect);
        probe.never(alice, "an event without an id", withoutId());
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String note = probe.as("alice").post("under one id");
        probe.exactly(1, alice, "the post", about(note));
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
        String note = probe.as("bob").post("to both");
        probe.shows(
                probe.await(alice, "the post", probe.frames().event(first, "note", withId(note))),
                probe.await(second, "the post", probe.frames().event(other, "note", withId(note))));
    }

    @Judges("channel.disconnect-frame")
    void disconnectAsDocumentedIsTaken(Probe probe) {
        givenUpAndStillQuiet(probe, "homeTimeline");
    }

    @Judges("channel.disconnect-stops-events")
    void noEventComesAfterDisconnect(Probe probe) {
        givenUpAndStillQuiet(probe, "localTimeline");
    }

    /** One connection is given up, another to the same channel stays: the post that comes there is the control. */
    private static void givenUpAndStillQuiet(Probe probe, String channel) {
        StreamClient alice = probe.open("alice");
        JsonNode given = probe.connect(alice, channel);
        JsonNode kept = probe.connect(alice, channel);
        probe.settle();
        String before = probe.as("alice").post("before");
        Received live = probe.await(alice, "the post before", probe.frames().event(given, "note", withId(before)));
        alice.send(probe.frames().disconnect(given.stringValue()));
        probe.settle();
        probe.neverAgain(
                alice, "an event under the disconnected id", probe.frames().eventOf(given), "EVENT_AFTER_DISCONNECT");
        String after = probe.as("alice").post("after");
        probe.shows(live, probe.await(alice, "the post after", probe.frames().event(kept, "note", withId(after))));
    }

    @Judges("channel.disconnect-by-id")
    void disconnectEndsTheOneConnectionItNames(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode main = probe.connect(alice, "main");
        JsonNode local = probe.connect(alice, "localTimeline");
        probe.settle();
        alice.send(probe.frames().disconnect(local.stringValue()));
        probe.settle();
        probe.never(alice, "an event under the disconnected id", probe.frames().eventOf(local));
        String note = probe.as("bob").post("@" + probe.as("alice").username() + " still there?");
        probe.shows(probe.await(alice, "the mention, from main", probe.frames().event(main, "mention", withId(note))));
    }

    @Judges("channel.id-reusable")
    void disconnectedIdCanBeUsedAgain(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, "localTimeline");
        alice.send(probe.frames().disconnect(id.stringValue()));
        probe.settle();
        probe.connect(alice, "localTimeline", id);
        probe.settle();
        String note = probe.as("alice").post("once");
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
        String note = probe.as("alice").post("still here");
        probe.shows(probe.await(alice, "the post", probe.frames().event(id, "note", withId(note))));
    }

    private static FramePattern withoutId() {
        ObjectNode body = Json.object().set("type", anyBody());
        body.putObject("id").put("$absent", true);
        body.putObject("body").putObject("text").put("$any", true);
        return new FramePattern(Json.object().set("body", body));
    }

    private static FramePattern about(String note) {
        return new FramePattern(Json.object().set("body", Json.object().set("body", withId(note))));
    }
}
