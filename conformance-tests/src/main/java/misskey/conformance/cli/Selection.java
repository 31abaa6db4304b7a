package misskey.conformance.cli;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is chosen to be judged: those that {@code only} names, all where it names none, and then none that {@code skip} names.
 *
 * @param only globs
 * @param skip globs
 */
record Selection(List<String> only, List<String> skip) {
    /**
     * What is left of all.
     *
     * @param names what each can be called
     * @param unknown what to say of a pattern that fits nothing
     * @throws CannotRun for a pattern that fits nothing at all, which is a mistake
     */
    <T> List<T> of(List<T> all, Function<T, ? extends Collection<String>> names, Function<String, String> unknown)
            throws CannotRun {
        check("--only", only, all, names, unknown);
        check("--skip", skip, all, names, unknown);
        return all.stream()
                .filter(each -> only.isEmpty() || fits(only, names.apply(each)))
                .filter(each -> !fits(skip, names.apply(each)))
                .toList();
    }

    private static <T> void check(
            String option,
            List<String> patterns,
            List<T> all,
            Function<T, ? extends Collection<String>> names,
            Function<String, String> unknown)
            throws CannotRun {
        for (String pattern : patterns) {
            Stream<T> fitting = all.stream().filter(each -> fits(List.of(pattern), names.apply(each)));
            if (fitting.findAny().isEmpty()) {
                throw CannotRun.usage(option + ": " + unknown.apply(pattern) + "; * stands for anything");
            }
        }
    }

    private static boolean fits(List<String> patterns, Collection<String> names) {
        return patterns.stream().map(Glob::new).anyMatch(glob -> names.stream().anyMatch(glob::fits));
    }
}
