package misskey.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Direction;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the steps about handshakes. */
final class HandshakeSteps {
    private final Known known;

    HandshakeSteps(Known known) {
        this.known = known;
    }

    Step open(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        Party party = known.party(content, inside).with(token(content, inside));
        Optional<Integer> nth = Known.number(content, "nth");
        known.connections().opened(party.name(), nth, known.at(inside.appendProperty("nth")));
        if (nth.filter(count -> count > 1).isPresent()) {
            known.roles().judges(Direction.CLIENT);
        }
        return new Step.Open(place, party, nth);
    }

    Step refused(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        known.roles().judges(Direction.SERVER);
        for (String member : List.of("for", "times")) {
            if (content.has(member)) {
                known.roles().clientsOnly(known.at(inside.appendProperty(member)), "\"" + member + "\"");
            }
        }
        Optional<String> token = token(content, inside);
        Party party = token.isPresent() ? new Party(Optional.empty(), token) : known.party(content, inside);
        return new Step.Refused(
                place,
                party,
                Known.number(content, "status"),
                content.has("silence"),
                content.path("for").stringValueOpt().map(Times::read),
                Known.number(content, "times").orElse(1));
    }

    private Optional<String> token(JsonNode content, JsonPointer inside) throws ScenarioError {
        if (!content.has("token")) {
            return Optional.empty();
        }
        JsonPointer place = inside.appendProperty("token");
        known.roles().serversOnly(known.at(place), "\"token\"");
        return known.names().value(content.path("token"), place).stringValueOpt();
    }

    Step attempts(JsonNode content, Place place, JsonPointer inside) {
        known.roles().judges(Direction.CLIENT);
        Duration window = Times.read(content.path("in").stringValue());
        return new Step.Attempts(
                place,
                window,
                Known.number(content, "atMost"),
                Known.number(content, "atLeast"),
                content.has("growing"));
    }
}
