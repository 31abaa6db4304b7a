package misskey.conformance.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.diagnosis.Evidence.Delivery;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.probe.Target;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import tools.jackson.databind.JsonNode;

/**
 * Posts one note that only its author sees, and looks on how many of a few connections of the author it is told. Behind
 * a load balancer these reach several processes of the server.
 */
public final class DeliveryProbe {
    private static final int CONNECTIONS = 4;

    private DeliveryProbe() {}

    /** What came of it; empty where the target has no account, or does not let it post. The note is deleted. */
    public static Optional<Delivery> at(Target target) {
        try (Probe probe = new Probe(target)) {
            return hearing(target.dialect()).map(heard -> deliver(probe, heard));
        } catch (NotJudged | Failed notPossible) {
            return Optional.empty();
        }
    }

    private record Heard(String channel, String event) {}

    /** A channel that tells an account of its own notes, whoever else may see them; dialects say which. */
    private static Optional<Heard> hearing(Dialect dialect) {
        return dialect.channels().stream()
                .filter(Dialect.Channel::credential)
                .flatMap(channel -> channel.events().values().stream()
                        .filter(event -> event.when().filter("posted"::equals).isPresent()
                                && event.to().filter("home"::equals).isPresent())
                        .map(event -> new Heard(channel.name(), event.name())))
                .findFirst();
    }

    private static Delivery deliver(Probe probe, Heard heard) {
        String account = Target.ACCOUNTS.get(0);
        List<Map.Entry<StreamClient, JsonNode>> open = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            StreamClient client = probe.open(account);
            open.add(Map.entry(client, probe.connect(client, heard.channel())));
        }
        probe.settle();
        String note = probe.as(account)
                .post(Json.object().put("text", "is this told?").put("visibility", "specified"));
        int told = 0;
        for (Map.Entry<StreamClient, JsonNode> one : open) {
            boolean came = one.getKey()
                    .poll(
                            probe.frames().event(one.getValue(), heard.event(), Frames.withId(note)),
                            new Bindings(),
                            probe.patience().event())
                    .isPresent();
            told += came ? 1 : 0;
        }
        return new Delivery(CONNECTIONS, told);
    }
}
