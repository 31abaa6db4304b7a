package misskey.mock.junit;

import misskey.mock.MockSession;
import org.jspecify.annotations.Nullable;

/** Where assertions about a session begin; import it statically beside AssertJ's own. */
public final class MockAssertions {
    private MockAssertions() {}

    /** Begins assertions about what clients did in a session. */
    public static MockSessionAssert assertThat(@Nullable MockSession session) {
        return new MockSessionAssert(session);
    }
}
