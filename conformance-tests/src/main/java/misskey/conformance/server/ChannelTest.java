package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;
import static misskey.conformance.probe.Frames.withId;

import java.util.ArrayList;
import java.util.List;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Connecting to channels, and the events that come from them. */
final class ChannelTest {
    @Judges("channel.separates-data")
    void eventComesOnlyFromTheChannelItBelongsTo(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode main = probe.connect(alice, "main");
        JsonNode local = probe.connect(alice, "localTimeline");
        probe.settle();
        String post = probe.as("bob").postPublicly("for the timeline only");
        probe.never(alice, "the post, from main", probe.frames().event(main, "note", anyBody()));
        Received note = probe.await(alice, "the post", probe.frames().event(local, "note", withId(post)));
        probe.never(alice, "the profile, from localTimeline", probe.frames().event(local, "meUpdated", anyBody()));
        probe.as("alice").done("i/update", Json.object().put("description", "for main only"));
        probe.shows(note, probe.await(alice, "the profile", probe.frames().event(main, "meUpdated", anyBody())));
    }

    @Judges("channel.nothing-before-connect")
    void nothingIsToldBeforeTheFirstConnect(Probe probe) {
        StreamClient alice = probe.open("alice");
        probe.as("alice").done("i/update", Json.object().put("description", "too early"));
        probe.never(alice, "an event about the earlier profile", described("too early"));
        JsonNode main = probe.connect(alice, "main");
        probe.settle();
        probe.as("alice").done("i/update", Json.object().put("description", "in time"));
        probe.shows(probe.await(
                alice,
                "the later profile",
                probe.frames().event(main, "meUpdated", Json.object().put("description", "in time"))));
    }

    @Judges("channel.connect-starts-events")
    void eventsComeAfterConnect(Probe probe) {
        StreamClient alice = probe.open("alice");
        probe.settle();
        JsonNode local = probe.connectWithParams(alice, "localTimeline");
        JsonNode home = probe.connectConfirmed(alice, "homeTimeline");
        probe.confirmed(alice, home);
        probe.shows(newPost(probe, alice, List.of(home, local)));
    }

    @Judges("channel.connect-frame")
    void connectAsDocumentedOpensTheChannel(Probe probe) {
        StreamClient anyone = probe.openAnonymously();
        JsonNode local = probe.connectWithParams(anyone, "localTimeline");
        Line sent = probe.lastLine();
        JsonNode global = probe.connect(anyone, "globalTimeline");
        anyone.ping("read", probe.patience().event());
        probe.shows(newPost(probe, anyone, List.of(local, global)));
        probe.shows(sent);
    }

    @Judges("channel.named-channels-connect")
    void connectOpensTheChannelItNames(Probe probe) {
        probe.as("alice").arrange(probe.as("carol"), false);
        StreamClient alice = probe.open("alice");
        JsonNode main = probe.connect(alice, "main");
        JsonNode local = probe.connect(alice, "localTimeline");
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String mention = probe.as("bob").post("@" + probe.as("alice").username() + " hello");
        probe.shows(
                probe.await(alice, "the mention, from main", probe.frames().event(main, "mention", withId(mention))));
        String own = probe.as("alice").post("mine");
        probe.shows(
                probe.await(alice, "the post, from homeTimeline", probe.frames().event(home, "note", withId(own))));
        String everybodys = probe.as("carol").postPublicly("for everybody");
        probe.shows(probe.await(
                alice, "the post, from localTimeline", probe.frames().event(local, "note", withId(everybodys))));
    }

    @Judges("channel.list")
    void everyListedChannelExists(Probe probe) {
        StreamClient alice = probe.open("alice");
        for (Channel channel : Dialect.named("documented").channels()) {
            JsonNode id = probe.connect(alice, channel.name());
            probe.settle();
            probe.as("alice").done("i/update", Json.object().put("description", channel.name()));
            probe.as("alice").postPublicly("for " + channel.name());
            probe.shows(probe.await(
                    alice, "an event of " + channel.name(), probe.frames().eventOf(id)));
        }
    }

    @Judges("channel.params-optional")
    void connectWithoutParamsOpensTheChannel(Probe probe) {
        StreamClient anyone = probe.openAnonymously();
        JsonNode local = probe.connect(anyone, "localTimeline");
        JsonNode global = probe.connect(anyone, "globalTimeline");
        anyone.ping("read", probe.patience().event());
        probe.shows(newPost(probe, anyone, List.of(local, global)));
    }

    @Judges("channel.params-accepted")
    void connectWithParamsOpensTheChannel(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode id = StringNode.valueOf(probe.freshId());
        ObjectNode connect = probe.frames().connect("localTimeline", id);
        ((ObjectNode) connect.path("body")).putObject("params").put("ofAKindNobodyKnows", true);
        alice.send(connect);
        probe.shows(newPost(probe, alice, id));
    }

    @Judges("channel.several-connections")
    void channelConnectedTwiceTellsEachEventUnderEachId(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode left = probe.connect(alice, "localTimeline");
        JsonNode right = probe.connect(alice, "localTimeline");
        probe.settle();
        String note = probe.as("bob").postPublicly("twice");
        FramePattern onTheLeft = probe.frames().event(left, "note", withId(note));
        FramePattern onTheRight = probe.frames().event(right, "note", withId(note));
        probe.exactly(1, alice, "the post under the first id", onTheLeft);
        probe.exactly(1, alice, "the post under the second id", onTheRight);
        probe.shows(
                probe.await(alice, "the post under the first id", onTheLeft),
                probe.await(alice, "the post under the second id", onTheRight));
    }

    @Judges("channel.several-channels")
    void severalChannelsAreOpenAtOnce(Probe probe) {
        StreamClient alice = probe.open("alice");
        List<JsonNode> open = new ArrayList<>();
        for (String timeline : List.of("localTimeline", "globalTimeline", "hybridTimeline")) {
            open.add(probe.connect(alice, timeline));
        }
        probe.settle();
        String note = probe.as("bob").postPublicly("hello");
        Received first = probe.await(alice, "the post", probe.frames().eventWith(open, withId(note)));
        open.remove(first.body().path("id"));
        Received second = probe.await(
                alice, "the post of another channel too", probe.frames().eventWith(open, withId(note)));
        probe.shows(first, second);
    }

    @Judges("channel.event-frame")
    void eventHasIdTypeAndBody(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        probe.as("alice").postPublicly("new");
        Received event = probe.given(
                "timeline.home-note", alice, "an event", probe.frames().eventOf(home));
        for (String member : List.of("id", "type", "body")) {
            probe.check(
                    event.body().has(member),
                    "SCHEMA",
                    "the event's body has no \"" + member + "\"",
                    event,
                    Frames.inBody(member, anyBody()));
        }
        probe.shows(event);
    }

    @Judges("channel.event-type")
    void typeNamesWhatHappened(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode main = probe.connect(alice, "main");
        probe.settle();
        probe.as("alice").done("i/update", Json.object().put("description", "renamed"));
        Received changed = probe.given(
                "main.me-updated",
                alice,
                "the profile, from main",
                probe.frames().eventWith(main, Json.object().put("description", "renamed")));
        probe.check(
                changed.body().path("type").stringValue("").equals("meUpdated"),
                "WRONG_TYPE",
                "expected the type meUpdated, found " + changed.body().path("type"),
                changed,
                Frames.inBody("type", StringNode.valueOf("meUpdated")));
        probe.shows(changed);
    }

    @Judges("channel.event-body")
    void bodyHoldsTheContents(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String note = probe.as("alice").post("the contents");
        Received event = probe.given(
                "timeline.home-note", alice, "the post", probe.frames().event(home, "note", withId(note)));
        probe.check(
                event.inner().path("text").stringValue("").equals("the contents"),
                "WRONG_BODY",
                "expected the text of the post, found "
                        + Json.excerpt(event.inner().path("text"), 60),
                event,
                Frames.inInner("text", StringNode.valueOf("the contents")));
        probe.shows(event);
    }

    @Judges("channel.event-in-time")
    void newPostArrivesInTime(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode local = probe.connect(alice, "localTimeline");
        probe.settle();
        String note = probe.as("alice").postPublicly("new");
        FramePattern event = probe.frames().event(local, "note", withId(note));
        try {
            probe.shows(probe.await(alice, "the new post", event));
        } catch (Failed inVain) {
            probe.as("alice").postPublicly("another");
            throw probe.orLater(inVain, alice, event, "LATE_EVENT", "; it came once there was another to be told");
        }
    }

    /** A new post, told under any of these ids. */
    private static Received newPost(Probe probe, StreamClient client, List<JsonNode> ids) {
        String note = probe.as("alice").postPublicly("new");
        return probe.await(
                client, "the new post, on any of the timelines", probe.frames().eventWith(ids, withId(note)));
    }

    private static Received newPost(Probe probe, StreamClient alice, JsonNode id) {
        probe.settle();
        String note = probe.as("alice").postPublicly("new");
        return probe.await(alice, "the new post", probe.frames().event(id, "note", withId(note)));
    }

    private static FramePattern described(String description) {
        return new FramePattern(Json.object()
                .set("body", Json.object().set("body", Json.object().put("description", description))));
    }
}
