package misskey.protocol.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Drift;
import misskey.protocol.Exchange;
import misskey.protocol.Exchange.Lane;
import misskey.protocol.Exchange.Step;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import misskey.protocol.Requirement;
import misskey.protocol.Requirement.Example;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.TranscriptJudge.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The examples of the catalogue are judged: the good ones hold, the bad ones break what they say. */
class ExchangesTest {
    private static final Pattern TIME = Pattern.compile("(\\d+) s pass.*");
    private static final Pattern CONTROL = Pattern.compile("(ping|pong) \"(.*)\" by the (client|server)");
    private static final Pattern BINARY = Pattern.compile("binary message by the (client|server)");
    private static final Pattern CONNECTION = Pattern.compile(".*the client opens (another|a connection)");

    /** Codes of cases, which know what they caused; a conversation cannot know that something is missing. */
    private static final List<String> CODES_OF_CASES = List.of("NO_EVENT", "NO_RESPONSE");

    static Stream<Requirement> tested() {
        return Requirements.all().list().stream().filter(Requirement::testable);
    }

    static Stream<Requirement> found() {
        return tested().filter(requirement -> !requirement.findings().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tested")
    void boundSideOfAGoodExchangeBreaksNothing(Requirement requirement) {
        Example example = requirement.example().orElseThrow();

        assertThat(judge(example.good(), example.dialect()))
                .flatExtracting(Judgement::findings)
                .filteredOn(finding -> finding.proven() && requirement.binds().binds(finding.by()))
                .isEmpty();
    }

    /** What a dialect does not know is not checked, so a good exchange has none of it by the side that is bound. */
    @ParameterizedTest
    @MethodSource("tested")
    void dialectKnowsWhatTheBoundSideOfAGoodExchangeSends(Requirement requirement) {
        Example example = requirement.example().orElseThrow();
        Dialect dialect = Dialect.named(example.dialect());

        for (Judgement judgement : judge(example.good(), example.dialect())) {
            assertThat(judgement.drifts().seen().keySet())
                    .filteredOn(drift -> requirement.binds().binds(drift.by()))
                    .filteredOn(drift -> drift.kind() != Drift.Kind.MEMBER
                            && drift.kind() != Drift.Kind.CHANNEL_MESSAGE
                            && dialect.frameType(drift.by(), drift.name()).isEmpty())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void badExchangeIsFoundUnderACodeOfItsRow(Requirement requirement) {
        Example example = requirement.example().orElseThrow();
        List<String> codes = new ArrayList<>(requirement.findings());
        codes.removeAll(CODES_OF_CASES);

        assertThat(judge(example.bad(), example.dialect()))
                .flatExtracting(Judgement::findings)
                .filteredOn(finding -> finding.proven() && requirement.binds().binds(finding.by()))
                .extracting(Finding::requirement, Finding::code)
                .containsAnyElementsOf(codes.stream()
                        .map(code -> tuple(requirement.id(), code))
                        .toList());
    }

    /** Nothing is found under a code that its row does not name: every code is one that a bad exchange shows. */
    @ParameterizedTest
    @MethodSource("tested")
    void everyFindingIsUnderACodeOfTheRowItNames(Requirement requirement) {
        Example example = requirement.example().orElseThrow();

        assertThat(Stream.of(example.good(), example.bad())
                        .flatMap(exchange -> judge(exchange, example.dialect()).stream())
                        .flatMap(judgement -> judgement.findings().stream()))
                .allSatisfy(finding -> assertThat(
                                Requirements.all().get(finding.requirement()).findings())
                        .as(finding.requirement())
                        .contains(finding.code()));
    }

    @ParameterizedTest
    @MethodSource("tested")
    void badExchangeIsAnotherThanTheGoodOneAndItsFramesCanBeRead(Requirement requirement) {
        Example example = requirement.example().orElseThrow();

        assertThat(example.bad()).isNotEqualTo(example.good());
        assertThat(example.good().steps()).isNotEmpty();
        assertThat(example.bad().steps())
                .filteredOn(step -> step.lane() != Lane.AROUND && isAboutFrames(requirement))
                .allSatisfy(step -> assertThat(
                                Frame.read(step.text().replace(",…}", "}").replace("{…}", "{}")))
                        .as(step.text())
                        .isInstanceOf(Frame.class));
    }

    /** Elsewhere broken texts are the point. */
    private static boolean isAboutFrames(Requirement requirement) {
        return !requirement.area().equals("robustness")
                && !requirement.id().equals("connection.json-frames")
                && !requirement.id().startsWith("client.survives-");
    }

    /** One judgement for each connection that the exchange shows. */
    private static List<Judgement> judge(Exchange exchange, String dialect) {
        List<Recorder> connections = new ArrayList<>(List.of(new Recorder()));
        Map<JsonNode, String> channels = new HashMap<>();
        for (Step step : exchange.steps()) {
            Recorder recorder = connections.get(connections.size() - 1);
            switch (step.lane()) {
                case CLIENT -> {
                    recorder.client(step.text());
                    if (Frame.read(step.text()) instanceof Frame frame
                            && frame.type().equals("connect")) {
                        channels.put(frame.member("id"), frame.member("channel").stringValue(""));
                    }
                }
                case SERVER -> recorder.server(Samples.of(dialect).fill(step.text(), channels));
                case AROUND -> happens(step.text(), recorder, connections);
            }
        }
        return connections.stream()
                .map(recorder -> recorder.ping().judge(dialect))
                .toList();
    }

    private static void happens(String words, Recorder recorder, List<Recorder> connections) {
        Matcher time = TIME.matcher(words);
        Matcher binary = BINARY.matcher(words);
        Matcher control = CONTROL.matcher(words);
        if (control.matches()) {
            Line.Op op = control.group(1).equals("ping") ? Line.Op.PING : Line.Op.PONG;
            recorder.control(op, Direction.of(control.group(3)), control.group(2));
        } else if (words.equals("an anonymous connection")) {
            recorder.openAnonymously();
        } else if (time.matches()) {
            recorder.laterBy(1_000L * Integer.parseInt(time.group(1)));
        } else if (binary.matches()) {
            recorder.binary(Direction.of(binary.group(1)));
        } else if (CONNECTION.matcher(words).matches()) {
            connections.add(new Recorder());
        }
    }
}
