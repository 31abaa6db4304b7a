package misskey.conformance.play;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import misskey.conformance.verdict.NotJudged;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;
import org.opentest4j.AssertionFailedError;

/** The tree of tests: the engine, classes that stand for files, files, and in each file whom it is played to. */
final class ScenarioTests {
    static final String FILE = "file";
    static final String CLASS = "class";
    private static final String TO = "to";

    private ScenarioTests() {}

    /** The tests of a file; one that fails where the file cannot be read. */
    static TestDescriptor file(UniqueId parent, Path path) {
        UniqueId id = parent.append(FILE, path.toString().replace('\\', '/'));
        try {
            return new OfFile(id, path, ScenarioReader.read(path));
        } catch (ScenarioError broken) {
            return new Unreadable(id, path, broken);
        }
    }

    private static TestSource at(Path path, int line, int column) {
        return FileSource.from(path.toFile(), FilePosition.from(line, column));
    }

    /** Everything of this engine. */
    static final class Root extends EngineDescriptor implements Node<ScenarioContext> {
        Root(UniqueId id) {
            super(id, "Misskey scenarios");
        }

        @Override
        public void cleanUp(ScenarioContext context) {
            context.atEnd().run();
        }
    }

    /** The files that a class stands for. */
    static final class OfClass extends AbstractTestDescriptor implements Node<ScenarioContext> {
        private final Scenarios scenarios;

        OfClass(UniqueId engine, Class<?> marked, Scenarios scenarios) {
            super(engine.append(CLASS, marked.getName()), marked.getSimpleName(), ClassSource.from(marked));
            this.scenarios = scenarios;
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }

        @Override
        public ScenarioContext prepare(ScenarioContext context) {
            Dialect dialect = Dialect.named(scenarios.dialect());
            if (scenarios.client() == Scenarios.None.class) {
                return context.with(dialect);
            }
            Supplier<Subject> client = ReflectionSupport.newInstance(scenarios.client());
            return context.with(dialect, client);
        }

        @Override
        public void cleanUp(ScenarioContext context) {
            context.atEnd().run();
        }
    }

    /** A file, and in it a test for each side it can be played to. */
    private static final class OfFile extends AbstractTestDescriptor implements Node<ScenarioContext> {
        private final Scenario scenario;

        OfFile(UniqueId id, Path path, Scenario scenario) {
            super(id, scenario.title(), at(path, scenario.steps().get(0).at().line(), 1));
            this.scenario = scenario;
            scenario.plays().forEach(side -> addChild(new Played(id.append(TO, side.label()), path, scenario, side)));
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }

        @Override
        public Set<TestTag> getTags() {
            return tags(scenario);
        }
    }

    private static Set<TestTag> tags(Scenario scenario) {
        Set<TestTag> tags = new HashSet<>();
        scenario.covers().forEach(id -> tags.add(TestTag.create(id)));
        return tags;
    }

    /** A file that is no scenario, or a wrong one. */
    private static final class Unreadable extends AbstractTestDescriptor implements Node<ScenarioContext> {
        private final ScenarioError mistake;

        Unreadable(UniqueId id, Path path, ScenarioError mistake) {
            super(id, path.toString(), FileSource.from(path.toFile()));
            this.mistake = mistake;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }

        @Override
        public ScenarioContext execute(ScenarioContext context, DynamicTestExecutor dynamic) throws ScenarioError {
            throw mistake;
        }
    }

    /** A scenario played to one side. */
    private static final class Played extends AbstractTestDescriptor implements Node<ScenarioContext> {
        private final Scenario scenario;
        private final Direction side;

        Played(UniqueId id, Path path, Scenario scenario, Direction side) {
            super(
                    id,
                    scenario.title() + ", to a " + side.label(),
                    at(path, scenario.steps().get(0).at().line(), 1));
            this.scenario = scenario;
            this.side = side;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }

        @Override
        public Set<TestTag> getTags() {
            return tags(scenario);
        }

        @Override
        public SkipResult shouldBeSkipped(ScenarioContext context) {
            return context.of(side).isPresent()
                    ? SkipResult.doNotSkip()
                    : SkipResult.skip("no " + side.label() + " is tested here");
        }

        @Override
        public ScenarioContext execute(ScenarioContext context, DynamicTestExecutor dynamic) {
            UnderTest underTest = context.of(side).orElseThrow();
            long began = System.nanoTime();
            Performance performance = underTest.play(scenario, context.dialect(), context.seed(), step -> {});
            context.onResult()
                    .accept(new PlayedScenario(scenario, side, performance, (System.nanoTime() - began) / 1_000));
            String message = performance.diagnosis().map(Diagnosis::text).orElse("");
            switch (performance.ending()) {
                case PASSED -> {}
                case BROKEN -> throw new AssertionFailedError(message);
                case UNTESTABLE -> throw NotJudged.untestable(message);
                case NOT_APPLICABLE -> throw NotJudged.notApplicable(message);
                case MISTAKEN -> throw new IllegalStateException(message);
            }
            return context;
        }
    }
}
