package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.OtherMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** A server that has settled has read what was sent, and nothing of the kit's own is left open on it. */
class FenceTest {
    static final List<String> DIALECTS = Dialect.NAMES;

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void spareChannelIsKnownToBeGivenUpBeforeAnythingIsCaused(String name) {
        Dialect dialect = Dialect.named(name);
        try (Target target = target(10, settings -> settings.withDialect(dialect));
                Probe probe = new Probe(target)) {
            StreamClient alice = probe.open("alice");
            alice.send(probe.frames().capture("n1"));
            probe.settle();
            List<Line> own = own(probe);

            assertThat(own.stream().map(FenceTest::told))
                    .containsExactly(
                            "client connect", "server connected", "client disconnect", "client PING", "server PONG");
            assertThat(probe.lastLine()).isEqualTo(own.get(own.size() - 1));
        }
    }

    @Test
    void serverThatAnswersNoPingIsSentOneOnly() {
        try (Target target = target(
                        2,
                        settings -> settings.withMutation(Mutants.all(settings.dialect()).stream()
                                .filter(mutant -> mutant.id().equals("never-pongs"))
                                .findFirst()
                                .orElseThrow()
                                .mutation()));
                Probe probe = new Probe(target)) {
            StreamClient alice = probe.open("alice");
            for (String note : List.of("n1", "n2")) {
                alice.send(probe.frames().capture(note));
                probe.settle();
            }

            assertThat(own(probe).stream().map(FenceTest::told))
                    .containsExactly(
                            "client connect",
                            "server connected",
                            "client disconnect",
                            "client PING",
                            "client connect",
                            "server connected",
                            "client disconnect");
        }
    }

    private static Target target(double patience, UnaryOperator<SessionSettings> change) {
        return new EmbeddedTarget(
                change.apply(SessionSettings.defaults()), Patience.embedded().times(patience));
    }

    private static List<Line> own(Probe probe) {
        return probe.transcript().lines().stream()
                .filter(line -> messages(line).anyMatch(Fence::isOwn))
                .toList();
    }

    private static Stream<JsonNode> messages(Line line) {
        return line.op() == Line.Op.TEXT
                ? Stream.of(Json.read(line.wholeText().orElseThrow()))
                : OtherMessage.of(line).stream().map(JsonNode.class::cast);
    }

    private static String told(Line line) {
        String kind = line.op() == Line.Op.TEXT
                ? Json.read(line.wholeText().orElseThrow()).path("type").stringValue()
                : line.op().name();
        return line.from().label() + " " + kind;
    }
}
