package misskey.scenario.play;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Transcript;
import misskey.scenario.Bindings;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a scenario is played: connections to the other side, and a world in which things are done. The kit
 * takes one side of it. Everything that happens is in the transcript. Used by one thread, once.
 */
public interface Stage extends AutoCloseable {
    /** The side that the kit takes. */
    Direction kit();

    Dialect dialect();

    Transcript transcript();

    /** How long to wait for what must come. */
    Duration patience();

    /** Makes who and what the scenario begins with, and binds it. */
    void prepare(Scenario scenario, Bindings names) throws Broken;

    /** Whether this frame is not for the scenario. */
    boolean isOwn(ObjectNode frame);

    /** A connection opens: dialled, or awaited. Its name in the transcript. */
    String open(Step.Open step, Heard heard, Duration patience) throws Broken;

    /** What comes before this step may bring the client to ask at once: from now on it is refused. */
    void refuse(Step.Refused step);

    /** A handshake is refused, or must be. The number of the line that shows it. */
    int refused(Step.Refused step, Heard heard, Duration patience) throws Broken;

    /** A command to the client under test of this account; nothing where there is none. */
    void command(String account, Step.App step, JsonNode operand, Optional<JsonNode> params) throws Broken;

    /** Throws where a client under test, or what drives it, is known to be of no use any more. */
    void check() throws Broken;

    /** What the client under test of this account told its application; empty where nobody can see that. */
    Optional<AppReports> reports(String account);

    /** Sends a frame, or what {@link misskey.scenario.OtherMessage} writes. */
    void send(String connection, ObjectNode message) throws Broken;

    /** Completes what is sent: an entity of the world alone stands for all of it. */
    JsonNode complete(ObjectNode message);

    /** The answer to an api request as the dialect writes it; as a pattern where it is awaited. */
    ObjectNode response(JsonNode id, boolean error, JsonNode content);

    /** Closes a connection. */
    void close(String connection, int code, String reason) throws Broken;

    /** Lets something go wrong. */
    void fault(String connection, Step.Fault step, JsonNode details) throws Broken;

    /** Somebody does something; gives its result. */
    JsonNode act(Step.Do step, JsonNode data) throws Broken;

    /**
     * The requirements under which it is known when this frame does not come on that connection, the nearest first;
     * none where it is a client that is judged.
     */
    default List<String> knownUnder(String connection, JsonNode frame) {
        return List.of();
    }

    /** Whether a line of the transcript is a call that the other side made. */
    boolean isTheirCall(int line);

    /** The other side has read everything that was sent so far. */
    void settle() throws Broken;

    /** The other side has read everything up to here, and acted on it. */
    void checkpoint(String connection) throws Broken;

    /** Lets time pass. */
    void pass(Duration time) throws Broken;

    /** Ends every connection in order, and waits for what was still on the way. */
    void finish();

    /** Lets everything go. */
    @Override
    void close();
}
