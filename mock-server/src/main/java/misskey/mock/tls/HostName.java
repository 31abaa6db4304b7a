package misskey.mock.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** A name or an address that a certificate is for. */
record HostName(String name) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** As an alternative name of a certificate. */
    byte[] der() {
        if (!name.contains(":") && !name.matches("[\\d.]+")) {
            return Der.implicit(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return Der.implicit(IP_ADDRESS, InetAddress.getByName(name).getAddress());
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException("\"" + name + "\" is no name or address of a host", noAddress);
        }
    }
}
