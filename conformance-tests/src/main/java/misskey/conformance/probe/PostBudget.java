package misskey.conformance.probe;

import java.util.concurrent.atomic.AtomicInteger;
import misskey.conformance.verdict.NotJudged;

/** How many notes a run may post, so that a server's rate limits are not met. Thread-safe. */
public final class PostBudget {
    private final int size;
    private final AtomicInteger spent = new AtomicInteger();

    private PostBudget(int size) {
        this.size = size;
    }

    /** So many posts, deleted ones included. */
    public static PostBudget of(int posts) {
        return new PostBudget(posts);
    }

    /** As many as anybody likes. */
    public static PostBudget unlimited() {
        return new PostBudget(Integer.MAX_VALUE);
    }

    /** Counts a post that is about to be made; where none is left, the case is UNTESTABLE. */
    void spend() {
        if (spent.getAndUpdate(posts -> Math.min(posts, size - 1) + 1) >= size) {
            throw NotJudged.untestable(
                    "the budget of " + size + " posts is used up; --post-budget N allows more, where the server does");
        }
    }
}
