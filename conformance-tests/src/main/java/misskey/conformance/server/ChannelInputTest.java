package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;
import static misskey.conformance.probe.Frames.withId;

import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;

/** What clients send to channels, and connects that open nothing. */
final class ChannelInputTest {
    @Judges("channel.unknown-channel-ignored")
    void connectToAnUnknownChannelGetsNoAnswer(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        JsonNode unknown = probe.connect(alice, "noSuchChannel");
        probe.never(alice, "anything under the id of the unknown channel", under(unknown.stringValue()));
        probe.shows(newPost(probe, alice));
    }

    @Judges("channel.message-frame")
    void messageToAChannelIsTaken(Probe probe) {
        ignored(probe, "main", Json.object().put("some", "thing"));
    }

    @Judges("channel.message-to-unknown-id")
    void messageToAnUnknownIdGetsNoAnswer(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        alice.send(probe.frames().message("never-connected", "something", Json.object()));
        probe.never(alice, "anything under the unknown id", under("never-connected"));
        probe.shows(newPost(probe, alice));
    }

    @Judges("channel.unknown-message-ignored")
    void messageOfAnUnknownTypeGetsNoAnswer(Probe probe) {
        ignored(probe, "localTimeline", Json.object());
    }

    @Judges("channel.listed-channels-accept-no-messages")
    void messageToEveryListedChannelIsIgnored(Probe probe) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        for (Channel channel : Dialect.named("documented").channels()) {
            JsonNode id = probe.connect(alice, channel.name());
            alice.send(probe.frames().message(id.stringValue(), "something", Json.object()));
            probe.never(alice, "an answer of " + channel.name(), probe.frames().event(id, "something", anyBody()));
        }
        probe.settle();
        String note = probe.as("alice").post("still here");
        probe.shows(probe.await(alice, "the post after it", about(note)));
    }

    private static void ignored(Probe probe, String channel, JsonNode body) {
        probe.requireProvocation();
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, channel);
        alice.send(probe.frames().message(id.stringValue(), "of a kind nobody knows", body));
        probe.never(alice, "an answer to the message", under(id.stringValue()));
        probe.shows(newPost(probe, alice));
    }

    private static Received newPost(Probe probe, StreamClient alice) {
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String note = probe.as("alice").post("still here");
        return probe.await(alice, "the post after it", probe.frames().event(home, "note", withId(note)));
    }

    private static FramePattern about(String note) {
        return new FramePattern(Json.object().set("body", Json.object().set("body", withId(note))));
    }

    private static FramePattern under(String id) {
        return new FramePattern(Json.object().set("body", withId(id)));
    }
}
