package misskey.conformance.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.scenario.ScenarioFolder;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** Finds the scenarios of a request. Their ids are made of their paths, as selected: stable where the working directory is. */
final class ScenarioDiscovery {
    private final ScenarioTests.Root root;

    ScenarioDiscovery(UniqueId engine) {
        this.root = new ScenarioTests.Root(engine);
    }

    TestDescriptor discover(EngineDiscoveryRequest request) {
        request.getSelectorsByType(FileSelector.class).forEach(file -> addFile(root, Path.of(file.getRawPath())));
        request.getSelectorsByType(DirectorySelector.class)
                .forEach(folder -> addFolder(root, Path.of(folder.getRawPath())));
        request.getSelectorsByType(ClassSelector.class).forEach(selected -> addClass(selected.getJavaClass()));
        request.getSelectorsByType(UniqueIdSelector.class).forEach(selected -> addOnly(selected.getUniqueId()));
        return root;
    }

    private static void addFile(TestDescriptor parent, Path file) {
        if (ScenarioFolder.isYaml(file)) {
            add(parent, ScenarioTests.file(parent.getUniqueId(), file));
        }
    }

    private static void addFolder(TestDescriptor parent, Path folder) {
        try {
            ScenarioFolder.files(folder).forEach(file -> add(parent, ScenarioTests.file(parent.getUniqueId(), file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + ": cannot be read", unreadable);
        }
    }

    private void addClass(Class<?> selected) {
        Optional<Scenarios> scenarios = AnnotationSupport.findAnnotation(selected, Scenarios.class);
        if (scenarios.isEmpty()) {
            return;
        }
        TestDescriptor container = new ScenarioTests.OfClass(root.getUniqueId(), selected, scenarios.get());
        for (String name : scenarios.get().files()) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                addFolder(container, path);
            } else {
                add(container, ScenarioTests.file(container.getUniqueId(), path));
            }
        }
        add(root, container);
    }

    /** Adds what has this id, without what is beside it. */
    private void addOnly(UniqueId wanted) {
        if (!wanted.hasPrefix(root.getUniqueId())) {
            return;
        }
        Set<UniqueId> before = new HashSet<>();
        root.accept(each -> before.add(each.getUniqueId()));
        List<UniqueId.Segment> segments = wanted.getSegments();
        if (segments.size() < 2) {
            return;
        }
        String value = segments.get(1).getValue();
        switch (segments.get(1).getType()) {
            case ScenarioTests.FILE -> addFile(root, Path.of(value));
            case ScenarioTests.CLASS ->
                ReflectionSupport.tryToLoadClass(value).toOptional().ifPresent(this::addClass);
            default -> {}
        }
        Set<TestDescriptor> beside = new HashSet<>();
        root.accept(each -> {
            UniqueId id = each.getUniqueId();
            if (!before.contains(id) && !id.hasPrefix(wanted) && !wanted.hasPrefix(id)) {
                beside.add(each);
            }
        });
        beside.forEach(TestDescriptor::removeFromHierarchy);
    }

    private static void add(TestDescriptor parent, TestDescriptor child) {
        boolean known = parent.getChildren().stream()
                .anyMatch(each -> each.getUniqueId().equals(child.getUniqueId()));
        if (!known) {
            parent.addChild(child);
        }
    }
}
