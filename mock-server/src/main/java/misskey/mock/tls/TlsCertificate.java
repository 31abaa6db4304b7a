package misskey.mock.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that a mock serves TLS with, and that of the authority which gave it: clients trust that one. The authority
 * has given this one only, and its key is forgotten, so that whoever trusts it trusts nobody else. Immutable.
 */
public final class TlsCertificate {
    private static final char[] NO_PASSWORD = {};
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final X509Certificate authority;
    private final SSLContext serverContext;
    private final SSLContext clientContext;

    private TlsCertificate(X509Certificate authority, SSLContext serverContext, SSLContext clientContext) {
        this.authority = authority;
        this.serverContext = serverContext;
        this.clientContext = clientContext;
    }

    /**
     * Makes one for {@code localhost}, {@code 127.0.0.1}, {@code ::1} and further names or addresses. It is valid for a year.
     */
    public static TlsCertificate forLoopbackAnd(String... more) {
        Set<String> names = new LinkedHashSet<>(LOOPBACK);
        names.addAll(List.of(more));
        try {
            CertificateWriter writer = new CertificateWriter("misskey-kit mock authority", keys(), Instant.now());
            KeyPair server = keys();
            X509Certificate authority = writer.ofAuthority();
            X509Certificate certificate = writer.ofServer(
                    "misskey-kit mock",
                    server.getPublic(),
                    names.stream().map(HostName::new).toList());
            return new TlsCertificate(
                    authority, serverContext(server, certificate, authority), clientContext(authority));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this Java platform cannot make a certificate", impossible);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static SSLContext serverContext(KeyPair keys, X509Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** The authority's certificate as a PEM file has it, for {@code NODE_EXTRA_CA_CERTS}, {@code --cacert} and the like. */
    public String pem() {
        try {
            String octets = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + octets + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("it was read from its encoding", impossible);
        }
    }

    /** For clients on the JVM: trusts what this mock serves, and nothing else. */
    public SSLContext clientContext() {
        return clientContext;
    }

    /** For the server. */
    public SSLContext serverContext() {
        return serverContext;
    }
}
