package misskey.conformance.play;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import misskey.conformance.probe.Fence;
import misskey.conformance.probe.KnownUnder;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.verdict.Failed;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.wire.Handshake;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.OtherMessage;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.AppReports;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Heard;
import misskey.scenario.play.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server and accounts on it as the place where a scenario is played to that server. */
final class ProbeStage implements Stage {
    private final Probe probe;
    private final Map<String, StreamClient> clients = new HashMap<>();

    ProbeStage(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Direction kit() {
        return Direction.CLIENT;
    }

    @Override
    public Dialect dialect() {
        return probe.dialect();
    }

    @Override
    public Transcript transcript() {
        return probe.transcript();
    }

    @Override
    public Duration patience() {
        return probe.patience().event();
    }

    @Override
    public void prepare(Scenario scenario, Bindings names) throws Broken {
        guarded(() -> {
            for (String user : scenario.cast().users()) {
                if (scenario.refersTo(user)) { // who is not spoken of needs no token
                    names.bind(user, probe.as(user).account());
                }
            }
            for (Scenario.Follow follow : scenario.cast().follows()) {
                probe.as(follow.follower()).arrange(probe.as(follow.followee()), true);
            }
            for (Map.Entry<String, Scenario.Post> note : scenario.cast().notes().entrySet()) {
                Scenario.Post post = note.getValue();
                names.bind(
                        note.getKey(),
                        Json.object().put("id", probe.as(post.by()).post(post.parameters())));
            }
            return names;
        });
    }

    @Override
    public boolean isOwn(ObjectNode frame) {
        return Fence.isOwn(frame);
    }

    @Override
    public String open(Step.Open step, Heard heard, Duration within) throws Broken {
        Optional<String> account = step.party().account();
        try {
            StreamClient client = step.party()
                    .token()
                    .map(token -> probe.open(step.party().name(), Secret.of("other", token)))
                    .or(() -> account.map(probe::open))
                    .orElseGet(probe::openAnonymously);
            clients.put(client.label(), client);
            return client.label();
        } catch (Failed failed) {
            throw new Broken(Broken.Why.HANDSHAKE, failed.code(), String.valueOf(failed.getMessage()));
        } catch (NotJudged missing) {
            throw new Broken(Broken.Why.MISSING, String.valueOf(missing.getMessage()));
        }
    }

    /** Here the server refuses. */
    @Override
    public void refuse(Step.Refused step) {}

    @Override
    public int refused(Step.Refused step, Heard heard, Duration within) throws Broken {
        Handshake handshake = guarded(() -> step.party()
                .token()
                .map(token -> token.isEmpty()
                        ? probe.dialWithEmptyToken("refused")
                        : probe.dial("refused", Secret.of("refused", token)))
                .orElseGet(() -> probe.dial(step.party().account())));
        int line = transcript().last();
        Optional<String> wrong = handshake.fold(
                accepted -> {
                    accepted.client().close();
                    return Optional.of("the server accepted the handshake");
                },
                refused -> step.silent()
                                || step.status()
                                        .filter(status -> status != refused.status())
                                        .isPresent()
                        ? Optional.of("the server answered with status " + refused.status())
                        : Optional.empty(),
                unanswered -> step.silent()
                        ? Optional.empty()
                        : Optional.of("the server did not answer within "
                                + unanswered.waited().toMillis() + " ms"),
                failed -> Optional.of("the handshake failed: " + failed.reason()));
        if (wrong.isPresent()) {
            throw new Broken(Broken.Why.HANDSHAKE, refusalCode(handshake), wrong.get());
        }
        return line;
    }

    private static String refusalCode(Handshake handshake) {
        return handshake.fold(
                accepted -> "ACCEPTED",
                refused -> "HANDSHAKE_STATUS",
                unanswered -> "HANDSHAKE_UNANSWERED",
                failed -> "HANDSHAKE_FAILED");
    }

    /** Here the kit is the client. */
    @Override
    public void command(String account, Step.App step, JsonNode operand, Optional<JsonNode> params) {}

    /** What a server does is on the wire. */
    @Override
    public void check() {}

    @Override
    public Optional<AppReports> reports(String account) {
        return Optional.empty();
    }

    @Override
    public void send(String connection, ObjectNode message) throws Broken {
        StreamClient client = client(connection);
        guarded(() -> {
            if (OtherMessage.kind(message).isPresent()) {
                probe.requireProvocation();
                client.sendOther(message);
            } else {
                if (message.path("body").path("channel").isString()) {
                    client.opened(message);
                }
                client.send(message);
            }
            return client;
        });
    }

    @Override
    public JsonNode complete(ObjectNode message) {
        return message;
    }

    /** Of an error the code is compared: its words are the server's own. */
    @Override
    public ObjectNode response(JsonNode id, boolean error, JsonNode content) {
        boolean wrapped = dialect().behaviour().apiResponse() == ApiResponse.RES;
        JsonNode told = error && content.has("code") ? Json.object().set("code", content.path("code")) : content;
        JsonNode body = error
                ? Json.object().set("error", told)
                : wrapped ? Json.object().set("res", content) : content;
        ObjectNode frame =
                Json.object().put("type", dialect().canonical(Meaning.RESPONSE).name() + Json.text(id));
        frame.set("body", body);
        return frame;
    }

    @Override
    public void close(String connection, int code, String reason) throws Broken {
        StreamClient client = client(connection);
        guarded(() -> {
            client.sendClose(code, reason);
            return client;
        });
    }

    @Override
    public void fault(String connection, Step.Fault step, JsonNode details) throws Broken {
        throw new Broken(Broken.Why.MISTAKE, "faults are the mock's: play this to a client");
    }

    @Override
    public JsonNode act(Step.Do step, JsonNode data) throws Broken {
        return guarded(() ->
                probe.as(step.as()).perform(step.call(), (ObjectNode) data).body());
    }

    @Override
    public List<String> knownUnder(String connection, JsonNode frame) {
        return Optional.ofNullable(clients.get(connection))
                .map(client -> KnownUnder.of(frame, dialect(), client.channels()))
                .orElse(List.of());
    }

    @Override
    public boolean isTheirCall(int line) {
        return false;
    }

    @Override
    public void settle() throws Broken {
        guarded(() -> {
            probe.settle();
            return probe;
        });
    }

    @Override
    public void checkpoint(String connection) throws Broken {
        settle();
    }

    @Override
    public void pass(Duration time) throws Broken {
        if (probe.pass(time)) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Broken(Broken.Why.MISSING, "interrupted");
        }
    }

    private StreamClient client(String connection) throws Broken {
        StreamClient client = clients.get(connection);
        if (client == null) {
            throw new Broken(Broken.Why.MISTAKE, "there is no connection " + connection);
        }
        return client;
    }

    private static <T> T guarded(Supplier<T> work) throws Broken {
        try {
            return work.get();
        } catch (Failed failed) {
            throw new Broken(Broken.Why.CLOSED, String.valueOf(failed.getMessage()));
        } catch (NotJudged missing) {
            throw new Broken(Broken.Why.MISSING, String.valueOf(missing.getMessage()));
        }
    }

    @Override
    public void finish() {
        probe.finish();
    }

    @Override
    public void close() {
        probe.close();
    }
}
