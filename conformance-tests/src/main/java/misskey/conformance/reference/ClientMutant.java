package misskey.conformance.reference;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import misskey.scenario.play.Broken;

/**
 * A client with exactly one fault.
 *
 * @param id its name, e.g. {@code loses-captures}
 * @param description what it does wrong, in one clause
 * @param death how it must fail, and on which file of {@code scenarios/bugs}
 * @param seams the fault, for one client
 */
public record ClientMutant(String id, String description, Death death, Function<Dialect, ClientSeams> seams) {
    /**
     * How a client fails on a file.
     *
     * @param file its name, without the folder and {@code .yaml}
     * @param step part of the line on which the step stands that it fails at; empty where the client's end is noticed at
     *     whichever step comes next
     * @param why what went wrong there: one of these
     */
    public record Death(String file, String step, List<Broken.Why> why) {
        static Death at(String file, String step, Broken.Why why) {
            return new Death(file, step, List.of(why));
        }

        /** Its program ends, which shows in what it does not tell, or by its connection. */
        static Death ofItsProgram(String file) {
            return new Death(file, "", List.of(Broken.Why.CLIENT, Broken.Why.CLOSED));
        }
    }

    /** A client that has this fault, and otherwise is as good as the kit's own. */
    public Subject client(Dialect dialect, Duration patience, Clock clock) {
        return new ReferenceClient(dialect, patience, seams.apply(dialect), clock);
    }

    @Override
    public String toString() {
        return id;
    }
}
