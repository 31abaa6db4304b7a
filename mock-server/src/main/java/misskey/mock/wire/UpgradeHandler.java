package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.Handshake;
import io.undertow.websockets.core.protocol.version08.Hybi08Handshake;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.AsyncWebSocketHttpServerExchange;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.session.Door;
import misskey.mock.session.Peer;
import misskey.mock.session.Session;
import misskey.mock.session.SessionFinder;
import misskey.mock.stream.Admission;
import misskey.mock.stream.HttpAnswer;
import misskey.mock.stream.Knock;
import misskey.mock.world.Access;
import misskey.mock.world.User;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.Refusal;
import misskey.protocol.Behaviour.Upgrade;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** The WebSocket handshake: the token is the query parameter {@code i}; any path upgrades. */
final class UpgradeHandler implements HttpHandler {
    private static final int NO_CLOSE_FRAME = 1006;
    private static final int INVALID_TEXT = 1007;
    /** A broken frame, octets that are not UTF-8, too many pings, a message that is too large. */
    private static final Set<Integer> BY_UNDERTOW = Set.of(1002, 1003, 1007, 1008, 1009);

    private final SessionFinder sessions;

    UpgradeHandler(SessionFinder sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        List<String> tokens = List.copyOf(exchange.getQueryParameters().getOrDefault("i", new ArrayDeque<>()));
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
        Session session = sessions.of(Door.tokenOf(tokens, authorization));
        Knock knock = Knocking.read(exchange, tokens, authorization, session.seams());
        if (session.peer().equals(Optional.of(Peer.SLAMS))) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        if (session.peer().equals(Optional.of(Peer.HANGS))) {
            FaultyHandshake.hang(exchange);
            return;
        }
        if (session.peer().isPresent()) {
            upgrade(exchange, session, Optional.empty(), "");
            return;
        }
        String url = RequestUrl.masked(exchange, session.traffic()::mask);
        Admission admission = session.traffic().admit(knock);
        HttpHandler usual = asked -> answer(asked, session, admission, url);
        Optional<HandshakeFault> fault = session.faults().atHandshake(admission);
        if (fault.isPresent()) {
            fault.get().act(new FaultyHandshake(exchange, session, url, account(admission), usual));
        } else {
            usual.handleRequest(exchange);
        }
    }

    private static Optional<String> account(Admission admission) {
        return admission.fold(accepted -> accepted.user().map(User::username), refused -> Optional.empty());
    }

    private static void answer(HttpServerExchange exchange, Session session, Admission admission, String url)
            throws Exception {
        Optional<Admission.Accepted> accepted = admission.fold(Optional::of, refused -> {
            refuse(exchange, session, url, refused.how());
            return Optional.empty();
        });
        if (accepted.isPresent()) {
            upgrade(exchange, session, accepted.get().access(), url);
        }
    }

    private static void refuse(HttpServerExchange exchange, Session session, String url, Refusal how) {
        session.traffic().refused(url, Optional.empty(), how.status());
        if (how.hangs()) {
            FaultyHandshake.hang(exchange);
            return;
        }
        Knocking.answer(exchange, session.seams().handshake().answers(new HttpAnswer(how.status(), reason(how))));
    }

    private static Map<String, String> reason(Refusal how) {
        return how.status() == StatusCodes.UNAUTHORIZED
                ? Map.of(
                        Headers.WWW_AUTHENTICATE_STRING,
                        "Bearer realm=\"Misskey\", error=\"invalid_token\","
                                + " error_description=\"Failed to authenticate\"")
                : Map.of();
    }

    private static void upgrade(HttpServerExchange exchange, Session session, Optional<Access> access, String url)
            throws Exception {
        Behaviour behaviour = session.dialect().behaviour();
        if (behaviour.upgrade() == Upgrade.ANY) {
            exchange.setRequestMethod(Methods.GET);
        }
        if (behaviour.upgrade() == Upgrade.STRICT && !isForAWebSocket(exchange)) {
            refuseBroken(exchange, session, url);
            return;
        }
        Set<String> subprotocols = behaviour.subprotocolEchoed() ? firstOffered(exchange) : Set.of();
        int invalidText = session.seams().closing().invalidText(INVALID_TEXT);
        Handshake usual = invalidText == INVALID_TEXT
                ? new Hybi13Handshake(subprotocols, false)
                : new OtherCloseHandshake(subprotocols, invalidText);
        List<Handshake> handshakes = List.of(usual, new Hybi08Handshake(subprotocols, false));
        HttpAnswer upgraded = session.seams().handshake().answers(new HttpAnswer(101, Map.of()));
        upgraded.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        new WebSocketProtocolHandshakeHandler(
                        handshakes,
                        (HttpUpgradeListener)
                                (raw, asked) -> open(channel(handshakes, raw, asked), raw, session, access, url),
                        broken -> refuseBroken(broken, session, url))
                .handleRequest(exchange);
    }

    private static WebSocketChannel channel(
            List<Handshake> handshakes, StreamConnection raw, HttpServerExchange exchange) {
        WebSocketHttpExchange asked = new AsyncWebSocketHttpServerExchange(exchange, new HashSet<>());
        return handshakes.stream()
                .filter(handshake -> handshake.matches(asked))
                .findFirst()
                .orElseThrow()
                .createChannel(asked, raw, asked.getBufferPool());
    }

    static boolean isForAWebSocket(HttpServerExchange exchange) {
        return "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE));
    }

    private static Set<String> firstOffered(HttpServerExchange exchange) {
        String offered = exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_PROTOCOL);
        return offered == null ? Set.of() : Set.of(offered.split(",", 2)[0].trim());
    }

    /** A request that wants a WebSocket and does not know how to ask for one. */
    private static void refuseBroken(HttpServerExchange exchange, Session session, String url) {
        int status =
                BrokenHandshake.answer(exchange, session.dialect().behaviour().upgrade());
        session.traffic().refused(url, Optional.empty(), status);
        exchange.endExchange();
    }

    private static void open(
            WebSocketChannel channel, StreamConnection raw, Session session, Optional<Access> access, String url) {
        if (session.peer().isPresent()) {
            channel.getReceiveSetter().set(new IdlePeer(session.peer().get()));
        } else {
            StreamWire out = new StreamWire(channel, raw);
            misskey.mock.stream.StreamConnection connection = session.traffic().opened(access, url, out);
            channel.getReceiveSetter().set(new ClientMessages(session, connection, out));
            channel.addCloseTask(ended -> closed(ended, session, connection, out));
        }
        channel.resumeReceives();
    }

    /**
     * Notes the end as the client saw it. Undertow has a close code of its own making for a peer that
     * just went away, so its word is taken only for the closes it sends by itself.
     */
    private static void closed(
            WebSocketChannel channel,
            Session session,
            misskey.mock.stream.StreamConnection connection,
            StreamWire out) {
        out.ended();
        int code = channel.getCloseCode();
        if (out.closeCode().isPresent()) {
            session.traffic().closed(connection, out.closeCode().get(), out.closeReason());
        } else if (channel.isCloseFrameSent() && BY_UNDERTOW.contains(code)) {
            String reason = channel.getCloseReason() == null ? "" : channel.getCloseReason();
            session.traffic()
                    .control(
                            connection,
                            Direction.SERVER,
                            Line.Op.CLOSE,
                            Json.object().put("code", code).put("reason", reason));
            session.traffic().closed(connection, code, reason);
        } else {
            session.traffic().closed(connection, NO_CLOSE_FRAME, "");
        }
    }
}
