package misskey.conformance.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;

/** For each requirement that failed in a server's run a scenario that shows it again, or why there is none. */
public final class Reproductions {
    private final Map<String, Reproduction> all;

    private Reproductions(Map<String, Reproduction> all) {
        this.all = Collections.unmodifiableMap(all);
    }

    /** None: those of a run whose reports have no folder. */
    public static Reproductions none() {
        return new Reproductions(Map.of());
    }

    /**
     * Those of a run.
     *
     * @param version the kit's, which the files name
     */
    public static Reproductions of(RunResult run, String version) {
        Map<String, Reproduction> all = new LinkedHashMap<>();
        for (RequirementResult result : run.requirements()) {
            if (result.outcome() == Outcome.FAIL) {
                all.put(result.requirement().id(), new Making(run, result, version).reproduction());
            }
        }
        return new Reproductions(all);
    }

    /** That of a requirement; empty where it did not fail. */
    public Optional<Reproduction> of(String requirement) {
        return Optional.ofNullable(all.get(requirement));
    }

    /** Writes the files into the folder of the reports. */
    public void write(Path folder) throws IOException {
        for (Reproduction one : all.values()) {
            if (one.file().isPresent()) {
                Path file = folder.resolve(one.file().get());
                Files.createDirectories(folder.resolve("reproduce"));
                Files.writeString(file, one.text().orElse(""));
            }
        }
    }

    /** Makes one: of its own case where that failed, else of the shortest case under which it was seen broken. */
    private record Making(RunResult run, RequirementResult result, String version) {
        private Reproduction reproduction() {
            List<String> reasons = new ArrayList<>();
            for (Attempt attempt : attempts()) {
                try {
                    return Reproduction.of(id(), ScenarioReader.parse("reproduction", attempt.text()));
                } catch (CannotBeSaid why) {
                    reasons.add(why.getMessage());
                } catch (ScenarioError broken) {
                    reasons.add("what the kit made of its case is no scenario: " + broken.getMessage());
                }
            }
            return Reproduction.none(id(), reasons.isEmpty() ? "nothing is known of its case" : reasons.get(0));
        }

        private String id() {
            return result.requirement().id();
        }

        private Dialect dialect() {
            return Dialect.named(run.dialect());
        }

        private List<Attempt> attempts() {
            List<Attempt> attempts = new ArrayList<>();
            for (CaseResult one : run.cases()) {
                if (one.requirement().equals(id()) && one.verdict().outcome() == Outcome.FAIL) {
                    attempts.add(() -> one.course().scenario().isPresent()
                            ? played(one.course().scenario().get())
                            : made(one, CaseScenario.ofFailure(one, dialect())));
                }
            }
            run.cases().stream()
                    .filter(one -> finding(one).isPresent())
                    .sorted(Comparator.comparing(one -> one.transcript().size()))
                    .forEach(one -> attempts.add(() -> one.course()
                                    .scenario()
                                    .filter(scenario -> scenario.covers().contains(id()))
                                    .isPresent()
                            ? played(one.course().scenario().get())
                            : made(one, CaseScenario.ofFinding(one, finding(one).orElseThrow(), dialect()))));
            return attempts;
        }

        private Optional<Finding> finding(CaseResult one) {
            return one.findings().stream()
                    .filter(finding -> finding.by() == Direction.SERVER && finding.proven())
                    .filter(finding -> finding.requirement().equals(id()))
                    .findFirst();
        }

        private List<String> comment() {
            return List.of(
                    id() + " failed: " + result.code().orElse(""),
                    result.here().statement(),
                    "Seen at " + run.target() + ", judged as " + run.dialect() + " by misskey-kit " + version + ".");
        }

        /** A file of the library is that file, with what it came to above it. */
        private String played(Scenario scenario) {
            return ScenarioText.commented(comment(), scenario.text());
        }

        private String made(CaseResult one, CaseScenario.Steps steps) {
            ScenarioText text = new ScenarioText();
            comment().forEach(text::comment);
            text.member("scenario", ScenarioText.with("scenario", one.title()));
            text.member("covers", Json.object().set("covers", Json.array().add(id())));
            text.member("plays", Json.object().set("plays", Json.array().add(Direction.SERVER.label())));
            text.member(
                    "dialects",
                    Json.object().set("dialects", Json.array().add(dialect().name())));
            if (!steps.accounts().isEmpty()) {
                var users = Json.array();
                steps.accounts().forEach(users::add);
                text.member("world", Json.object().set("world", Json.object().set("users", users)));
            }
            return text.steps(steps.steps()).toString();
        }
    }

    /** One way to make it. */
    private interface Attempt {
        String text() throws CannotBeSaid;
    }
}
