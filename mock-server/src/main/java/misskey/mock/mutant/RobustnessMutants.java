package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.List;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Frame;

/** Servers that take odd messages badly. */
final class RobustnessMutants {
    private static final int PROTOCOL_ERROR = 1002;

    private RobustnessMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "dies-for-all-of-junk",
                        "closes every connection over a text that is not JSON",
                        "robustness.others-unaffected",
                        "CONNECTION_LOST",
                        new Anew(() -> new AtInbound(new DiesForAll()))),
                inbound(
                        "dies-of-binary",
                        "closes the connection over a binary message",
                        "robustness.binary-junk-ignored",
                        "CONNECTION_LOST",
                        new Taking() {
                            @Override
                            public boolean takesBinary(StreamConnection from) {
                                from.close(PROTOCOL_ERROR, "");
                                return false;
                            }
                        }),
                inbound(
                        "reads-no-fragments",
                        "ignores a message that comes in several fragments",
                        "robustness.fragments",
                        "NO_EVENT",
                        new Taking() {
                            @Override
                            public boolean takesFragments() {
                                return false;
                            }
                        }),
                inbound(
                        "takes-endless-messages",
                        "takes messages of any size",
                        "robustness.too-large",
                        "NO_CLOSE",
                        new Taking() {
                            @Override
                            public long largest(long straight) {
                                return Integer.MAX_VALUE;
                            }
                        }),
                inbound(
                        "takes-the-first-of-equal-keys",
                        "takes the first of two equal keys",
                        "robustness.last-of-equal-keys",
                        "NO_EVENT",
                        new Taking() {
                            @Override
                            public List<String> receive(String text) {
                                return List.of(FirstKeys.of(text));
                            }
                        }));
    }

    private static Mutant inbound(String id, String description, String kills, String code, Seams.Inbound seam) {
        return new Mutant(id, description, kills, code, new AtInbound(seam));
    }

    /** Takes everything in as it is. */
    private static class Taking implements Seams.Inbound {
        @Override
        public List<String> receive(String text) {
            return List.of(text);
        }
    }

    private static final class DiesForAll extends Taking {
        private final List<StreamConnection> heard = new ArrayList<>();

        @Override
        public List<String> receive(StreamConnection from, String text) {
            heard.add(from);
            if (Frame.read(text).fold(frame -> false, no -> true)) {
                heard.forEach(each -> each.close(PROTOCOL_ERROR, ""));
            }
            return List.of(text);
        }
    }
}
