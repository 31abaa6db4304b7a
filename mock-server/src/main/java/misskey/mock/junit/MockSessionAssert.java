package misskey.mock.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.MockSession;
import misskey.protocol.Json;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.PatternText;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what clients did in a session. They look at the whole journal and wait for what is still to come:
 * on its arrivals, at most 5 s unless {@link #within} says otherwise.
 *
 * <p>A pattern is what scenarios call one, as JSON or as a map: the members that must be there, e.g.
 * <code>{type: 'subNote', body: {id: 'n1'}}</code> or <code>{type: 'connect', body: {id: {$type: 'string'}}}</code>.
 */
public final class MockSessionAssert extends AbstractAssert<MockSessionAssert, MockSession> {
    private Duration patience = Duration.ofSeconds(5);
    private Optional<String> connection = Optional.empty();

    MockSessionAssert(@Nullable MockSession actual) {
        super(actual, MockSessionAssert.class);
    }

    /** How long the assertions that follow wait. */
    public MockSessionAssert within(Duration changed) {
        patience = changed;
        return this;
    }

    /** The assertions that follow look at one connection only, e.g. {@code alice-2}, alice's second. */
    public MockSessionAssert on(String label) {
        connection = Optional.of(label);
        return this;
    }

    /** A client has sent a frame like this. */
    public MockSessionAssert received(String pattern) {
        return received(1, pattern);
    }

    /** A client has sent a frame like this. */
    public MockSessionAssert received(Map<String, ?> pattern) {
        return received(1, pattern);
    }

    /** Clients have sent at least so many frames like this. */
    public MockSessionAssert received(int times, String pattern) {
        return received(times, PatternText.read(pattern));
    }

    /** Clients have sent at least so many frames like this. */
    public MockSessionAssert received(int times, Map<String, ?> pattern) {
        return received(times, read(pattern));
    }

    private MockSessionAssert received(int times, FramePattern pattern) {
        ClientFrames frames = frames();
        List<ClientFrames.Sent> fitting = new ArrayList<>();
        if (!frames.await(sent -> sent.fits(pattern) && fitting.add(sent) && fitting.size() >= times)) {
            throw failing(new FailureText(
                            "expected" + (times == 1 ? " a frame" : " " + times + " frames") + " from " + whom()
                                    + " like",
                            "  " + pattern,
                            "waited " + waited(frames) + ", " + fitting.size() + " like it")
                    .nearest(
                            frames.seen().stream()
                                    .filter(sent -> !fitting.contains(sent))
                                    .toList(),
                            pattern,
                            new Bindings()));
        }
        return this;
    }

    /**
     * On one connection a client has sent frames like these, in this order; others may have come between. A name that
     * one {@code $bind}s is known to those after it.
     */
    public MockSessionAssert receivedInOrder(String... patterns) {
        return inOrder(Stream.of(patterns).map(PatternText::read).toList());
    }

    /** As {@link #receivedInOrder(String...)}. */
    public MockSessionAssert receivedInOrder(List<? extends Map<String, ?>> patterns) {
        return inOrder(patterns.stream().map(MockSessionAssert::read).toList());
    }

    private MockSessionAssert inOrder(List<FramePattern> patterns) {
        Map<String, Course> courses = new LinkedHashMap<>();
        ClientFrames frames = frames();
        if (!frames.await(sent -> courses.computeIfAbsent(sent.line().conn(), label -> new Course(patterns))
                .take(sent))) {
            Course furthest = courses.values().stream()
                    .reduce((one, next) -> next.next > one.next ? next : one)
                    .orElse(new Course(patterns));
            throw failing(new FailureText(
                            "expected " + patterns.size() + " frames from " + whom() + " in this order; of these came "
                                    + furthest.next + ", and then none like",
                            "  " + patterns.get(furthest.next),
                            "waited " + waited(frames))
                    .nearest(furthest.passedOver, patterns.get(furthest.next), furthest.bindings));
        }
        return this;
    }

    /** How far the frames of one connection have come. */
    private static final class Course {
        private final List<FramePattern> patterns;
        private final Bindings bindings = new Bindings();
        private final List<ClientFrames.Sent> passedOver = new ArrayList<>();
        private int next;

        Course(List<FramePattern> patterns) {
            this.patterns = patterns;
        }

        boolean take(ClientFrames.Sent sent) {
            FramePattern.Match match = patterns.get(next).match(sent.frame(), bindings);
            if (match.matches()) {
                match.bound().forEach(bindings::bind);
                passedOver.clear();
                next++;
            } else {
                passedOver.add(sent);
            }
            return next == patterns.size();
        }
    }

    /** Begins an assertion that no client has sent a frame like this; what follows says up to when. */
    public Absence neverReceived(String pattern) {
        return new Absence(this, PatternText.read(pattern));
    }

    /** Begins an assertion that no client has sent a frame like this; what follows says up to when. */
    public Absence neverReceived(Map<String, ?> pattern) {
        return new Absence(this, read(pattern));
    }

    /**
     * Nothing is proved against the clients by what they have sent so far, and they have sent something: await the
     * last frame before. What is only suspected does not count.
     */
    public MockSessionAssert hasNoFindings() {
        isNotNull();
        if (actual.findings().stream().anyMatch(Finding::proven)) {
            throw failing(new FailureText("expected no findings about " + whom()));
        }
        ClientFrames frames = new ClientFrames(actual, Optional.empty(), Duration.ZERO);
        if (!frames.await(sent -> true)) {
            throw failing(new FailureText("no client has sent a frame so far, so there is nothing to judge;"
                    + " await what the client does first: received(…)"));
        }
        return this;
    }

    /** A finding of this code, e.g. {@code RELEASE_WITHOUT_CAPTURE}, is listed. */
    public MockSessionAssert hasFinding(String code) {
        isNotNull();
        try {
            boolean found =
                    has(code) || actual.await(line -> has(code), patience).isPresent();
            if (!found) {
                throw failing(new FailureText(
                        "expected the finding " + code + " about " + whom(), "waited " + FailureText.time(patience)));
            }
            return this;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the finding " + code, stop);
        }
    }

    private boolean has(String code) {
        return actual.findings().stream().anyMatch(finding -> finding.code().equals(code) && finding.proven());
    }

    ClientFrames frames() {
        isNotNull();
        return new ClientFrames(actual, connection, patience);
    }

    AssertionError failing(FailureText text) {
        return failure("%s", text.about(actual));
    }

    /** Whom the assertions are about. */
    String whom() {
        return connection.orElse("the clients");
    }

    /** How long was waited and what came, e.g. {@code 5 s; 3 frames came}. */
    String waited(ClientFrames frames) {
        int came = frames.seen().size();
        return FailureText.time(patience) + "; " + came + (came == 1 ? " frame" : " frames") + " came"
                + (frames.unread() == 0 ? "" : " and " + frames.unread() + " too long to be kept");
    }

    static FramePattern read(Map<String, ?> pattern) {
        return PatternText.of(Json.MAPPER.valueToTree(pattern));
    }
}
