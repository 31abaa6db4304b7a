package misskey.mock.play;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import misskey.protocol.Secret;
import misskey.scenario.Bindings;
import tools.jackson.databind.JsonNode;

/** A client under test that takes commands. Called by one thread. */
public interface Subject extends AutoCloseable {
    /** What it is, for people. */
    String name();

    /** Opens the stream. */
    void open(URI stream, Optional<Secret> token);

    /**
     * Does what an application would ask for.
     *
     * @param command {@code connect}, {@code capture}, {@code release} or {@code call}
     * @param operand a channel, a note's id, an endpoint
     * @param as what the scenario calls it from now on
     * @param params parameters of the channel, or data of the call
     */
    void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params);

    /**
     * Waits until it has told its application this; tells whether it has.
     *
     * @param report a pattern, keyed as the scenario's {@code seen} is
     * @param names what the pattern refers to
     */
    boolean reports(JsonNode report, Bindings names, Duration patience);

    @Override
    void close();
}
