package misskey.conformance.reference;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import misskey.conformance.reference.Holdings.Channel;
import misskey.conformance.wire.WireClient;
import misskey.mock.play.Reports;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The kit's own client, taking an application's commands. After a lost connection it comes back by itself,
 * opens its channels under fresh ids and captures its notes, each once. Thread-safe.
 */
public final class ReferenceClient implements Subject {
    private static final Set<String> CAN =
            Set.of("connect", "disconnect", "send", "capture", "release", "call", "close", RECONNECT, ANONYMOUS);
    private static final Set<String> SAID_ONCE = Set.of("send", "call");

    private final Duration patience;
    private final ClientSeams seams;
    private final Clock clock;
    private final Reports reports = new Reports();
    private final Holdings holdings = new Holdings();
    private final Incoming incoming;
    private final Outgoing outgoing;
    private @Nullable Uplink uplink;
    private int connections;
    private int made;
    private @Nullable Failure end;

    /** @param patience how long it waits for what a server owes it: the answer to a handshake, or to a request */
    public ReferenceClient(Dialect dialect, Duration patience) {
        this(dialect, patience, ClientSeams.straight(), Clock.systemUTC());
    }

    ReferenceClient(Dialect dialect, Duration patience, ClientSeams seams, Clock clock) {
        this.patience = patience;
        this.seams = seams;
        this.clock = clock;
        this.incoming = new Incoming(dialect, holdings, seams.telling(), reports);
        this.outgoing = new Outgoing(dialect, seams);
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
        Uplink made = new Uplink(stream, token, patience, seams, clock, new Life());
        synchronized (this) {
            uplink = made;
        }
        made.start();
    }

    @Override
    public void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        checkAlive();
        if (command.equals("close")) {
            close();
        } else {
            act(command, operand, as, params);
        }
    }

    private synchronized void checkAlive() {
        if (end != null) {
            throw end;
        }
    }

    /** What lasts is kept, and sent on each connection; what is said once waits until there is one. */
    private synchronized void act(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        if (!outgoing.isOpen() && (connections == 0 || SAID_ONCE.contains(command))) {
            holdings.later(() -> act(command, operand, as, params));
            return;
        }
        switch (command) {
            case "connect" -> connect(operand, as.orElseGet(() -> Integer.toString(++made)), params);
            case "disconnect" ->
                seams.registry().disconnect(holdings.channels(), operand).ifPresent(this::letGo);
            case "send" ->
                as.map(holdings.channels()::get)
                        .ifPresent(open -> outgoing.message(open, operand, params.orElseGet(Json::object)));
            case "capture" -> {
                if (seams.registry().capture(holdings.captured(), operand)) {
                    outgoing.capture(operand);
                }
            }
            case "release" -> {
                if (holdings.captured().remove(operand)) {
                    outgoing.release(operand);
                }
            }
            case "call" -> call(operand, as, params);
            default -> throw new IllegalArgumentException("the language has no command \"" + command + "\"");
        }
    }

    private void connect(String name, String as, Optional<JsonNode> params) {
        Channel channel = new Channel(as, name, seams.registry().id(++made), params, outgoing.isOpen());
        holdings.channels().put(as, channel);
        outgoing.connect(channel);
    }

    private void letGo(Channel channel) {
        seams.telling().letGo(channel);
        outgoing.disconnect(channel);
    }

    private void call(String endpoint, Optional<String> as, Optional<JsonNode> data) {
        String id = Integer.toString(++made);
        holdings.requests().put(id, as.orElse(id));
        outgoing.request(id, endpoint, data.orElseGet(Json::object));
        if (seams.requesting().timesOut()) {
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> unanswered(id));
        }
    }

    private synchronized void unanswered(String request) {
        incoming.fail(request, "the server did not answer within " + patience.toMillis() + " ms");
    }

    /** Frames are reported as they are read, so whatever was received has been. */
    @Override
    public void barrier(Duration within) {
        checkAlive();
    }

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
        outgoing.lost();
        connections = 0;
        holdings.forget();
        state("closed");
    }

    private void state(String state) {
        reports.add(Json.object().put("state", state));
    }

    /** On a new connection: channels under new ids, as whatever still comes under the old ones is of the old one. */
    private void restore() {
        List<Channel> before = new ArrayList<>();
        List<Channel> meanwhile = new ArrayList<>();
        for (Channel channel : holdings.open()) {
            Channel again = channel.under(seams.registry().id(++made));
            holdings.channels().put(again.as(), again);
            (channel.connected() ? before : meanwhile).add(again);
        }
        outgoing.restore(before, meanwhile, List.copyOf(holdings.captured()));
    }

    /** What happens to one stream, from {@link #open} to {@link #close}. */
    private final class Life implements Uplink.User {
        @Override
        public void opened(WireClient opened) {
            synchronized (ReferenceClient.this) {
                outgoing.opened(opened);
                connections++;
                state("connected");
                restore();
                holdings.said().forEach(Runnable::run);
            }
        }

        @Override
        public void lost() {
            synchronized (ReferenceClient.this) {
                outgoing.lost();
                state("reconnecting");
                incoming.lost();
            }
        }

        @Override
        public void refused(int status) {
            if (seams.telling().ofRefusals()) {
                reports.add(Json.object().put("error", "the server refused the connection with " + status));
            }
        }

        @Override
        public void gaveUp() {
            state("closed");
        }

        @Override
        public void text(String text) {
            synchronized (ReferenceClient.this) {
                seams.inbound().text(connections, text).forEach(incoming::text);
            }
        }

        @Override
        public void binary() {
            seams.inbound().binary();
        }

        @Override
        public void died(ProgramEnded cause) {
            Failure failure = new Failure(Failure.Kind.CRASHED, String.valueOf(cause.getMessage()));
            synchronized (ReferenceClient.this) {
                end = failure;
            }
            reports.end(failure);
        }
    }
}
