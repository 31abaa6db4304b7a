package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.Optional;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.session.Session;

/** Answers a handshake as a fault says. */
final class FaultyHandshake implements HandshakeFault.Handshake {
    private static final String WRONG_ACCEPT = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final HttpServerExchange exchange;
    private final Session session;
    private final String url;
    private final Optional<String> account;
    private final HttpHandler usual;

    /**
     * @param url as the journal writes it
     * @param account whose token it has; empty for none
     * @param usual answers it as if there were no fault
     */
    FaultyHandshake(
            HttpServerExchange exchange, Session session, String url, Optional<String> account, HttpHandler usual) {
        this.exchange = exchange;
        this.session = session;
        this.url = url;
        this.account = account;
        this.usual = usual;
    }

    @Override
    public void status(HandshakeFault.Status answer) {
        session.traffic().refused(url, account, answer);
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.getResponseSender().send(answer.body());
    }

    @Override
    public void late(Duration time) {
        IoDelays delays = new IoDelays(exchange.getIoThread());
        exchange.getConnection().addCloseListener(gone -> delays.end());
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> delays.after(time, () -> exchange.dispatch(SameThreadExecutor.INSTANCE, usual)));
    }

    @Override
    public void silence() {
        session.traffic().refused(url, account, 0);
        hang(exchange);
    }

    /** Leaves the exchange open, and nobody answers it. */
    static void hang(HttpServerExchange exchange) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {});
    }

    @Override
    public void badAccept() {
        exchange.addResponseCommitListener(
                answer -> answer.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_ACCEPT, WRONG_ACCEPT));
        exchange.dispatch(SameThreadExecutor.INSTANCE, usual);
    }

    @Override
    public void reset() {
        session.traffic().refused(url, account, 0);
        RawOctets.reset(exchange.getConnection());
    }
}
