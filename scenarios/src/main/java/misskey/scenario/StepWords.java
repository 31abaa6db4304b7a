package misskey.scenario;

import java.util.List;
import java.util.stream.Collectors;
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
        client = step.as().map(user -> user + "'s client").orElse("the client without an account");
        return new Told(capital(client) + " opens a connection.");
    }

    @Override
    public Told app(Step.App step) {
        String command = step.command().equals("connect") ? "connect to" : step.command();
        return new Told("The application tells " + client + " to " + command + " " + wording.thing(step.operand())
                + step.params().map(this::with).orElse("")
                + step.as().map(name -> ", and calls that " + name).orElse("") + ".");
    }

    @Override
    public Told client(Step.Client step) {
        return new Told(capital(client) + " sends " + wording.frame(step.frame()) + ".");
    }

    @Override
    public Told server(Step.Server step) {
        return new Told("The server sends " + wording.frame(step.frame()) + ".");
    }

    @Override
    public Told act(Step.Do step) {
        String binds = step.bind().stream()
                .map(bind -> "; " + bind.member() + " of its result is called " + bind.name())
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
    public Told seen(Step.Seen step) {
        return new Told(capital(client) + " reports to its application: " + wording.content(step.report()) + ".");
    }

    @Override
    public Told never(Step.Never step) {
        String sender = step.byServer() ? "the server" : client;
        return new Told(
                "From here on " + sender + " must not send " + wording.frame(step.frame())
                        + ". That it was not merely late, these steps show:",
                step.until());
    }

    private String with(JsonNode data) {
        return data.isEmpty() ? "" : " with " + wording.content(data);
    }

    private static String capital(String text) {
        return text.startsWith("the ") ? "T" + text.substring(1) : text;
    }
}
