package misskey.conformance.probe;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The HTTP clients, one of each kind for the whole process: their threads live as long as it. They follow no redirect. */
final class HttpClients {
    private HttpClients() {}

    /** For {@code https}. */
    private static final class Secured {
        static final HttpClient CLIENT = client().build();
    }

    /** For {@code http}: no certificate will come, and so the platform's authorities, which take long to read, are left alone. */
    private static final class Plain {
        static final HttpClient CLIENT = client().sslContext(trustingNobody()).build();
    }

    /** The client for requests to this URL. */
    static HttpClient of(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) ? Plain.CLIENT : Secured.CLIENT;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has TLS", impossible);
        }
    }
}
