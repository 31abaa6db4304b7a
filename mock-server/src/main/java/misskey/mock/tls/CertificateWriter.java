package misskey.mock.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Writes certificates (X.509 version 3, RFC 5280) for elliptic keys: an authority's own, and those it gives to servers. They
 * have what strict readers ask for: critical basic constraints, key usage, and the identifiers of keys.
 */
final class CertificateWriter {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    /** Clocks of clients may be slow. */
    private static final Duration BEFORE = Duration.ofDays(1);
    /** As long as browsers accept. */
    private static final Duration VALID = Duration.ofDays(365);

    private final String issuer;
    private final KeyPair authority;
    private final Instant now;

    /** @param issuer what the authority is called */
    CertificateWriter(String issuer, KeyPair authority, Instant now) {
        this.issuer = issuer;
        this.authority = authority;
        this.now = now;
    }

    /** The authority's own certificate, for those who are to trust it. */
    X509Certificate ofAuthority() throws GeneralSecurityException {
        return write(
                issuer,
                authority.getPublic(),
                Der.sequence(
                        critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())),
                        critical(KEY_USAGE, Der.bits(1, (byte) 0b0000_0110)), // signs certificates and lists
                        extension(SUBJECT_KEY_IDENTIFIER, Der.octets(identifier(authority.getPublic())))));
    }

    /** A server's certificate for these names. */
    X509Certificate ofServer(String subject, PublicKey key, List<HostName> names) throws GeneralSecurityException {
        return write(
                subject,
                key,
                Der.sequence(
                        critical(BASIC_CONSTRAINTS, Der.sequence()),
                        critical(KEY_USAGE, Der.bits(7, (byte) 0b1000_0000)), // signs handshakes
                        extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTHENTICATION))),
                        extension(
                                ALTERNATIVE_NAMES,
                                Der.sequence(names.stream().map(HostName::der).toArray(byte[][]::new))),
                        extension(SUBJECT_KEY_IDENTIFIER, Der.octets(identifier(key))),
                        extension(
                                AUTHORITY_KEY_IDENTIFIER,
                                Der.sequence(Der.implicit(0, identifier(authority.getPublic()))))));
    }

    private X509Certificate write(String subject, PublicKey key, byte[] extensions) throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(127, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(VALID))),
                name(subject),
                key.getEncoded(),
                Der.explicit(3, extensions));
        byte[] certificate =
                Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature(authority.getPrivate(), content)));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] signature(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /** Twenty octets that tell a key from others; any that do will do (RFC 7093). */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    }
}
