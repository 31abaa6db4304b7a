package misskey.conformance.server;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.protocol.Requirement.Standing;
import misskey.protocol.Requirements;

/** Which cases there are, and which of them are those of a dialect. */
final class Cases {
    /** The classes with cases that are written out, in the order of the areas. */
    static final List<Class<?>> AREAS = List.of(
            ConnectionTest.class,
            HandshakeTest.class,
            ChannelTest.class,
            ChannelLifecycleTest.class,
            ChannelInputTest.class,
            ApiTest.class,
            NoteCaptureTest.class,
            NoteUpdateTest.class,
            MainTest.class,
            TimelineTest.class,
            RobustnessTest.class,
            LivenessTest.class);

    private Cases() {}

    /** The requirements that bind a server, can be tested and hold in this dialect, in the catalogue's order. */
    static List<Requirement> scope(String dialect) {
        return Requirements.all().list().stream()
                .filter(requirement -> requirement.binds().binds(Direction.SERVER)
                        && requirement.in(dialect).applies()
                        && requirement.testable())
                .toList();
    }

    /** Whether this case, which is written out, is one of a dialect: its requirement holds there as it is written, or the case says so. */
    static boolean isOf(String dialect, Method method) {
        Judges judges = method.getAnnotation(Judges.class);
        List<String> in = List.of(judges.in());
        return in.isEmpty()
                ? Requirements.all().get(judges.value()).in(dialect).standing() == Standing.REQUIRED
                : in.contains(dialect);
    }

    /** The scenarios that are cases of a dialect: of what no case is written out for. */
    static List<ScenarioCase> scenarios(String dialect, Predicate<String> selected) {
        Set<String> writtenOut = writtenOut(dialect).collect(Collectors.toSet());
        return ScenarioCase.of(
                dialect,
                requirement -> selected.test(requirement.id()) && !writtenOut.contains(requirement.id()),
                scope(dialect));
    }

    /** The ids of the requirements that have a case in a dialect. */
    static Set<String> requirements(String dialect) {
        Set<String> scope = scope(dialect).stream().map(Requirement::id).collect(Collectors.toSet());
        return Stream.concat(writtenOut(dialect), ScenarioCase.requirements(dialect))
                .filter(scope::contains)
                .collect(Collectors.toSet());
    }

    private static Stream<String> writtenOut(String dialect) {
        return methods()
                .filter(method -> isOf(dialect, method))
                .map(method -> method.getAnnotation(Judges.class).value());
    }

    private static Stream<Method> methods() {
        return AREAS.stream()
                .flatMap(area -> Arrays.stream(area.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Judges.class));
    }
}
