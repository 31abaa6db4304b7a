package misskey.conformance.server;

import static misskey.conformance.probe.Frames.withId;

import java.util.List;
import java.util.Optional;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.conformance.wire.Handshake;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;

/** The handshake, tokens, and what a connection is before any channel is connected. */
final class ConnectionTest {
    @Judges("connection.handshake")
    void handshakeIsAnsweredWith101(Probe probe) {
        if (!(probe.dial(Optional.empty()) instanceof Handshake.Accepted accepted)) {
            probe.open("alice"); // who takes nobody without a token may take an account
            probe.shows(lineOf(probe, Line.Op.OPENED));
            return;
        }
        accepted.client().close();
        probe.shows(lineOf(probe, Line.Op.OPENED));
    }

    @Judges("connection.anonymous")
    void anonymousConnectionReceivesPublicTimelines(Probe probe) {
        StreamClient anyone = probe.openAnonymously();
        JsonNode local = probe.connectWithParams(anyone, "localTimeline");
        JsonNode global = probe.connectConfirmed(anyone, "globalTimeline");
        probe.confirmed(anyone, global);
        String note = probe.as("alice").postPublicly("for anyone");
        probe.shows(probe.await(
                anyone,
                "the public note, on either timeline",
                probe.frames().eventWith(List.of(local, global), withId(note))));
    }

    @Judges("connection.token-in-query")
    void tokenInTheQueryMakesItTheAccountsConnection(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode main = probe.connectConfirmed(alice, "main");
        JsonNode home = probe.connectWithParams(alice, "homeTimeline");
        probe.settle();
        probe.as("alice").post("mine");
        probe.as("bob").post("@" + probe.as("alice").username() + " look");
        probe.shows(probe.await(
                alice, "anything of the account", probe.frames().eventWith(List.of(main, home), Frames.anyBody())));
    }

    @Judges("connection.anonymous-limited")
    void anonymousConnectionReceivesNothingThatNeedsAnAccount(Probe probe) {
        StreamClient anyone = probe.openAnonymously();
        for (String channel : List.of("main", "homeTimeline", "hybridTimeline")) {
            JsonNode id = probe.connect(anyone, channel);
            probe.never(anyone, "an event of " + channel, probe.frames().eventOf(id));
        }
        JsonNode local = probe.connect(anyone, "localTimeline");
        probe.settle();
        String note = probe.as("alice").postPublicly("for anyone");
        probe.shows(probe.await(anyone, "the public note", probe.frames().event(local, "note", withId(note))));
    }

    @Judges("connection.bad-token")
    void wrongTokenIsRefused(Probe probe) {
        probe.requireProvocation();
        Handshake handshake = probe.dial("stranger", Secret.of("wrong", "n0-such-token"));
        Line answer = probe.lastLine();
        handshake.fold(
                accepted -> {
                    accepted.client().close();
                    throw new Failed("ACCEPTED", "a wrong token was accepted", List.of(answer.n()));
                },
                refused -> refused,
                unanswered -> {
                    throw new Failed(
                            "HANDSHAKE_UNANSWERED", "a wrong token was not answered at all", List.of(answer.n()));
                },
                failed -> {
                    throw new Failed("HANDSHAKE_FAILED", failed.reason(), List.of(answer.n()));
                });
        probe.open("alice");
        probe.shows(answer);
    }

    @Judges(
            value = "connection.usable-at-once",
            in = {"documented", "misskey-12", "misskey-2025"})
    void noteCanBeCapturedBeforeAnyChannelIsConnected(Probe probe) {
        String note = probe.as("alice").post("captured at once");
        StreamClient alice = probe.open("alice");
        alice.send(probe.frames().capture(note));
        if (probe.dialect().behaviour().apiResponse() != ApiResponse.NONE) {
            String request = probe.freshId();
            alice.send(probe.frames().request(request, "users/show", userId(probe.as("alice"))));
            probe.shows(probe.await(alice, "the response", probe.frames().response(request), "NO_RESPONSE"));
        }
        probe.settle();
        probe.as("bob").react(note, "👍");
        FramePattern update = probe.frames().update(note, "reacted", Json.object());
        try {
            probe.shows(probe.await(alice, "the update", update));
        } catch (Failed inVain) {
            probe.connect(alice, "main");
            alice.send(probe.frames().capture(note));
            probe.settle();
            probe.as("carol").react(note, "👍");
            throw probe.orLater(inVain, alice, update, "NOT_AT_ONCE", "; one came after a capture with a channel open");
        }
    }

    @Judges("connection.quiet-before-channels")
    void newPostIsNotToldWhileNoChannelIsConnected(Probe probe) {
        StreamClient alice = probe.open("alice");
        String early = probe.as("alice").postPublicly("too early");
        probe.never(alice, "an event about a post from before the first connect", about(early));
        JsonNode home = probe.connect(alice, "homeTimeline");
        probe.settle();
        String late = probe.as("alice").post("in time");
        probe.shows(probe.await(alice, "the post from after it", probe.frames().event(home, "note", withId(late))));
    }

    @Judges("connection.real-time")
    void postDirectMessageAndFollowerAreToldInTime(Probe probe) {
        probe.as("alice").arrange(probe.as("bob"), true);
        probe.as("bob").arrange(probe.as("alice"), false);
        StreamClient alice = probe.open("alice");
        JsonNode home = probe.connect(alice, "homeTimeline");
        JsonNode main = probe.connect(alice, "main");
        probe.settle();
        Actor bob = probe.as("bob");
        String post = bob.post("news");
        Line posted = probe.lastLine();
        String direct = bob.post(Json.object()
                .put("text", "psst")
                .put("visibility", "specified")
                .set("visibleUserIds", Json.array().add(probe.as("alice").id())));
        Line written = probe.lastLine();
        Actor.Called followed = bob.follow(probe.as("alice"));
        probe.showsInTime(
                "a new post",
                posted,
                probe.await(alice, "the post", probe.frames().event(home, "note", withId(post))));
        probe.showsInTime(
                "a direct message",
                written,
                probe.await(alice, "the direct message", probe.frames().event(main, "mention", withId(direct))));
        probe.showsInTime(
                "being followed",
                followed.line(),
                probe.await(alice, "the follower", probe.frames().event(main, "followed", withId(bob.id()))));
    }

    @Judges("connection.json-frames")
    void everyMessageIsOneJsonObjectWithAType(Probe probe) {
        StreamClient alice = everyKindOfMessage(probe);
        for (Line line : probe.transcript().lines()) {
            if (line.op() == Line.Op.TEXT
                    && line.conn().equals(alice.label())
                    && line.from().label().equals("server")) {
                Frame.read(line.wholeText().orElse("")).fold(frame -> frame, rejected -> {
                    throw probe.forbidden(
                            rejected.reason().name(),
                            rejected.detail(),
                            line,
                            Json.object().set("$text", line.get("text")));
                });
                probe.shows(line);
            }
        }
    }

    @Judges("connection.no-binary")
    void noMessageIsABinaryOne(Probe probe) {
        everyKindOfMessage(probe);
        for (Line line : probe.transcript().lines()) {
            if (line.op() == Line.Op.BINARY) {
                throw probe.forbidden(
                        "BINARY_FRAME",
                        "the server sent a binary message",
                        line,
                        Json.object().set("$binary", Frames.anyBody()));
            }
            if (line.op() == Line.Op.TEXT && line.from().label().equals("server")) {
                probe.shows(line);
            }
        }
    }

    /** Causes an event, an update and a response, and waits for all three. */
    private static StreamClient everyKindOfMessage(Probe probe) {
        String note = probe.as("alice").post("for every kind of message");
        StreamClient alice = probe.open("alice");
        JsonNode home = probe.connect(alice, "homeTimeline");
        alice.send(probe.frames().capture(note));
        String request = probe.freshId();
        boolean answersRequests = probe.dialect().has(Meaning.REQUEST);
        if (answersRequests) {
            alice.send(probe.frames().request(request, "users/show", userId(probe.as("alice"))));
        }
        probe.settle();
        probe.as("bob").react(note, "👍");
        String second = probe.as("alice").post("second");
        probe.given("timeline.home-note", alice, "the event", probe.frames().event(home, "note", withId(second)));
        probe.given("note.reacted", alice, "the update", probe.frames().updateOf(note));
        if (answersRequests) {
            probe.given("api.answers", alice, "the response", probe.frames().response(request));
        }
        probe.finish(); // what comes behind the last of them is looked at too
        return alice;
    }

    private static FramePattern about(String note) {
        return new FramePattern(Json.object().set("body", Json.object().set("body", withId(note))));
    }

    private static JsonNode userId(Actor account) {
        return Json.object().put("userId", account.id());
    }

    private static Line lineOf(Probe probe, Line.Op op) {
        return probe.transcript().lines().stream()
                .filter(line -> line.op() == op)
                .findFirst()
                .orElseThrow();
    }
}
