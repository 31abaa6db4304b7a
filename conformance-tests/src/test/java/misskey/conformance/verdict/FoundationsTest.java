package misskey.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import misskey.protocol.Json;
import misskey.protocol.Level;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import org.junit.jupiter.api.Test;

/** What a broken requirement keeps other cases from, and what it does not. */
class FoundationsTest {
    private static final String EVENTS = "channel.connect-starts-events";
    private static final String TOKEN = "connection.token-in-query";
    private static final String HANDSHAKE = "connection.handshake";

    @Test
    void whatWaitedInVainIsBlockedByTheDeepestThatIsBroken() {
        CaseResult mention = inVain("main.mention", "main.mention", EVENTS);
        CaseResult token = inVain(TOKEN, EVENTS);
        CaseResult events = inVain(EVENTS, EVENTS);
        Foundations all = new Foundations(List.of(mention, token, events), Set.of(), FoundationsTest::must);

        assertThat(all.blocker(mention)).contains(EVENTS);
        assertThat(all.blocker(token)).contains(EVENTS);
        assertThat(all.blocker(events)).isEmpty();
        assertThat(new Foundations(List.of(mention, token), Set.of(), FoundationsTest::must).blocker(mention))
                .contains(TOKEN);
        assertThat(new Foundations(List.of(mention), Set.of(), FoundationsTest::must).blocker(mention))
                .isEmpty();
    }

    @Test
    void whatSawSomethingWrongIsBlockedByNothing() {
        CaseResult seen = failed("main.mention", "WRONG_BODY", EVENTS);

        assertThat(new Foundations(List.of(seen, inVain(EVENTS)), Set.of(), FoundationsTest::must).blocker(seen))
                .isEmpty();
    }

    @Test
    void whatCameWrongBlocksWhoeverWaitedForIt() {
        CaseResult events = inVain(EVENTS, "channel.event-type");
        CaseResult type = failed("channel.event-type", "WRONG_TYPE");

        assertThat(new Foundations(List.of(events, type), Set.of(), FoundationsTest::must).blocker(events))
                .contains("channel.event-type");
        assertThat(new Foundations(
                                List.of(events, inVain("channel.event-type", EVENTS)), Set.of(), FoundationsTest::must)
                        .blocker(events))
                .as("what waited for its event itself is no deeper")
                .isEmpty();
    }

    @Test
    void whatBindsLessHidesNothingThatBindsMore() {
        CaseResult mention = inVain("main.mention", EVENTS);
        List<CaseResult> both = List.of(mention, inVain(EVENTS));

        assertThat(new Foundations(both, Set.of(), id -> id.equals(EVENTS) ? Level.SHOULD : Level.MUST)
                        .blocker(mention))
                .isEmpty();
        assertThat(new Foundations(both, Set.of(), id -> id.equals(EVENTS) ? Level.MUST : Level.INFO).blocker(mention))
                .contains(EVENTS);
    }

    @Test
    void whatFindingsSawBrokenNeedsNoCaseThatFailed() {
        CaseResult events = inVain(EVENTS, "channel.event-frame");

        assertThat(new Foundations(List.of(events), Set.of("channel.event-frame"), FoundationsTest::must)
                        .blocker(events))
                .contains("channel.event-frame");
    }

    @Test
    void handshakeThatFailsBlocksWhatNeedsAConnection() {
        CaseResult mention = failed("main.mention", "HANDSHAKE_REFUSED");
        CaseResult token = failed(TOKEN, "HANDSHAKE_REFUSED");
        CaseResult handshake = failed(HANDSHAKE, "HANDSHAKE_REFUSED");

        assertThat(new Foundations(List.of(mention, token, handshake), Set.of(), FoundationsTest::must)
                        .blocker(mention))
                .contains(HANDSHAKE);
        assertThat(new Foundations(List.of(mention, token), Set.of(), FoundationsTest::must).blocker(mention))
                .contains(TOKEN);
        assertThat(new Foundations(List.of(mention, handshake), Set.of(), FoundationsTest::must).blocker(handshake))
                .isEmpty();
    }

    /** However the cases of a run stand on each other, where one failed one stays failed. */
    @Test
    void noRingOfFailuresHidesThemAll() {
        CaseResult one = inVain("main.mention", "main.followed");
        CaseResult two = inVain("main.followed", "main.follow");
        CaseResult three = inVain("main.follow", "main.mention");
        Foundations ring = new Foundations(List.of(one, two, three), Set.of(), FoundationsTest::must);

        assertThat(Stream.of(one, two, three).filter(each -> ring.blocker(each).isEmpty()))
                .isNotEmpty();
    }

    private static Level must(String requirement) {
        return Level.MUST;
    }

    private static CaseResult inVain(String requirement, String... missed) {
        return failed(requirement, "NO_EVENT", missed);
    }

    private static CaseResult failed(String requirement, String code, String... missed) {
        return new CaseResult(
                requirement,
                "a case",
                Verdict.fail(code, "it failed", List.of(1)),
                List.of(missed),
                List.of(),
                List.of(),
                Drifts.none(),
                List.of(new Line(1, 0, "alice-1", Line.Op.OPEN, Json.object().put("as", "alice"))),
                1);
    }
}
