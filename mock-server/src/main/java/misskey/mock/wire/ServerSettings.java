package misskey.mock.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import misskey.mock.tls.TlsCertificate;
import misskey.protocol.Secret;

/**
 * Where a mock server listens, and what it puts up with. Immutable; each {@code with…} gives a changed copy.
 *
 * @param host an address or name of this machine
 * @param controlToken what every request to the control API must bring as its bearer token; without one it is for
 *     this machine only
 * @param mostConnections how many connections a port has at once; one more is answered 503
 * @param patience how long the head of a request may take to come, and then its body; what takes longer is cut off
 * @param tls what it serves TLS with; without it connections are not encrypted
 */
public record ServerSettings(
        String host,
        Optional<Secret> controlToken,
        int mostConnections,
        Duration patience,
        Optional<TlsCertificate> tls) {
    public ServerSettings {
        if (mostConnections < 1) {
            throw new IllegalArgumentException("at least 1 connection; found " + mostConnections);
        }
        if (patience.toMillis() < 1 || patience.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a patience of at least 1 ms; found " + patience);
        }
    }

    /** {@code 127.0.0.1}, no token, 10,000 connections a port, 30 s, no TLS. */
    public static ServerSettings defaults() {
        return new ServerSettings("127.0.0.1", Optional.empty(), 10_000, Duration.ofSeconds(30), Optional.empty());
    }

    public ServerSettings withHost(String changed) {
        return new ServerSettings(changed, controlToken, mostConnections, patience, tls);
    }

    public ServerSettings withControlToken(Secret changed) {
        return new ServerSettings(host, Optional.of(changed), mostConnections, patience, tls);
    }

    public ServerSettings withMostConnections(int changed) {
        return new ServerSettings(host, controlToken, changed, patience, tls);
    }

    public ServerSettings withPatience(Duration changed) {
        return new ServerSettings(host, controlToken, mostConnections, changed, tls);
    }

    /** With TLS on every port; {@link TlsCertificate#clientContext} and {@link TlsCertificate#pem} are for those who trust it. */
    public ServerSettings withTls(TlsCertificate changed) {
        return new ServerSettings(host, controlToken, mostConnections, patience, Optional.of(changed));
    }

    /** Whether it listens on every address of this machine, so that its host is no name that anybody reaches it by. */
    public boolean isOnEveryAddress() {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }

    /** Whether other machines may reach it, so that control needs a token. A host that there is not reaches nobody. */
    public boolean isOpenToOthers() {
        try {
            return !InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
