package misskey.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house: imports go one way, libraries stay in their rooms, and what the protocol is stands in data. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("misskey");

    /** Names of channels and events that are other things too: members of frames, notes and errors, a step, an account, an endpoint. */
    private static final Set<String> MEAN_SOMETHING_ELSE_TOO =
            Set.of("channel", "message", "reply", "renote", "admin", "signin");

    @Test
    void importsGoOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("schemas")
                .definedBy("misskey.protocol..")
                .layer("scenarios")
                .definedBy("misskey.scenario..")
                .layer("mock-server")
                .definedBy("misskey.mock..")
                .layer("conformance-tests")
                .definedBy("misskey.conformance..")
                .whereLayer("schemas")
                .mayNotAccessAnyLayer()
                .whereLayer("scenarios")
                .mayOnlyAccessLayers("schemas")
                .whereLayer("mock-server")
                .mayOnlyAccessLayers("schemas", "scenarios")
                .whereLayer("conformance-tests")
                .mayOnlyAccessLayers("schemas", "scenarios", "mock-server")
                .check(CLASSES);
    }

    @Test
    void undertowStaysInTheMocksNetworkPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("misskey.mock.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(CLASSES);
    }

    /** So that whoever uses the mock without them does not get them. */
    @Test
    void testLibrariesStayInTheMocksPackageForThem() {
        noClasses()
                .that()
                .resideInAPackage("misskey.mock..")
                .and()
                .resideOutsideOfPackage("misskey.mock.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "misskey.mock.junit..")
                .check(CLASSES);
    }

    @Test
    void jsonSchemaValidatorStaysInTheSchemaPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("misskey.protocol")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .check(CLASSES);
    }

    @Test
    void suiteKnowsTheMockByItsPublicFaceOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("misskey.conformance.server..", "misskey.conformance.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("misskey.mock.stream..", "misskey.mock.wire..", "misskey.mock.world..")
                .check(CLASSES);
    }

    /** A switch that nothing reads decides nothing. */
    @Test
    void everySwitchOfADialectIsReadBySomething() {
        JavaClass behaviour = CLASSES.get(Behaviour.class);
        Set<String> unread = new HashSet<>();
        for (RecordComponent component : Behaviour.class.getRecordComponents()) {
            boolean read = behaviour.getMethod(component.getName()).getCallsOfSelf().stream()
                    .anyMatch(call -> !call.getOriginOwner().equals(behaviour));
            if (!read) {
                unread.add(component.getName());
            }
        }

        assertThat(unread).isEmpty();
    }

    @Test
    void judgingDoesNoInput() {
        noClasses()
                .that()
                .resideInAnyPackage("misskey.conformance.verdict..", "misskey.protocol.conversation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..")
                .check(CLASSES);
    }

    @Test
    void everyClassIsInANullMarkedPackage() {
        classes()
                .should(new ArchCondition<>("live in a @NullMarked package") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                item, marked, item.getName() + " is in a package without @NullMarked"));
                    }
                })
                .check(CLASSES);
    }

    /** Which channels and events exist is written in dialects; only the suite's cases speak of them. */
    @Test
    void noChannelOrEventIsNamedInJavaOutsideTheCases() throws IOException {
        Set<String> names = new HashSet<>();
        for (String dialect : Dialect.NAMES) {
            Dialect.named(dialect).channels().forEach(channel -> {
                names.add(channel.name());
                names.addAll(channel.events().keySet());
            });
            Dialect.named(dialect).noteUpdates().forEach(update -> names.add(update.name()));
        }
        names.removeAll(MEAN_SOMETHING_ELSE_TOO);
        Pattern literal = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
        List<String> named = new ArrayList<>();
        for (Path file : mainSources()) {
            Matcher literals = literal.matcher(Files.readString(file));
            while (literals.find()) {
                if (names.contains(literals.group(1))) {
                    named.add(file.getFileName() + ": " + literals.group());
                }
            }
        }

        assertThat(names).contains("main", "homeTimeline", "followed", "pollVoted");
        assertThat(named).isEmpty();
    }

    private static List<Path> mainSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("schemas", "scenarios", "mock-server", "conformance-tests")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.getParent().endsWith("conformance/server"))
                        .forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }
}
