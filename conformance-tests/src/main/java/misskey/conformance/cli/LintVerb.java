package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Gate;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.scenario.Lint;
import misskey.scenario.ScenarioError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds mistakes in scenario files. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Find the mistakes in scenario files, all of them, without playing any.",
            "",
            "It tells whatever the other verbs refuse, and besides: a name or an account that nothing uses; a word",
            "that a dialect does not have in which the file holds; a requirement that does not bind the side the file",
            "is played to; a file that does not begin with a comment."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit lint bug.yaml",
            "  misskey-kit lint scenarios",
            "",
            "Exits with 2 where there is a mistake."
        })
final class LintVerb implements Callable<Integer> {
    private static final Pattern SCENARIO = Pattern.compile("(?m)^(scenario|covers|steps):");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER",
            description = "Scenario files; of a folder those in it, however deep (.yaml).")
    private List<Path> places = List.of();

    @Override
    public Integer call() throws CannotRun {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            files.addAll(files(place));
        }
        if (files.isEmpty()) {
            throw CannotRun.usage("there is no scenario (.yaml) in " + places.get(0));
        }
        PrintWriter out = spec.commandLine().getOut();
        Palette palette = Terminal.palette();
        Set<String> endpoints = endpoints();
        int mistakes = 0;
        int wrong = 0;
        for (Path file : files) {
            List<ScenarioError> found = Lint.check(file, endpoints);
            found.forEach(mistake -> out.println(Printable.of(String.valueOf(mistake.getMessage()))));
            mistakes += found.size();
            wrong += found.isEmpty() ? 0 : 1;
        }
        String sum = mistakes == 0
                ? palette.green(count(files.size(), "file") + ", no mistakes")
                : palette.red(count(files.size(), "file") + ", " + count(mistakes, "mistake") + " in " + wrong);
        out.println(sum);
        out.flush();
        return mistakes == 0 ? Gate.MET : Gate.USAGE;
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static List<Path> files(Path place) throws CannotRun {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.walk(place)) {
            List<Path> found = new ArrayList<>();
            for (Path file : all.sorted().toList()) {
                if (isScenario(file, place)) {
                    found.add(file);
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw CannotRun.usage(place + ": cannot be read: " + unreadable.getMessage());
        }
    }

    /** Other YAML may lie beside scenarios, and copies of them in hidden folders and those that Maven builds in. */
    private static boolean isScenario(Path file, Path folder) throws IOException {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().equals("target")) {
                return false;
            }
        }
        return file.toString().endsWith(".yaml")
                && SCENARIO.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .find();
    }

    /** What the mock can be asked to do. */
    private static Set<String> endpoints() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            Set<String> names = new TreeSet<>();
            session.session()
                    .call(Optional.empty(), "endpoints", Json.object())
                    .body()
                    .forEach(name -> names.add(name.stringValue()));
            return names;
        }
    }
}
