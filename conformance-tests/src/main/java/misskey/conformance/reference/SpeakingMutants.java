package misskey.conformance.reference;

import static misskey.conformance.reference.ClientMutants.broken;

import java.util.List;
import java.util.Set;
import misskey.conformance.reference.ClientMutant.Death;
import misskey.conformance.reference.ClientSeams.Outbound;
import misskey.conformance.reference.ClientSeams.Registry;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.scenario.play.Broken.Why;
import tools.jackson.databind.node.ObjectNode;

/** Clients that send something else than they should. */
final class SpeakingMutants {
    private static final int MOST_CAPTURES = 100;

    private SpeakingMutants() {}

    static List<ClientMutant> all() {
        return List.of(
                broken(
                        "gives-every-channel-one-id",
                        "opens all its channels under one id",
                        new Death("one-id-for-two-channels", "channel: local", List.of(Why.CLIENT, Why.FINDING)),
                        () -> ClientSeams.registry(new Registry() {
                            @Override
                            public String id(int number) {
                                return "1";
                            }
                        })),
                broken(
                        "captures-each-time",
                        "captures a note once more for every page that shows it",
                        Death.at("captured-twice-released-once", "", Why.FINDING),
                        () -> ClientSeams.registry(new Registry() {
                            @Override
                            public boolean capture(Set<String> captured, String note) {
                                captured.add(note);
                                return true;
                            }
                        })),
                outbound(
                        "never-disconnects",
                        "does not tell the server that it lets a channel go",
                        Death.at("closed-channels-are-not-disconnected", "disconnect: page", Why.TIMEOUT),
                        Meaning.DISCONNECT,
                        frame -> List.of()),
                outbound(
                        "disconnects-nothing",
                        "leaves the id out of its disconnects",
                        Death.at("disconnect-names-no-connection", "disconnect: home", Why.SCHEMA),
                        Meaning.DISCONNECT,
                        frame -> {
                            body(frame).remove("id");
                            return List.of(Json.write(frame));
                        }),
                outbound(
                        "disconnects-an-empty-id",
                        "leaves the id of its disconnects empty",
                        Death.at("disconnect-names-no-connection", "disconnect: home", Why.WRONG_FRAME),
                        Meaning.DISCONNECT,
                        frame -> {
                            body(frame).put("id", "");
                            return List.of(Json.write(frame));
                        }),
                outbound(
                        "breaks-json",
                        "writes quotes inside of quotes when it disconnects",
                        Death.at("disconnect-is-broken-json", "never:", Why.FORBIDDEN),
                        Meaning.DISCONNECT,
                        frame -> {
                            String id = body(frame).path("id").stringValue("");
                            body(frame).put("id", "ID");
                            return List.of(Json.write(frame).replace("ID", "Optional(\"" + id + "\")"));
                        }),
                outbound(
                        "connects-without-an-id",
                        "opens channels under the id null",
                        Death.at("connect-without-an-id", "client:", Why.SCHEMA),
                        Meaning.CONNECT,
                        frame -> {
                            body(frame).putNull("id");
                            return List.of(Json.write(frame));
                        }),
                outbound(
                        "sends-null-params",
                        "writes null where a channel has no params",
                        Death.at("connect-with-null-params", "client:", Why.SCHEMA),
                        Meaning.CONNECT,
                        frame -> {
                            if (!body(frame).has("params")) {
                                body(frame).putNull("params");
                            }
                            return List.of(Json.write(frame));
                        }),
                outbound(
                        "mistakes-params",
                        "asks for renotes where it was told to ask for replies",
                        Death.at("params-are-not-what-was-asked", "client:", Why.WRONG_FRAME),
                        Meaning.CONNECT,
                        frame -> List.of(Json.write(frame).replace("withReplies", "withRenotes"))),
                outbound(
                        "captures-by-sn",
                        "captures notes by a frame that servers no longer know",
                        Death.at("capture-by-a-dropped-alias", "capture:", Why.TIMEOUT),
                        Meaning.CAPTURE,
                        frame -> List.of(Json.write(frame.put("type", "sn")))),
                new ClientMutant(
                        "gives-up-the-newest",
                        "releases the newest note where it has captured too many",
                        Death.at("newest-capture-is-given-up", "never:", Why.FORBIDDEN),
                        dialect -> ClientSeams.outbound(new GivesUpTheNewest(dialect))));
    }

    /** Sends something else in place of each frame that means this. */
    private static ClientMutant outbound(
            String id, String description, Death death, Meaning meaning, Outbound instead) {
        return new ClientMutant(
                id,
                description,
                death,
                dialect -> ClientSeams.outbound(frame -> means(dialect, frame) == meaning
                        ? instead.send(frame.deepCopy())
                        : List.of(Json.write(frame))));
    }

    private static Meaning means(Dialect dialect, ObjectNode frame) {
        return dialect.frameType(Direction.CLIENT, frame.path("type").stringValue(""))
                .map(FrameType::means)
                .orElseThrow();
    }

    private static ObjectNode body(ObjectNode frame) {
        return (ObjectNode) frame.path("body");
    }

    private static final class GivesUpTheNewest implements Outbound {
        private final Dialect dialect;
        private int captured;

        GivesUpTheNewest(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public List<String> send(ObjectNode frame) {
            if (means(dialect, frame) != Meaning.CAPTURE || ++captured <= MOST_CAPTURES) {
                return List.of(Json.write(frame));
            }
            ObjectNode release = frame.deepCopy()
                    .put("type", dialect.canonical(Meaning.RELEASE).name());
            return List.of(Json.write(frame), Json.write(release));
        }
    }
}
