package misskey.conformance.diagnosis;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.probe.HttpLook;

/**
 * What is known of a server's stream. What was not looked at is empty.
 *
 * @param anonymous the handshake without a token
 * @param ping {@code POST /api/ping}
 * @param plain the stream's URL read as a page, without asking for a WebSocket
 * @param elsewhere the handshake at other paths of the server
 * @param accounts by account, what became of its token
 * @param features what the server says it has, e.g. {@code local timeline: off}
 * @param signs what a run has shown
 * @param delivery whether a note that was posted came to every connection
 */
public record Evidence(
        URI stream,
        Optional<Dialled> anonymous,
        Optional<HttpLook> ping,
        Optional<HttpLook> plain,
        Map<String, Dialled> elsewhere,
        Map<String, Account> accounts,
        Map<String, String> features,
        Signs signs,
        Optional<Delivery> delivery) {
    /**
     * What became of an account's token.
     *
     * @param own {@code POST /api/i} with it; empty where the handshake was good
     */
    public record Account(Dialled handshake, Optional<HttpLook> own) {
        /** Whether the API takes a token that the stream does not. */
        public boolean isTakenByTheApi() {
            return own.flatMap(HttpLook::answer)
                    .filter(answer -> answer.status() == 200)
                    .isPresent();
        }
    }

    /**
     * A note that was posted, and how many connections that should have been told of it were.
     *
     * @param opened connections that were open when it was posted
     */
    public record Delivery(int opened, int told) {}

    /** Nothing is known yet. */
    static Evidence about(URI stream) {
        return new Evidence(
                stream,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Signs.none(),
                Optional.empty());
    }

    Evidence withAnonymous(Dialled seen) {
        return new Evidence(stream, Optional.of(seen), ping, plain, elsewhere, accounts, features, signs, delivery);
    }

    Evidence withHttp(HttpLook ofPing, HttpLook ofStream) {
        return new Evidence(
                stream,
                anonymous,
                Optional.of(ofPing),
                Optional.of(ofStream),
                elsewhere,
                accounts,
                features,
                signs,
                delivery);
    }

    Evidence withElsewhere(Map<String, Dialled> seen) {
        return new Evidence(stream, anonymous, ping, plain, seen, accounts, features, signs, delivery);
    }

    Evidence withAccounts(Map<String, Account> seen) {
        return new Evidence(stream, anonymous, ping, plain, elsewhere, seen, features, signs, delivery);
    }

    /** With what the server says it has. */
    public Evidence withFeatures(Map<String, String> said) {
        return new Evidence(stream, anonymous, ping, plain, elsewhere, accounts, said, signs, delivery);
    }

    /** With what a run has shown. */
    public Evidence withSigns(Signs shown) {
        return new Evidence(stream, anonymous, ping, plain, elsewhere, accounts, features, shown, delivery);
    }

    /** With how a note was told. */
    public Evidence withDelivery(Optional<Delivery> seen) {
        return new Evidence(stream, anonymous, ping, plain, elsewhere, accounts, features, signs, seen);
    }

    /** Whether anybody gets a WebSocket there. */
    public boolean opensForSomebody() {
        return anonymous.filter(Dialled::isOpen).isPresent()
                || accounts.values().stream().anyMatch(account -> account.handshake.isOpen());
    }

    /** Whether the HTTP API answers as Misskey's does. */
    boolean apiWorks() {
        return pingAnswer()
                .filter(answer ->
                        answer.status() == 200 && answer.json().path("pong").isNumber())
                .isPresent();
    }

    Optional<HttpLook.Answer> pingAnswer() {
        return ping.flatMap(HttpLook::answer);
    }

    Optional<HttpLook.Answer> plainAnswer() {
        return plain.flatMap(HttpLook::answer);
    }

    /** The handshake without a token, where it was tried and refused or failed. */
    Optional<Dialled> shut() {
        return anonymous.filter(seen -> !seen.isOpen());
    }
}
