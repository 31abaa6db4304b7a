package misskey.mock.play;

import misskey.mock.fault.Arming;
import misskey.mock.fault.FaultReader;
import misskey.mock.order.Members;
import misskey.mock.order.Misread;
import misskey.mock.session.Session;
import misskey.scenario.Step;
import misskey.scenario.play.Broken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Does what a scenario's {@code fault} says. */
final class Faults {
    private Faults() {}

    static void act(Session session, String connection, Step.Fault step, JsonNode details) throws Broken {
        ObjectNode order = ((ObjectNode) details).deepCopy();
        boolean ofHandshakes = step.ofHandshakes();
        try {
            Arming arming = FaultReader.read(new Members(order.put("fault", step.name())), ofHandshakes);
            if (ofHandshakes) {
                session.faults().arm(arming);
            } else {
                session.faults().arm(connection, arming);
            }
        } catch (Misread | IllegalArgumentException wrong) {
            throw new Broken(Broken.Why.MISTAKE, String.valueOf(wrong.getMessage()));
        }
    }
}
