package misskey.conformance.reference;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.mock.play.Reports;
import misskey.mock.play.Subject;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The kit's own client, taking an application's commands. After a lost connection it comes back by itself,
 * opens its channels under fresh ids and captures its notes, each once. Thread-safe.
 */
public final class ReferenceClient implements Subject {
    private static final Set<String> CAN =
            Set.of("connect", "disconnect", "send", "capture", "release", "call", "close", RECONNECT, ANONYMOUS);

    private final Dialect dialect;
    private final Frames frames;
    private final Duration patience;
    private final Reports reports = new Reports();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Set<String> captured = new LinkedHashSet<>();
    private final Map<String, String> callNames = new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Uplink uplink;
    private @Nullable WireClient wire;
    private int made;

    /** A channel that the application has open, whether there is a connection at the moment or not. */
    private record Channel(String name, String id, Optional<JsonNode> params) {}

    public ReferenceClient(Dialect dialect, Duration patience) {
        this.dialect = dialect;
        this.frames = new Frames(dialect);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "the kit's own client";
    }

    @Override
    public Set<String> can() {
        return CAN;
    }

    @Override
    public Reports reports() {
        return reports;
    }

    @Override
    public void open(URI stream, Optional<Secret> token) {
        close();
        Uplink made = new Uplink(WireRequest.to(StreamUrls.withToken(stream, token)), patience, new Life());
        synchronized (this) {
            uplink = made;
        }
        made.start();
    }

    @Override
    public void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        if (command.equals("close")) {
            close();
        } else {
            act(command, operand, as, params);
        }
    }

    /** What lasts is kept, and sent on each connection; what is said once waits until there is one. */
    private synchronized void act(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        if (wire == null && (command.equals("call") || command.equals("send"))) {
            waiting.add(() -> act(command, operand, as, params));
            return;
        }
        switch (command) {
            case "connect" ->
                connect(
                        as.orElseGet(() -> Integer.toString(++made)),
                        new Channel(operand, Integer.toString(++made), params));
            case "disconnect" ->
                Optional.ofNullable(channels.remove(operand)).ifPresent(gone -> send(frames.disconnect(gone.id())));
            case "send" ->
                as.map(channels::get)
                        .ifPresent(open -> send(frames.message(open.id(), operand, params.orElseGet(Json::object))));
            case "capture" -> {
                if (captured.add(operand)) {
                    send(frames.capture(operand));
                }
            }
            case "release" -> {
                if (captured.remove(operand)) {
                    send(frames.release(operand));
                }
            }
            case "call" -> call(operand, as, params);
            default -> throw new IllegalArgumentException("the language has no command \"" + command + "\"");
        }
    }

    private void connect(String as, Channel channel) {
        channels.put(as, channel);
        ObjectNode frame = frames.connect(channel.name(), StringNode.valueOf(channel.id()));
        channel.params().ifPresent(given -> ((ObjectNode) frame.path("body")).set("params", given));
        send(frame);
    }

    private void call(String endpoint, Optional<String> as, Optional<JsonNode> data) {
        String id = Integer.toString(++made);
        callNames.put(id, as.orElse(id));
        send(frames.request(id, endpoint, data.orElseGet(Json::object)));
    }

    private void send(ObjectNode frame) {
        if (wire == null) {
            return;
        }
        try {
            wire.sendText(Json.write(frame));
        } catch (IOException gone) {
            wire = null; // the reader tells of the loss
        }
    }

    /** Frames are reported as they are read, so whatever was received has been. */
    @Override
    public void barrier(Duration within) {}

    @Override
    public void close() {
        Uplink open;
        synchronized (this) {
            open = uplink;
            uplink = null;
        }
        if (open != null) {
            open.close();
            forget();
        }
    }

    private synchronized void forget() {
        wire = null;
        channels.clear();
        captured.clear();
        callNames.clear();
        waiting.clear();
        reports.add(Json.object().put("state", "closed"));
    }

    private void answer(String id, JsonNode body) {
        String name = callNames.remove(id);
        if (name == null) {
            return; // nobody asked
        }
        ObjectNode report = Json.object().put("response", name);
        boolean wrapped = dialect.behaviour().apiResponse() == ApiResponse.RES;
        if (body.path("error").isObject()) {
            report.set("error", body.path("error"));
        } else if (!wrapped || body.has("res")) {
            report.set("result", wrapped ? body.path("res") : body);
        }
        reports.add(report);
    }

    /** What happens to one stream, from {@link #open} to {@link #close}. */
    private final class Life implements Uplink.User {
        @Override
        public void opened(WireClient opened) {
            synchronized (ReferenceClient.this) {
                wire = opened;
                reports.add(Json.object().put("state", "connected"));
                Map<String, Channel> before = new LinkedHashMap<>(channels);
                before.forEach((as, channel) ->
                        connect(as, new Channel(channel.name(), Integer.toString(++made), channel.params())));
                captured.forEach(note -> send(frames.capture(note)));
                List<Runnable> said = List.copyOf(waiting);
                waiting.clear();
                said.forEach(Runnable::run);
            }
        }

        @Override
        public void lost() {
            synchronized (ReferenceClient.this) {
                wire = null;
                reports.add(Json.object().put("state", "reconnecting"));
                JsonNode error = Json.object().put("message", "the connection was lost before the answer came");
                Set.copyOf(callNames.keySet())
                        .forEach(id -> answer(id, Json.object().set("error", error)));
            }
        }

        @Override
        public void refused(String why) {
            reports.add(Json.object().put("error", why));
            reports.add(Json.object().put("state", "closed"));
        }

        @Override
        public void text(String text) {
            Frame.read(text).fold(this::take, notAFrame -> false);
        }

        private boolean take(Frame frame) {
            synchronized (ReferenceClient.this) {
                dialect.frameType(Direction.SERVER, frame.type()).ifPresent(type -> tell(type, frame));
            }
            return true;
        }

        private void tell(Dialect.FrameType type, Frame frame) {
            Meaning meaning = type.means();
            String id = frame.member("id").stringValue("");
            if (meaning == Meaning.RESPONSE) {
                answer(frame.type().substring(type.name().length()), frame.body());
            } else if (meaning == Meaning.EVENT) {
                channels.forEach((as, channel) -> {
                    if (channel.id().equals(id)) {
                        report(Json.object().put("channel", as), frame);
                    }
                });
            } else if (meaning == Meaning.NOTE_UPDATE && captured.contains(id)) {
                report(Json.object().put("noteUpdated", id), frame);
            }
        }

        private void report(ObjectNode about, Frame frame) {
            about.set("type", frame.member("type"));
            if (!frame.member("body").isMissingNode()) {
                about.set("body", frame.member("body"));
            }
            reports.add(about);
        }
    }
}
