package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.NoteCaptures;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.Fact;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Servers that are wrong about what a connection has captured. */
final class NoteMutants {
    private static final int FEW = 100;
    private static final int POLICY_VIOLATION = 1008;

    private NoteMutants() {}

    static List<Mutant> all(Dialect dialect) {
        return List.of(
                new Mutant(
                        "captures-what-it-tells",
                        "captures each note that a timeline brings",
                        "note.quiet-without-capture",
                        "UPDATE_WITHOUT_CAPTURE",
                        new Anew(() -> new AtOutbound(new CapturesWhatItTells()))),
                new Mutant(
                        "swallows-the-first-update",
                        "does not tell the first thing that happens to a captured note",
                        "note.capture-starts-events",
                        "FIRST_LOST",
                        new Anew(() -> new AtOutbound(new SwallowsTheFirst()))),
                new Mutant(
                        "captures-a-note-once",
                        "ignores the capture of a note that was released",
                        "note.recapture",
                        "NO_EVENT",
                        new Anew(() -> new AtRegistry(new CapturesOnce()))),
                new Mutant(
                        "captures-few",
                        "captures a hundred notes and no more",
                        "note.many-captures",
                        "NO_EVENT",
                        new Anew(() -> new AtRegistry(new CapturesFew()))),
                new Mutant(
                        "dies-of-unknown-notes",
                        "closes the connection over the capture of a note that does not exist",
                        "note.unknown-note-silent",
                        "CONNECTION_LOST",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public void capture(StreamConnection by, String note, boolean exists) {
                                if (exists) {
                                    by.captures().capture(note);
                                } else {
                                    by.close(POLICY_VIOLATION, "");
                                }
                            }
                        })),
                new Mutant(
                        "shares-captures",
                        "captures a note for every connection of the account",
                        "note.one-connection",
                        "UNEXPECTED_EVENT",
                        new Anew(() -> new AtInbound(new SharesCaptures(dialect)))),
                new Mutant(
                        "takes-replies-for-reactions",
                        "tells a reply as a reaction too",
                        "note.no-update-for-replies",
                        "UNEXPECTED_EVENT",
                        new Anew(() -> new AtCalls(new TakesRepliesForReactions()))),
                new Mutant(
                        "tells-changes-backwards",
                        "tells the new reaction before it takes the old one back",
                        "note.reaction-changed",
                        "WRONG_ORDER",
                        new Anew(() -> new AtCalls(new TellsBackwards()))));
    }

    private static final class CapturesWhatItTells implements Seams.Outbound {
        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            if (frame instanceof Outgoing.Event event && event.body().has("visibility")) {
                event.body().path("id").stringValueOpt().ifPresent(to.captures()::capture);
            }
            return List.of(frame);
        }
    }

    private static final class SwallowsTheFirst implements Seams.Outbound {
        private final Map<StreamConnection, Set<String>> told = new HashMap<>();

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            boolean first = frame instanceof Outgoing.Update update
                    && told.computeIfAbsent(to, none -> new HashSet<>()).add(update.note());
            return first ? List.of() : List.of(frame);
        }
    }

    private static final class CapturesOnce implements Seams.Registry {
        private final Map<NoteCaptures, Set<String>> released = new HashMap<>();

        @Override
        public void capture(NoteCaptures captures, String note) {
            if (!released.getOrDefault(captures, Set.of()).contains(note)) {
                captures.capture(note);
            }
        }

        @Override
        public boolean release(NoteCaptures captures, String note) {
            released.computeIfAbsent(captures, none -> new HashSet<>()).add(note);
            return captures.release(note);
        }
    }

    private static final class CapturesFew implements Seams.Registry {
        private final Map<NoteCaptures, Integer> captured = new HashMap<>();

        @Override
        public void capture(NoteCaptures captures, String note) {
            if (captured.merge(captures, 1, Integer::sum) <= FEW) {
                captures.capture(note);
            }
        }
    }

    private static final class SharesCaptures implements Seams.Inbound {
        private final Dialect dialect;
        private final Map<String, Set<String>> captured = new HashMap<>();

        private SharesCaptures(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public List<String> receive(String text) {
            return List.of(text);
        }

        @Override
        public List<String> receive(StreamConnection from, String text) {
            Set<String> ofAccount = captured.computeIfAbsent(from.userId().orElse(""), none -> new HashSet<>());
            ofAccount.forEach(from.captures()::capture);
            Frame.read(text)
                    .fold(Optional::of, rejected -> Optional.<Frame>empty())
                    .filter(this::captures)
                    .ifPresent(frame -> frame.member("id").stringValueOpt().ifPresent(ofAccount::add));
            return List.of(text);
        }

        private boolean captures(Frame frame) {
            return dialect.frameType(Direction.CLIENT, frame.type())
                    .filter(type -> type.means() == Meaning.CAPTURE)
                    .isPresent();
        }
    }

    private static final class TakesRepliesForReactions implements Seams.Calls {
        @Override
        public JsonNode call(ApiCall call, Seams.Straight server) {
            JsonNode result = server.call(call);
            call.data()
                    .path("replyId")
                    .stringValueOpt()
                    .ifPresent(note -> server.call(call.to(
                            "notes/reactions/create",
                            Json.object().put("noteId", note).put("reaction", "like"))));
            return result;
        }
    }

    private static final class TellsBackwards implements Seams.Calls {
        @Override
        public List<Fact> facts(ApiCall call, List<Fact> straight, Seams.Straight server) {
            boolean changed = straight.stream().anyMatch(fact -> fact.kind() == Fact.Kind.UNREACTED)
                    && straight.stream().anyMatch(fact -> fact.kind() == Fact.Kind.REACTED);
            if (!changed) {
                return straight;
            }
            List<Fact> backwards = new ArrayList<>(straight);
            Collections.reverse(backwards);
            return backwards;
        }
    }
}
