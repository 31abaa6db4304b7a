package misskey.mock.mutant;

import java.util.List;
import java.util.Optional;
import misskey.mock.stream.Mutation.AtClose;
import misskey.mock.stream.Mutation.AtHeartbeat;
import misskey.mock.stream.Seams;
import misskey.mock.world.Fact;

/** Servers that are wrong about pings and closes. */
final class LivenessMutants {
    private LivenessMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant(
                        "never-pongs",
                        "answers no ping",
                        "liveness.ping-answered",
                        "NO_PONG",
                        new AtHeartbeat(ping -> Optional.empty())),
                new Mutant(
                        "pongs-emptily",
                        "answers a ping without its payload",
                        "liveness.ping-answered",
                        "NO_PONG",
                        new AtHeartbeat(ping -> Optional.of(new byte[0]))),
                new Mutant(
                        "deaf-to-pongs",
                        "drops clients that answer its pings",
                        "liveness.answering-peer-kept",
                        "CONNECTION_LOST",
                        new AtHeartbeat(new Seams.Heartbeat() {
                            @Override
                            public Optional<byte[]> answer(byte[] ping) {
                                return Optional.of(ping);
                            }

                            @Override
                            public boolean hears() {
                                return false;
                            }
                        })),
                ends(
                                "keeps-the-suspended",
                                "keeps the connections of a suspended account open",
                                "connection.suspended-while-open",
                                "NO_CLOSE",
                                (why, straight) -> straight && why != Fact.Kind.SUSPENDED)
                        .only("documented", "misskey-12"),
                ends(
                                "throws-the-suspended-out",
                                "closes the connections of a suspended account",
                                "connection.suspended-while-open",
                                "CONNECTION_LOST",
                                (why, straight) -> straight || why == Fact.Kind.SUSPENDED)
                        .only("misskey-2025"),
                ends(
                                "keeps-replaced-tokens",
                                "keeps a connection open whose token was replaced",
                                "connection.revoked-while-open",
                                "NO_CLOSE",
                                (why, straight) -> straight && why != Fact.Kind.TOKEN_REGENERATED)
                        .only("documented", "misskey-12"),
                new Mutant(
                        "closes-invalid-text-normally",
                        "closes with 1000 over text that is no UTF-8",
                        "robustness.invalid-utf8",
                        "CLOSE_CODE",
                        new AtClose(new Seams.Closing() {
                            @Override
                            public int answer(int code) {
                                return code;
                            }

                            @Override
                            public int invalidText(int straight) {
                                return 1000;
                            }
                        })),
                new Mutant(
                        "answers-no-close",
                        "does not answer a close",
                        "liveness.close-answered",
                        "NO_CLOSE",
                        new AtClose(new Seams.Closing() {
                            @Override
                            public int answer(int code) {
                                return code;
                            }

                            @Override
                            public boolean answers() {
                                return false;
                            }
                        })));
    }

    /** Whether connections of an account end over something that happened to it. */
    private interface Ending {
        boolean ends(Fact.Kind why, boolean straight);
    }

    private static Mutant ends(String id, String description, String kills, String code, Ending how) {
        return new Mutant(id, description, kills, code, new AtClose(new Seams.Closing() {
            @Override
            public int answer(int closeCode) {
                return closeCode;
            }

            @Override
            public boolean ends(Fact.Kind why, boolean straight) {
                return how.ends(why, straight);
            }
        }));
    }
}
