package misskey.mock.mutant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import misskey.mock.stream.ChannelRegistry;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtInbound;
import misskey.mock.stream.Mutation.AtRegistry;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Servers that are wrong about what a connection has open. */
final class ChannelMutants {
    private ChannelMutants() {}

    static List<Mutant> all() {
        return List.of(
                registry(
                        "mixes-channels",
                        "sends what other channels have under the id of a new one too",
                        "channel.separates-data",
                        "UNEXPECTED_EVENT",
                        (channels, id, channel, params) -> {
                            Set<ChannelRegistry.ChannelConnection> mixed = new LinkedHashSet<>();
                            channels.open().forEach(other -> {
                                mixed.add(new ChannelRegistry.ChannelConnection(id, other.channel(), other.params()));
                                mixed.add(new ChannelRegistry.ChannelConnection(other.id(), channel, params));
                            });
                            channels.open().forEach(mixed::remove);
                            channels.connect(id, channel, params);
                            mixed.forEach(one -> channels.connect(one.id(), one.channel(), one.params()));
                        }),
                registry(
                        "connects-nothing",
                        "confirms a channel and sends nothing on it",
                        "channel.connect-starts-events",
                        "NO_EVENT",
                        (channels, id, channel, params) -> {}),
                registry(
                        "opens-one-channel",
                        "gives up what is open for another channel",
                        "channel.several-channels",
                        "NO_EVENT",
                        (channels, id, channel, params) -> {
                            channels.open().stream()
                                    .filter(open -> !open.channel().equals(channel))
                                    .forEach(open -> channels.disconnect(open.id()));
                            channels.connect(id, channel, params);
                        }),
                opensByItself(
                        "sends-posts-unasked",
                        "sends posts before a channel is connected",
                        "connection.quiet-before-channels",
                        "UNEXPECTED_EVENT",
                        channel -> !channel.credential()),
                opensByItself(
                                "sends-account-unasked",
                                "sends what concerns the account before a channel is connected",
                                "channel.nothing-before-connect",
                                "UNEXPECTED_EVENT",
                                Channel::credential)
                        .only("documented"),
                opensByItself(
                                "opens-account-unasked",
                                "opens the account's channel by itself, so that the client's own connect to it is ignored",
                                "channel.nothing-before-connect",
                                "NO_EVENT",
                                Channel::credential)
                        .only("misskey-12", "misskey-2025"),
                new Mutant(
                        "knows-an-id-once",
                        "opens nothing under an id that was disconnected",
                        "channel.id-reusable",
                        "NO_EVENT",
                        new Anew(() -> new AtRegistry(new KnowsAnIdOnce()))),
                new Mutant(
                        "gives-up-over-strange-ids",
                        "gives up every channel when an id is disconnected that is none",
                        "channel.unknown-disconnect-harmless",
                        "NO_EVENT",
                        new AtRegistry(new Seams.Registry() {
                            @Override
                            public boolean disconnect(ChannelRegistry channels, JsonNode id) {
                                boolean any = channels.disconnect(id);
                                if (!any) {
                                    channels.open().forEach(open -> channels.disconnect(open.id()));
                                }
                                return any;
                            }
                        })),
                new Mutant(
                        "listens-to-one-connection",
                        "listens to the first connection of an account only",
                        "connection.several-at-once",
                        "NO_EVENT",
                        new Anew(() -> new AtInbound(new ListensToOne()))));
    }

    /** What a connect changes. */
    private interface Connecting {
        void connect(ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params);
    }

    private static Mutant registry(String id, String description, String kills, String code, Connecting how) {
        return new Mutant(id, description, kills, code, new AtRegistry(new Seams.Registry() {
            @Override
            public void connect(ChannelRegistry channels, JsonNode under, Channel channel, JsonNode params) {
                how.connect(channels, under, channel, params);
            }
        }));
    }

    private static Mutant opensByItself(
            String id, String description, String kills, String code, Predicate<Channel> which) {
        return new Mutant(id, description, kills, code, new AtRegistry(new Seams.Registry() {
            @Override
            public void opened(StreamConnection connection, Dialect served) {
                served.channels().stream()
                        .filter(channel -> which.test(channel)
                                && !(channel.credential() && connection.userId().isEmpty()))
                        .findFirst()
                        .ifPresent(channel -> connection
                                .channels()
                                .connect(StringNode.valueOf("0"), channel, MissingNode.getInstance()));
            }
        }));
    }

    private static final class KnowsAnIdOnce implements Seams.Registry {
        private final Map<ChannelRegistry, Set<JsonNode>> used = new HashMap<>();

        @Override
        public void connect(ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
            if (!used.getOrDefault(channels, Set.of()).contains(id)) {
                channels.connect(id, channel, params);
            }
        }

        @Override
        public boolean disconnect(ChannelRegistry channels, JsonNode id) {
            used.computeIfAbsent(channels, none -> new HashSet<>()).add(id);
            return channels.disconnect(id);
        }
    }

    private static final class ListensToOne implements Seams.Inbound {
        private final Map<String, StreamConnection> first = new HashMap<>();

        @Override
        public List<String> receive(String text) {
            return List.of(text);
        }

        @Override
        public List<String> receive(StreamConnection from, String text) {
            if (from.userId().isEmpty()) {
                return List.of(text);
            }
            StreamConnection heard = first.merge(from.userId().get(), from, (old, now) -> old.isOver() ? now : old);
            return heard.equals(from) ? List.of(text) : List.of();
        }
    }
}
