package misskey.conformance.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One attempt to open a WebSocket: TCP, perhaps TLS, the upgrade request and the answer, all under one deadline. */
final class Opening {
    private final WireRequest request;
    private final Deadline deadline;
    private final int largestMessage;
    private final boolean lenient;

    private Opening(WireRequest request, Deadline deadline, int largestMessage, boolean lenient) {
        this.request = request;
        this.deadline = deadline;
        this.largestMessage = largestMessage;
        this.lenient = lenient;
    }

    /** Dials; leaves no socket open but that of an accepted client. */
    static Handshake dial(WireRequest request, Duration timeout, int largestMessage, boolean lenient) {
        Opening opening = new Opening(request, Deadline.in(timeout), largestMessage, lenient);
        try {
            return opening.askThrough(opening.connect());
        } catch (UnknownHostException unknown) {
            return new Handshake.Failed("the host name \"" + request.host() + "\" is unknown", false);
        } catch (SocketTimeoutException late) {
            return new Handshake.Failed(
                    request.address() + " took no connection within " + timeout.toMillis() + " ms", false);
        } catch (IOException unreachable) {
            String why = String.valueOf(unreachable.getMessage()).toLowerCase(Locale.ROOT);
            String what = why.contains("refused") ? "nobody listens on " : "there is no way to ";
            return new Handshake.Failed(what + request.address() + " (" + why + ")", false);
        }
    }

    /** Tries the host's addresses in turn, as {@code localhost} may be served on one of two; the first failure counts. */
    private Socket connect() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(request.host());
        List<IOException> failures = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++) {
            Socket tcp = new Socket();
            try {
                int share = Math.max(1, deadline.millisLeft() / (addresses.length - i));
                tcp.connect(new InetSocketAddress(addresses[i], request.port()), share);
                tcp.setTcpNoDelay(true);
                return tcp;
            } catch (IOException failed) {
                tcp.close();
                failures.add(failed);
            }
        }
        throw failures.get(0);
    }

    private Handshake askThrough(Socket tcp) throws IOException {
        boolean open = false;
        try {
            Handshake handshake = ask(tcp);
            open = handshake instanceof Handshake.Accepted;
            return handshake;
        } catch (SocketTimeoutException late) {
            return new Handshake.Unanswered(deadline.waited());
        } catch (ProtocolException unexpected) {
            return failed(request.address() + " answered " + unexpected.getMessage());
        } catch (EOFException gone) {
            return failed(request.address() + " " + gone.getMessage());
        } catch (SSLException untrusted) {
            return failed("TLS with " + request.address() + " failed (" + untrusted.getMessage() + ")");
        } catch (SocketException reset) {
            return failed(request.address() + " reset the connection instead of answering");
        } catch (IOException broken) {
            return failed("the connection to " + request.address() + " broke (" + broken.getMessage() + ")");
        } finally {
            if (!open) {
                tcp.close();
            }
        }
    }

    private Handshake ask(Socket tcp) throws IOException {
        Socket socket = request.encrypted() ? encrypt(tcp) : tcp;
        TimedInput in = new TimedInput(socket);
        in.giveUpAt(deadline);
        UpgradeRequest upgrade = new UpgradeRequest(request);
        socket.getOutputStream().write(upgrade.octets());
        HttpAnswer answer = HttpAnswer.read(in);
        while (answer.interim()) {
            answer = HttpAnswer.read(in);
        }
        if (answer.status() != 101) {
            return new Handshake.Refused(answer.status(), answer.headers(), RefusalBody.read(answer, in));
        }
        Optional<String> objection = lenient ? Optional.empty() : upgrade.objectionTo(answer);
        if (objection.isPresent()) {
            return failed(request.address() + " answered " + objection.get());
        }
        in.waitForever();
        WireClient client = new WireClient(
                tcp,
                in,
                new FrameWriter(socket.getOutputStream()),
                "wire " + request.address(),
                largestMessage,
                lenient);
        return new Handshake.Accepted(answer.status(), answer.headers(), client);
    }

    /** TLS over the TCP connection, checking the host's name and speaking HTTP/1.1 where the server asks. */
    private Socket encrypt(Socket tcp) throws IOException {
        SSLSocketFactory factory = request.tls()
                .map(SSLContext::getSocketFactory)
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        SSLSocket tls = (SSLSocket) factory.createSocket(tcp, request.host(), request.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        tls.setSSLParameters(parameters);
        tls.setSoTimeout(deadline.millisLeft());
        tls.startHandshake();
        return tls;
    }

    private static Handshake failed(String reason) {
        return new Handshake.Failed(reason, true);
    }
}
