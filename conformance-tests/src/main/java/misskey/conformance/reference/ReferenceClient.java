package misskey.conformance.reference;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.StreamClient;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The kit's own client, taking an application's commands. Used by one thread. */
public final class ReferenceClient implements Subject {
    private final Frames frames;
    private final Redactor redactor = new Redactor();
    private final Map<String, String> idsByName = new HashMap<>();
    private final Duration patience;
    private @Nullable StreamClient client;
    private int made;

    public ReferenceClient(Dialect dialect, Duration patience) {
        this.frames = new Frames(dialect);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "the kit's own client";
    }

    @Override
    public void open(URI stream, Optional<Secret> token) {
        close();
        token.ifPresent(redactor::add);
        long began = System.nanoTime();
        Transcript transcript = new Transcript(() -> (System.nanoTime() - began) / 1_000, redactor, 10_000);
        client = WireClient.dial(WireRequest.to(StreamUrls.withToken(stream, token)), patience)
                .fold(
                        accepted -> new StreamClient("client", accepted.client(), transcript),
                        refused -> null,
                        unanswered -> null,
                        failed -> null);
    }

    @Override
    public void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        StreamClient open = client;
        if (open == null) {
            return; // the handshake was refused, which the scenario notices by what does not come
        }
        String id = Integer.toString(++made);
        as.ifPresent(name -> idsByName.put(name, id));
        switch (command) {
            case "connect" -> {
                ObjectNode frame = frames.connect(operand, StringNode.valueOf(id));
                params.ifPresent(given -> ((ObjectNode) frame.path("body")).set("params", given));
                open.send(frame);
            }
            case "capture" -> open.send(frames.capture(operand));
            case "release" -> open.send(frames.release(operand));
            case "call" -> open.send(frames.request(id, operand, params.orElseGet(Json::object)));
            default -> throw new IllegalArgumentException("the language has no command \"" + command + "\"");
        }
    }

    @Override
    public boolean reports(JsonNode report, Bindings names, Duration within) {
        StreamClient open = client;
        return open != null && open.poll(asFrame(report, names), names, within).isPresent();
    }

    /** What a report is about, as the frame that brings it. */
    private FramePattern asFrame(JsonNode report, Bindings names) {
        JsonNode body = report.has("body") ? report.path("body") : Frames.anyBody();
        String type = report.path("type").stringValue("");
        if (report.has("channel")) {
            return frames.event(StringNode.valueOf(idOf(report.path("channel"))), type, body);
        }
        if (report.has("noteUpdated")) {
            return frames.update(Json.text(names.fill(report.path("noteUpdated"))), type, body);
        }
        JsonNode content =
                report.has("error") ? Json.object().set("error", report.path("error")) : report.path("result");
        return frames.response(idOf(report.path("response")), content.isMissingNode() ? Frames.anyBody() : content);
    }

    private String idOf(JsonNode name) {
        return idsByName.getOrDefault(name.stringValue(""), "");
    }

    @Override
    public void close() {
        StreamClient open = client;
        if (open != null) {
            open.finish(patience);
        }
    }
}
