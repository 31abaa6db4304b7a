package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.protocol.Requirements;
import misskey.scenario.Scenario.Cast;
import misskey.scenario.Scenario.Post;

/** Says in plain words what a scenario does: for reading one without knowing the language. */
public final class Explainer {
    private static final String INDENT = "   ";

    private Explainer() {}

    /** Lines: what it is about, an empty one, a numbered one for each step; those of an {@code until} are indented. */
    public static List<String> explain(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(scenario.title());
        if (!scenario.comment().isEmpty()) {
            lines.add(scenario.comment());
        }
        scenario.covers()
                .forEach(id -> lines.add(
                        "Shows " + id + ": " + Requirements.all().get(id).statement()));
        lines.add(judged(scenario));
        if (!scenario.dialects().isEmpty()) {
            lines.add("Holds only for " + Wording.list(scenario.dialects(), "and") + ".");
        }
        for (Scenario.Rule rule : scenario.background()) {
            StepWords words = new StepWords(scenario.cast());
            lines.add("Beside the steps, each time the " + rule.of().label() + " sends " + words.frame(rule.pattern())
                    + ":");
            rule.then().forEach(step -> lines.add(INDENT + step.accept(words).sentence()));
        }
        lines.add("World: " + world(scenario.cast()) + ".");
        lines.add("");
        number(scenario.steps(), "", "", new StepWords(scenario.cast()), lines);
        return lines.stream().map(Explainer::oneLine).toList();
    }

    /** One step of a scenario in words, as it is said behind those before it. */
    public static String sentence(Scenario scenario, Step step) {
        StepWords words = new StepWords(scenario.cast());
        return find(scenario.steps(), step, words)
                .map(Explainer::oneLine)
                .orElseGet(() -> oneLine(step.accept(words).sentence()));
    }

    private static Optional<String> find(List<Step> steps, Step wanted, StepWords words) {
        for (Step step : steps) {
            StepWords.Told told = step.accept(words);
            Optional<String> found =
                    step.equals(wanted) ? Optional.of(told.sentence()) : find(told.inside(), wanted, words);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Files may have line breaks and other control characters in their texts; these lines are for a terminal. */
    private static String oneLine(String line) {
        return line.replaceAll("\\p{Cntrl}+", " ");
    }

    private static void number(List<Step> steps, String prefix, String indent, StepWords words, List<String> lines) {
        for (int i = 0; i < steps.size(); i++) {
            String number = prefix + (i + 1) + ".";
            StepWords.Told told = steps.get(i).accept(words);
            lines.add(indent + number + " " + told.sentence());
            number(told.inside(), number, indent + INDENT, words, lines);
        }
    }

    private static String judged(Scenario scenario) {
        boolean client = scenario.judges(Direction.CLIENT);
        boolean server = scenario.judges(Direction.SERVER);
        if (client && server) {
            return "Judges a client, with the kit as its server, or a server, with the kit as its client.";
        }
        return client ? "Judges a client, with the kit as its server." : "Judges a server, with the kit as its client.";
    }

    private static String world(Cast cast) {
        List<String> facts = new ArrayList<>();
        facts.add(Wording.list(cast.users(), "and"));
        cast.follows().forEach(follow -> facts.add(follow.follower() + " follows " + follow.followee()));
        for (String user : cast.users()) {
            List<String> posted = cast.notes().entrySet().stream()
                    .filter(note -> note.getValue().by().equals(user))
                    .map(Explainer::note)
                    .toList();
            if (!posted.isEmpty()) {
                facts.add(user + " has posted " + Wording.list(posted, "and"));
            }
        }
        return String.join("; ", facts);
    }

    /** The note's name, and what about it is not as usual. */
    private static String note(Map.Entry<String, Post> note) {
        Post post = note.getValue();
        List<String> details = new ArrayList<>();
        if (!post.text().equals(note.getKey())) {
            details.add(Wording.quoted(post.text()));
        }
        if (!post.visibility().equals("public")) {
            details.add("visibility " + post.visibility());
        }
        if (!post.choices().isEmpty()) {
            List<String> choices = post.choices().stream().map(Wording::quoted).toList();
            details.add("a poll of " + Wording.list(choices, "and"));
        }
        return details.isEmpty() ? note.getKey() : note.getKey() + " (" + String.join(", ", details) + ")";
    }
}
