package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;
import static misskey.conformance.probe.Frames.withId;

import java.util.List;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** The channel of the account itself. */
final class MainTest {
    @Judges("main.exists")
    void channelOpensForAnAccount(Probe probe) {
        probe.shows(profileChange(probe));
    }

    @Judges("main.no-parameters")
    void channelOpensWithoutParameters(Probe probe) {
        probe.shows(profileChange(probe));
    }

    @Judges("main.renote")
    void renoteByAnotherIsTold(Probe probe) {
        Main main = open(probe);
        String note = probe.as("alice").post("share me");
        String renote = probe.as("bob").renote(note);
        probe.shows(main.await("renote", withId(renote)));
    }

    @Judges("main.self-renote-silent")
    void renoteOfOnesOwnIsNotTold(Probe probe) {
        Main main = open(probe);
        String note = probe.as("alice").post("share me");
        String own = probe.as("alice").renote(note);
        probe.never(main.client, "one's own renote", probe.frames().event(main.id, "renote", withId(own)));
        String others = probe.as("bob").renote(note);
        probe.shows(main.await("renote", withId(others)));
    }

    @Judges("main.mention")
    void mentionIsTold(Probe probe) {
        Main main = open(probe);
        String note = probe.as("bob").post("@" + probe.as("alice").username() + " hello");
        probe.shows(main.await("mention", withId(note)));
    }

    @Judges("main.read-all-notifications")
    void readingAllNotificationsIsTold(Probe probe) {
        Main main = open(probe);
        probe.as("bob").post("@" + probe.as("alice").username() + " to be notified of");
        probe.as("alice").done("notifications/mark-all-as-read", Json.object());
        probe.shows(main.await("readAllNotifications", Json.object().set("$oneOf", anything())));
    }

    @Judges("main.me-updated")
    void changeOfProfileIsTold(Probe probe) {
        probe.shows(profileChange(probe));
    }

    @Judges("main.follow")
    void followingIsToldToTheFollower(Probe probe) {
        probe.as("alice").arrange(probe.as("bob"), false);
        Main main = open(probe);
        probe.as("alice").follow(probe.as("bob"));
        probe.shows(main.await("follow", withId(probe.as("bob").id())));
    }

    @Judges("main.unfollow")
    void unfollowingIsToldToTheFormerFollower(Probe probe) {
        probe.as("alice").arrange(probe.as("bob"), true);
        Main main = open(probe);
        probe.as("alice").unfollow(probe.as("bob"));
        probe.shows(main.await("unfollow", withId(probe.as("bob").id())));
    }

    @Judges("main.followed")
    void beingFollowedIsTold(Probe probe) {
        probe.as("bob").arrange(probe.as("alice"), false);
        Main main = open(probe);
        probe.as("bob").follow(probe.as("alice"));
        probe.shows(main.await("followed", withId(probe.as("bob").id())));
    }

    @Judges("main.own-events-only")
    void eventComesOnlyToTheAccountItConcerns(Probe probe) {
        probe.as("bob").arrange(probe.as("alice"), false);
        Main alice = open(probe);
        StreamClient carol = probe.open("carol");
        JsonNode carols = probe.connect(carol, "main");
        probe.settle();
        for (String event : List.of("followed", "follow", "renote", "meUpdated")) {
            probe.never(carol, "somebody else's event", probe.frames().event(carols, event, notBy(probe)));
        }
        probe.as("bob").follow(probe.as("alice"));
        String renote = probe.as("bob").renote(probe.as("alice").post("share me"));
        Received followed = alice.await("followed", withId(probe.as("bob").id()));
        Received renoted = alice.await("renote", withId(renote));
        String mention = probe.as("bob").post("@" + probe.as("carol").username() + " and this is for you");
        probe.shows(
                followed,
                renoted,
                probe.await(carol, "carol's own mention", probe.frames().event(carols, "mention", withId(mention))));
    }

    @Judges("main.event-bodies")
    void bodiesAreNotesAndUsersAndNull(Probe probe) {
        probe.as("bob").arrange(probe.as("alice"), false);
        Main main = open(probe);
        Actor bob = probe.as("bob");
        bob.follow(probe.as("alice"));
        Received followed = main.await("followed", withId(bob.id()));
        probe.check(
                followed.inner().path("username").isString(),
                "WRONG_BODY",
                "the body of followed is no user",
                followed,
                Frames.inInner("username", Json.object().put("$type", "string")));
        String renote = bob.renote(probe.as("alice").post("share me"));
        Received renoted = main.await("renote", withId(renote));
        probe.check(
                renoted.inner().path("userId").stringValue("").equals(bob.id()),
                "WRONG_BODY",
                "the body of renote is no note of bob's",
                renoted,
                Frames.inInner("userId", StringNode.valueOf(bob.id())));
        probe.as("alice").done("notifications/mark-all-as-read", Json.object());
        Received read = main.await("readAllNotifications", Json.object().set("$oneOf", anything()));
        probe.check(
                read.inner().isNull(),
                "WRONG_BODY",
                "the body of readAllNotifications is not null",
                read,
                Frames.inBody("body", NullNode.getInstance()));
        probe.shows(followed, renoted, read);
    }

    /** Alice's connection with main open, settled. */
    private record Main(Probe probe, StreamClient client, JsonNode id) {
        Received await(String event, JsonNode body) {
            return probe.await(client, event, probe.frames().event(id, event, body));
        }
    }

    private static Main open(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode id = probe.connect(alice, "main");
        probe.settle();
        return new Main(probe, alice, id);
    }

    private static Received profileChange(Probe probe) {
        Main main = open(probe);
        probe.as("alice").done("i/update", Json.object().put("description", "changed"));
        return main.await("meUpdated", withId(probe.as("alice").id()).put("description", "changed"));
    }

    /** A body that is not about carol. */
    private static JsonNode notBy(Probe probe) {
        return Json.object()
                .set(
                        "$oneOf",
                        Json.array()
                                .add(withId(probe.as("bob").id()))
                                .add(withId(probe.as("alice").id())));
    }

    /** Whatever body, null or none at all. */
    private static JsonNode anything() {
        return Json.array().add(anyBody()).add(Json.object().put("$absent", true));
    }
}
