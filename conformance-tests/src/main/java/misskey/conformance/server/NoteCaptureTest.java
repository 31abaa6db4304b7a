package misskey.conformance.server;

import static misskey.conformance.probe.Frames.anyBody;
import static misskey.conformance.probe.Frames.withId;

import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;

/** Capturing notes and releasing them. */
final class NoteCaptureTest {
    @Judges("note.capture")
    void updateComesToWhoeverCapturedTheNote(Probe probe) {
        StreamClient alice = probe.open("alice");
        StreamClient carol = probe.open("carol");
        String note = probe.as("alice").post("captured");
        probe.connect(alice, "main");
        probe.settle();
        alice.send(probe.frames().capture(note));
        probe.never(
                carol,
                "an update on a connection that captured nothing",
                probe.frames().updateOf(note));
        probe.settle();
        probe.as("bob").react(note, "👍");
        probe.as("alice").delete(note);
        probe.shows(probe.await(alice, "an update", probe.frames().updateOf(note)));
    }

    @Judges("note.capture-frame")
    void captureAsDocumentedIsTaken(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = probe.as("alice").post("captured");
        Line sent = alice.send(probe.frames().capture(note));
        probe.shows(reaction(probe, alice, note, "bob"));
        probe.shows(sent);
    }

    @Judges("note.quiet-without-capture")
    void deliveredNoteIsQuietUntilItIsCaptured(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String delivered = probe.as("alice").post("delivered");
        String captured = probe.as("alice").post("captured");
        Received note = probe.given(
                "timeline.home-note", alice, "the note", probe.frames().event(home, "note", withId(delivered)));
        alice.send(probe.frames().capture(captured));
        probe.settle();
        probe.never(
                alice,
                "an update of the note that was not captured",
                probe.frames().updateOf(delivered),
                "UPDATE_WITHOUT_CAPTURE");
        probe.as("bob").react(delivered, "👍");
        probe.shows(note, reaction(probe, alice, captured, "bob"));
    }

    @Judges("note.capture-starts-events")
    void updatesFromBeforeTheCaptureAreNotReplayed(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = probe.as("alice").post("captured late");
        Actor bob = probe.as("bob");
        bob.react(note, "👍");
        probe.never(
                alice,
                "the reaction from before the capture",
                probe.frames().update(note, "reacted", Json.object().put("userId", bob.id())));
        alice.send(probe.frames().capture(note));
        try {
            probe.shows(reaction(probe, alice, note, "carol"));
        } catch (Failed inVain) {
            FramePattern update = probe.frames().updateOf(note);
            boolean cameOtherwise = probe.comes(alice, update);
            probe.as("alice").react(note, "🎉");
            throw cameOtherwise
                    ? inVain
                    : probe.orLater(inVain, alice, update, "FIRST_LOST", "; but the next update of the note came");
        }
    }

    @Judges("note.release-frame")
    void releaseAsDocumentedIsTaken(Probe probe) {
        releasedAndStillQuiet(probe);
    }

    @Judges("note.unsub-stops-events")
    void noUpdateComesAfterRelease(Probe probe) {
        releasedAndStillQuiet(probe);
    }

    /** One note is released, another stays captured: the reaction to that one is the control. */
    private static void releasedAndStillQuiet(Probe probe) {
        StreamClient alice = probe.open("alice");
        String released = probe.as("alice").post("released");
        String kept = probe.as("alice").post("kept");
        alice.send(probe.frames().capture(released));
        alice.send(probe.frames().capture(kept));
        probe.settle();
        probe.as("bob").react(released, "👍");
        Received before = probe.given(
                "note.reacted", alice, "the reaction before", probe.frames().updateOf(released));
        alice.send(probe.frames().release(released));
        probe.settle();
        probe.neverAgain(
                alice, "an update of the released note", probe.frames().updateOf(released), "EVENT_AFTER_UNSUB");
        probe.as("carol").react(released, "🎉");
        probe.shows(before, reaction(probe, alice, kept, "bob"));
    }

    @Judges("note.recapture")
    void noteCapturedAgainTellsAgain(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = probe.as("alice").post("twice");
        alice.send(probe.frames().capture(note));
        alice.send(probe.frames().release(note));
        alice.send(probe.frames().capture(note));
        probe.exactly(1, alice, "the reaction", probe.frames().update(note, "reacted", anyBody()));
        probe.shows(reaction(probe, alice, note, "bob"));
    }

    @Judges("note.anonymous-capture")
    void anonymousConnectionCanCapture(Probe probe) {
        StreamClient anyone = probe.openAnonymously();
        String note = probe.as("alice").postPublicly("for anyone");
        anyone.send(probe.frames().capture(note));
        probe.shows(reaction(probe, anyone, note, "bob"));
    }

    @Judges("note.double-capture-single-event")
    void noteCapturedTwiceTellsOnce(Probe probe) {
        StreamClient alice = probe.open("alice");
        String note = probe.as("alice").post("captured twice");
        alice.send(probe.frames().capture(note));
        alice.send(probe.frames().capture(note));
        probe.settle();
        Actor bob = probe.as("bob");
        probe.exactly(
                1,
                alice,
                "bob's reaction",
                probe.frames().update(note, "reacted", Json.object().put("userId", bob.id())));
        Received first = reaction(probe, alice, note, "bob");
        probe.shows(first, reaction(probe, alice, note, "carol"));
    }

    private static Received reaction(Probe probe, StreamClient client, String note, String by) {
        probe.settle();
        Actor actor = probe.as(by);
        actor.react(note, "👍");
        return probe.await(
                client,
                by + "'s reaction",
                probe.frames().update(note, "reacted", Json.object().put("userId", actor.id())));
    }
}
