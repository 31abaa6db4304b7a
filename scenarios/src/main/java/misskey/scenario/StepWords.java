package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import misskey.protocol.Direction;
import misskey.scenario.Scenario.Cast;
import tools.jackson.databind.JsonNode;

/** A sentence for each step, in order: whose client it is, the steps before have said. */
final class StepWords implements Step.Visitor<StepWords.Told, RuntimeException> {
    private final Wording wording;
    private String client = "the client";

    StepWords(Cast cast) {
        this.wording = new Wording(cast);
    }

    /**
     * What a step says.
     *
     * @param inside the steps that belong to it
     */
    record Told(String sentence, List<Step> inside) {
        Told(String sentence) {
            this(sentence, List.of());
        }
    }

    @Override
    public Told open(Step.Open step) {
        client = clientOf(step.party());
        return new Told(capital(client)
                + step.nth()
                        .filter(nth -> nth > 1)
                        .map(nth -> " comes back and opens connection " + nth)
                        .orElse(" opens a connection")
                + within(step) + ".");
    }

    @Override
    public Told refused(Step.Refused step) {
        client = clientOf(step.party());
        String how = step.silent()
                ? "gets no answer"
                : "is refused"
                        + step.status().map(status -> " with status " + status).orElse("");
        String howOften = step.lasting()
                .map(time -> ", each time for " + Times.words(time) + " from now on")
                .orElse(step.times() > 1 ? ", " + step.times() + " times" : "");
        return new Told(capital(client) + " asks for a connection and " + how + howOften + ".");
    }

    @Override
    public Told app(Step.App step) {
        String command = switch (step.command()) {
            case "connect" -> "connect to " + wording.thing(step.operand());
            case "send" -> "send " + step.as().orElse("a message") + " to " + wording.thing(step.operand());
            case "close" -> "close the stream";
            default -> step.command() + " " + wording.thing(step.operand());
        };
        boolean named = !step.command().equals("send");
        return new Told("The application tells " + of(step) + " to " + command
                + step.params().map(this::with).orElse("")
                + step.as()
                        .filter(name -> named)
                        .map(name -> ", and calls that " + name)
                        .orElse("") + ".");
    }

    @Override
    public Told message(Step.Message step) {
        return new Told(capital(sender(step.from(), step)) + " sends " + wording.frame(step.frame()) + on(step)
                + within(step) + ".");
    }

    @Override
    public Told act(Step.Do step) {
        String binds = step.bind().stream()
                .map(bind -> "; " + (bind.member().equals(".") ? "its result" : bind.member() + " of its result")
                        + " is called " + bind.name())
                .collect(Collectors.joining());
        return new Told(
                step.as() + " calls " + step.call() + with(step.with()) + binds + "; nothing is sent by that alone.");
    }

    @Override
    public Told reply(Step.Reply step) {
        String kind = step.error() ? "an error" : "a result";
        return new Told("The server answers the request whose id is " + wording.value(step.to()) + " with " + kind
                + ": " + wording.content(step.content()) + ".");
    }

    @Override
    public Told call(Step.Call step) {
        String whose = step.party().map(party -> " as " + party.name()).orElse("");
        return new Told(capital(of(step)) + " calls " + step.endpoint() + " over HTTP" + whose + with(step.with())
                + within(step) + ".");
    }

    @Override
    public Told attempts(Step.Attempts step) {
        List<String> limits = new ArrayList<>();
        step.atLeast().ifPresent(least -> limits.add("at least " + least + " times"));
        step.atMost().ifPresent(most -> limits.add("at most " + most + " times"));
        if (step.growing()) {
            limits.add("with gaps that do not shrink");
        }
        return new Told("From here on " + of(step) + " asks for a connection " + Wording.list(limits, "and") + " in "
                + Times.words(step.window()) + ".");
    }

    @Override
    public Told seen(Step.Seen step) {
        return new Told(capital(of(step)) + " reports to its application: " + wording.content(step.report())
                + within(step) + ".");
    }

    @Override
    public Told never(Step.Never step) {
        String what = step.report()
                ? of(step) + " must not report to its application: " + wording.content(step.pattern())
                : sender(step.of(), step)
                        + (step.pattern().has(OtherMessage.CLOSE)
                                ? " must not end the connection"
                                : " must not send " + wording.frame(step.pattern()))
                        + on(step);
        return new Told("From here on " + what + ". That it was not merely late, these steps show:", step.until());
    }

    @Override
    public Told close(Step.Close step) {
        return new Told(capital(sender(step.from(), step)) + " closes the connection"
                + step.code().map(code -> " with code " + code).orElse("")
                + step.reason()
                        .map(reason -> " and the reason " + Wording.quoted(reason))
                        .orElse("") + on(step) + within(step) + ".");
    }

    @Override
    public Told fault(Step.Fault step) {
        return new Told("The server does wrong on purpose, " + step.name() + with(step.details()) + on(step) + ": "
                + usually(Language.describing("step", "fault", step.name())));
    }

    /** What a word with two meanings means where the file says nothing else. */
    private static String usually(String description) {
        return description.replaceFirst(";.*", ".");
    }

    @Override
    public Told pause(Step.Wait step) {
        return new Told(Times.words(step.time()) + " pass.");
    }

    @Override
    public Told repeat(Step.Repeat step) {
        return new Told("These steps " + step.times() + " times:", step.steps());
    }

    @Override
    public Told group(Step.Group step) {
        return new Told(step.ordered() ? "One after the other, in this order:" : "In whatever order:", step.steps());
    }

    @Override
    public Told checkpoint(Step.Checkpoint step) {
        return new Told("The other side has taken in everything up to here: " + step.why() + ".");
    }

    /** A frame in words. */
    String frame(JsonNode frame) {
        return wording.frame(frame);
    }

    private static String clientOf(Party party) {
        return party.token()
                .map(token -> "a client with the token " + Wording.quoted(token))
                .or(() -> party.account().map(user -> user + "'s client"))
                .orElse("the client without an account");
    }

    private String of(Step step) {
        return step.place().on().map(name -> clientOf(Party.named(name))).orElse(client);
    }

    private String sender(Direction side, Step step) {
        return side == Direction.SERVER ? "the server" : of(step);
    }

    /** On which connection, where that is not the last one anyway. */
    private static String on(Step step) {
        String whose = step.place().on().map(name -> " of " + name).orElse("");
        return step.place()
                .nth()
                .map(nth -> " on connection " + nth + whose)
                .orElse(whose.isEmpty() ? "" : " on the connection" + whose);
    }

    private static String within(Step step) {
        return step.place()
                .within()
                .map(time -> ", within " + Times.words(time))
                .orElse("");
    }

    private String with(JsonNode data) {
        return data.isEmpty() ? "" : " with " + wording.content(data);
    }

    private static String capital(String text) {
        return text.startsWith("the ") || text.startsWith("a ")
                ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
                : text;
    }
}
