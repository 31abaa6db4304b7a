package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;

import java.util.List;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What updates of captured notes say. */
final class NoteUpdateTest {
    private static final String DATE_AND_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    @Judges("note.update-frame")
    void updateHasIdTypeAndBody(Probe probe) {
        Received update = reaction(probe).given("note.reacted");
        for (String member : List.of("id", "type", "body")) {
            probe.check(
                    update.body().has(member),
                    "SCHEMA",
                    "the update's body has no \"" + member + "\"",
                    update,
                    Frames.inBody(member, anyBody()));
        }
        probe.shows(update);
    }

    @Judges("note.update-id")
    void updateCarriesTheIdOfItsNote(Probe probe) {
        StreamClient alice = probe.open("alice");
        String first = captured(probe, alice);
        String second = captured(probe, alice);
        probe.settle();
        probe.as("bob").react(first, "👍");
        probe.as("carol").react(second, "🎉");
        hasId(probe, alice, "bob", first);
        hasId(probe, alice, "carol", second);
    }

    private static void hasId(Probe probe, StreamClient client, String reacting, String note) {
        Received update =
                probe.await(client, reacting + "'s reaction", probe.frames().anyUpdate(by(probe, reacting)));
        probe.check(
                update.body().path("id").stringValue("").equals(note),
                "WRONG_BODY",
                "expected the id " + note + " of the note, found "
                        + Json.excerpt(update.body().path("id"), 60),
                update,
                Frames.inBody("id", StringNode.valueOf(note)));
        probe.shows(update);
    }

    @Judges("note.update-type")
    void typeNamesWhatHappened(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = captured(probe, alice);
        probe.settle();
        probe.as("bob").react(note, "👍");
        hasType(
                probe,
                probe.given(
                        "note.capture", alice, "the reaction", probe.frames().updateWith(note, by(probe, "bob"))),
                "reacted");
        probe.as("alice").delete(note);
        hasType(
                probe,
                probe.given(
                        "note.deleted",
                        alice,
                        "the deletion",
                        probe.frames().updateWith(note, Json.object().set("deletedAt", anyBody()))),
                "deleted");
    }

    private static void hasType(Probe probe, Received update, String type) {
        probe.check(
                update.body().path("type").stringValue("").equals(type),
                "WRONG_TYPE",
                "expected the type " + type + ", found "
                        + Json.excerpt(update.body().path("type"), 60),
                update,
                Frames.inBody("type", StringNode.valueOf(type)));
        probe.shows(update);
    }

    @Judges("note.update-body")
    void bodyIsAnObjectWithTheDetails(Probe probe) {
        Received update = reaction(probe).given("note.reacted");
        probe.check(
                update.inner().isObject() && !update.inner().isEmpty(),
                "WRONG_BODY",
                "the details are missing",
                update,
                Frames.inInner("reaction", anyBody()));
        probe.shows(update);
    }

    @Judges("note.reacted")
    void reactionIsTold(Probe probe) {
        probe.shows(reaction(probe).question());
    }

    @Judges("note.reacted-reaction")
    void reactionSaysWhich(Probe probe) {
        Received update = reaction(probe).given("note.reacted");
        probe.check(
                update.inner().path("reaction").stringValue("").equals("👍"),
                "WRONG_BODY",
                "expected the reaction 👍, found " + Json.excerpt(update.inner().path("reaction"), 60),
                update,
                Frames.inInner("reaction", StringNode.valueOf("👍")));
        probe.shows(update);
    }

    @Judges("note.reacted-user")
    void reactionSaysWhose(Probe probe) {
        Received update = reaction(probe).given("note.reacted");
        isUser(probe, update, "bob");
    }

    @Judges("note.deleted")
    void deletionIsTold(Probe probe) {
        probe.shows(deletion(probe).question());
    }

    @Judges("note.deleted-at")
    void deletionSaysWhen(Probe probe) {
        Received update = deletion(probe).given("note.deleted");
        String when = update.inner().path("deletedAt").stringValue("");
        probe.check(
                when.matches(DATE_AND_TIME),
                "WRONG_BODY",
                "expected a date and time like 2018-10-22T02:17:09.703Z, found " + Json.excerpt(when, 60),
                update,
                Frames.inInner("deletedAt", Json.object().put("$regex", "^" + DATE_AND_TIME + "$")));
        probe.shows(update);
    }

    @Judges("note.poll-voted")
    void voteIsTold(Probe probe) {
        probe.shows(vote(probe).question());
    }

    @Judges("note.poll-voted-choice")
    void voteSaysWhichChoice(Probe probe) {
        Received update = vote(probe).given("note.poll-voted");
        probe.check(
                update.inner().path("choice").intValue(-1) == 2,
                "WRONG_BODY",
                "expected the choice 2, found " + Json.excerpt(update.inner().path("choice"), 60),
                update,
                Frames.inInner("choice", IntNode.valueOf(2)));
        probe.shows(update);
    }

    @Judges("note.poll-voted-user")
    void voteSaysWhose(Probe probe) {
        isUser(probe, vote(probe).given("note.poll-voted"), "bob");
    }

    private static void isUser(Probe probe, Received update, String account) {
        probe.check(
                update.inner()
                        .path("userId")
                        .stringValue("")
                        .equals(probe.as(account).id()),
                "WRONG_BODY",
                "expected the id of " + account + ", found "
                        + Json.excerpt(update.inner().path("userId"), 60),
                update,
                Frames.inInner("userId", StringNode.valueOf(probe.as(account).id())));
        probe.shows(update);
    }

    /** An update of a captured note that a case asks something about, or that is itself the question. */
    private record Told(Probe probe, StreamClient client, String note, String type) {
        Received question() {
            return probe.await(client, type, probe.frames().update(note, type, anyBody()));
        }

        Received given(String requirement) {
            return probe.given(requirement, client, type, probe.frames().update(note, type, anyBody()));
        }
    }

    private static Told reaction(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = captured(probe, alice);
        probe.settle();
        probe.as("bob").react(note, "👍");
        return new Told(probe, alice, note, "reacted");
    }

    private static Told deletion(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = captured(probe, alice);
        probe.settle();
        probe.as("alice").delete(note);
        return new Told(probe, alice, note, "deleted");
    }

    private static Told vote(Probe probe) {
        StreamClient alice = probe.open("alice");
        ObjectNode poll = Json.object().put("text", "which?");
        poll.putObject("poll").set("choices", Json.array().add("a").add("b").add("c"));
        String note = probe.as("alice").post(poll);
        alice.send(probe.frames().capture(note));
        probe.settle();
        probe.as("bob").vote(note, 2);
        return new Told(probe, alice, note, "pollVoted");
    }

    private static String captured(Probe probe, StreamClient client) {
        String note = probe.as("alice").post("captured");
        client.send(probe.frames().capture(note));
        return note;
    }

    private static JsonNode by(Probe probe, String account) {
        return Json.object().put("userId", probe.as(account).id());
    }
}
