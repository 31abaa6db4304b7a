package misskey.conformance.server;

import static misskey.conformance.probe.Frames.withId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four timelines: who sees what, and how often. */
final class TimelineTest {
    @Judges("timeline.home-no-parameters")
    void homeOpensWithoutParameters(Probe probe) {
        probe.shows(ownPost(probe, "homeTimeline"));
    }

    @Judges("timeline.local-no-parameters")
    void localOpensWithoutParameters(Probe probe) {
        probe.shows(ownPost(probe, "localTimeline"));
    }

    @Judges("timeline.social-no-parameters")
    void socialOpensWithoutParameters(Probe probe) {
        probe.shows(ownPost(probe, "hybridTimeline"));
    }

    @Judges("timeline.global-no-parameters")
    void globalOpensWithoutParameters(Probe probe) {
        probe.shows(ownPost(probe, "globalTimeline"));
    }

    @Judges("timeline.home-note")
    void newPostOnHomeIsTold(Probe probe) {
        probe.as("alice").arrange(probe.as("bob"), true);
        probe.shows(postBy(probe, "bob", "homeTimeline"));
    }

    @Judges("timeline.local-note")
    void newPostOnLocalIsTold(Probe probe) {
        probe.shows(postBy(probe, "bob", "localTimeline"));
    }

    @Judges("timeline.social-note")
    void newPostOnSocialIsTold(Probe probe) {
        probe.shows(postBy(probe, "bob", "hybridTimeline"));
    }

    @Judges("timeline.global-note")
    void newPostOnGlobalIsTold(Probe probe) {
        probe.shows(postBy(probe, "bob", "globalTimeline"));
    }

    @Judges("timeline.home-membership")
    void homeHoldsOnesOwnAndThoseOneFollows(Probe probe) {
        related(probe);
        Timeline home = open(probe, "homeTimeline");
        home.mustNotShow("carol", "public");
        home.mustShow("bob", "followers");
        home.mustShow("bob", "home");
        home.mustShow("alice", "public");
    }

    @Judges("timeline.local-membership")
    void localHoldsPublicPosts(Probe probe) {
        related(probe);
        Timeline local = open(probe, "localTimeline");
        local.mustNotShow("carol", "home");
        local.mustNotShow("bob", "followers");
        local.mustNotShow("alice", "home");
        local.mustShow("carol", "public");
    }

    @Judges("timeline.social-membership")
    void socialHoldsHomeAndLocal(Probe probe) {
        related(probe);
        Timeline social = open(probe, "hybridTimeline");
        social.mustNotShow("carol", "home");
        social.mustNotShow("carol", "followers");
        social.mustShow("bob", "followers");
        social.mustShow("alice", "home");
        social.mustShow("carol", "public");
    }

    @Judges("timeline.global-membership")
    void globalHoldsPublicPosts(Probe probe) {
        related(probe);
        Timeline global = open(probe, "globalTimeline");
        global.mustNotShow("bob", "home");
        global.mustNotShow("carol", "followers");
        global.mustShow("carol", "public");
    }

    @Judges("timeline.one-event-each")
    void postComesOnceToEachTimeline(Probe probe) {
        StreamClient alice = probe.open("alice");
        List<JsonNode> ids = List.of("homeTimeline", "localTimeline", "hybridTimeline", "globalTimeline").stream()
                .map(channel -> probe.connect(alice, channel))
                .toList();
        probe.settle();
        String note = probe.as("alice").postPublicly("once");
        String sentinel = probe.as("alice").postPublicly("the next");
        for (JsonNode id : ids) {
            probe.exactly(1, alice, "the post", probe.frames().event(id, "note", withId(note)));
            probe.shows(probe.await(alice, "the next post", probe.frames().event(id, "note", withId(sentinel))));
        }
    }

    @Judges("timeline.same-order-everywhere")
    void postsComeInOneOrderOnEveryTimeline(Probe probe) {
        StreamClient alice = probe.open("alice");
        List<JsonNode> ids = List.of(probe.connect(alice, "homeTimeline"), probe.connect(alice, "localTimeline"));
        probe.settle();
        List<String> notes = List.of("one", "two", "three", "four", "five").stream()
                .map(text -> probe.as("alice").postPublicly(text))
                .toList();
        List<List<String>> orders = new ArrayList<>();
        for (JsonNode id : ids) {
            Map<Integer, String> byLine = new TreeMap<>();
            for (String note : notes) {
                Received last = probe.await(alice, "each post", probe.frames().event(id, "note", withId(note)));
                byLine.put(last.line().n(), note);
                probe.shows(last);
            }
            orders.add(List.copyOf(byLine.values()));
        }
        if (!orders.get(0).equals(orders.get(1))) {
            throw new Failed(
                    "WRONG_ORDER",
                    "the posts came as " + orders.get(0) + " on one timeline and as " + orders.get(1) + " on the other",
                    List.of(probe.lastLine().n()));
        }
    }

    @Judges("timeline.only-notes")
    void reactionAndDeletionBringNoEvent(Probe probe) {
        Timeline local = open(probe, "localTimeline");
        String note = probe.as("alice").postPublicly("to be deleted");
        probe.exactly(1, local.client, "an event about the post", about(local.id, note));
        probe.as("bob").react(note, "👍");
        probe.as("alice").delete(note);
        local.mustShow("bob", "public");
    }

    @Judges("timeline.same-as-rest")
    void timelineIsWhatHttpLists(Probe probe) {
        probe.cannotBeReplayed("what has to come depends on what the server lists over HTTP");
        related(probe);
        Timeline home = open(probe, "homeTimeline");
        String strangers = probe.as("carol").post("not on home");
        String followees = probe.as("bob").post("on home");
        String own = probe.as("alice").post("mine");
        Actor.Called listed =
                probe.as("alice").done("notes/timeline", Json.object().put("limit", 30));
        List<String> ids = new ArrayList<>();
        listed.body().forEach(note -> ids.add(note.path("id").stringValue("")));
        for (String note : List.of(strangers, followees, own)) {
            FramePattern event = probe.frames().event(home.id, "note", withId(note));
            if (ids.contains(note)) {
                probe.shows(probe.await(home.client, "a post that HTTP lists", event));
            } else {
                probe.never(home.client, "a post that HTTP does not list", event);
            }
        }
        probe.shows(listed.line());
    }

    /** Alice follows bob and not carol. */
    private static void related(Probe probe) {
        probe.as("alice").arrange(probe.as("bob"), true);
        probe.as("alice").arrange(probe.as("carol"), false);
    }

    /** Alice's connection with one timeline open, settled. */
    private record Timeline(Probe probe, StreamClient client, JsonNode id) {
        void mustShow(String author, String visibility) {
            String note = post(author, visibility);
            probe.shows(probe.await(
                    client, author + "'s post for " + visibility, probe.frames().event(id, "note", withId(note))));
        }

        /** Judged when the connection ends; a later {@link #mustShow} is its control. */
        void mustNotShow(String author, String visibility) {
            FramePattern byThem =
                    probe.frames().event(id, "note", Json.object().put("text", author + " " + visibility));
            probe.never(client, author + "'s post for " + visibility, byThem);
            post(author, visibility);
        }

        private String post(String author, String visibility) {
            return probe.as(author)
                    .post(Json.object().put("text", author + " " + visibility).put("visibility", visibility));
        }
    }

    private static Timeline open(Probe probe, String channel) {
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, channel);
        probe.settle();
        return new Timeline(probe, alice, id);
    }

    private static Received ownPost(Probe probe, String channel) {
        return postBy(probe, "alice", channel);
    }

    private static Received postBy(Probe probe, String author, String channel) {
        Timeline timeline = open(probe, channel);
        String note = probe.as(author).postPublicly("new");
        return probe.await(timeline.client, "the new post", probe.frames().event(timeline.id, "note", withId(note)));
    }

    /** Any event under this id whose body has the id of the note. */
    private static FramePattern about(JsonNode id, String note) {
        ObjectNode body = Json.object();
        body.set("id", id);
        body.set("body", withId(note));
        return new FramePattern(Json.object().set("body", body));
    }
}
