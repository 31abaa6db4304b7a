package misskey.conformance.report;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Judgement;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.ScenarioResult;
import misskey.conformance.verdict.Standing;
import misskey.protocol.Json;
import misskey.scenario.play.Diagnosis;

/**
 * A run as {@code junit.xml}: a suite for each area, a test for each requirement. FAIL is a failure,
 * ERROR an error, and what was not judged is skipped with its reason, which is a text because Jenkins's schema knows no
 * attribute there. It has only what Jenkins, GitLab and the actions of GitHub all read. Written here, because the
 * platform's own writer puts every system property into the file.
 */
public final class JunitReport {
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_TEXT = 50_000;

    private JunitReport() {}

    /** What a requirement, or a scenario, came to. */
    private record Case(
            String group,
            String name,
            Outcome outcome,
            Optional<String> known,
            long micros,
            String brief,
            String type,
            String text) {
        boolean isSkipped() {
            return known.isPresent()
                    || outcome == Outcome.UNTESTABLE
                    || outcome == Outcome.INCONCLUSIVE
                    || outcome == Outcome.NOT_APPLICABLE;
        }
    }

    /** A failure that the baseline knows is skipped with its reason: CI shows it, and is not red for it. */
    public static String write(RunResult run) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("target", run.target());
        properties.put("dialect", run.dialect());
        run.conditions()
                .server()
                .ifPresent(served -> properties.put("server", served.software() + " " + served.version()));
        add(properties, run.conditions().policy(), run.conditions().seed());
        Map<String, String> known = Judgement.of(run).standing(Standing.KNOWN).stream()
                .collect(Collectors.toMap(
                        Judgement.Row::requirement,
                        row -> row.entry().map(Baseline.Known::reason).orElse("")));
        return write(
                run.requirements().stream()
                        .map(result -> of(
                                result,
                                Optional.ofNullable(
                                        known.get(result.requirement().id()))))
                        .toList(),
                properties);
    }

    /** A client's run: a suite for each folder, a test for each scenario. */
    public static String write(ClientRun run) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("client", run.client());
        properties.put("dialect", run.dialect());
        add(properties, run.policy(), run.seed());
        return write(run.scenarios().stream().map(JunitReport::of).toList(), properties);
    }

    private static void add(Map<String, String> properties, Policy policy, long seed) {
        properties.put("gate", policy.gate().name());
        properties.put("complete", Boolean.toString(policy.complete()));
        properties.put("seed", Long.toString(seed));
    }

    private static Case of(RequirementResult result, Optional<String> known) {
        String first = result.seenBroken().isEmpty()
                ? result.verdict().message()
                : result.seenBroken().get(0);
        return new Case(
                result.requirement().area(),
                result.requirement().id(),
                result.outcome(),
                known,
                result.micros(),
                first,
                result.code().orElse(result.outcome().name()),
                result.verdict().message() + "\n" + String.join("\n", result.seenBroken()) + "\nrequired: "
                        + result.here().statement());
    }

    private static Case of(ScenarioResult result) {
        int slash = result.name().lastIndexOf('/');
        return new Case(
                slash < 0 ? "scenarios" : result.name().substring(0, slash),
                result.name().substring(slash + 1),
                result.outcome(),
                Optional.empty(),
                result.micros(),
                result.message(),
                result.diagnosis()
                        .map(diagnosis -> diagnosis.why().name())
                        .orElse(result.outcome().name()),
                result.message() + "\n"
                        + result.diagnosis().map(Diagnosis::text).orElse("") + "\ncovers: "
                        + String.join(", ", result.covers()));
    }

    private static String write(List<Case> cases, Map<String, String> properties) {
        Map<String, List<Case>> groups =
                cases.stream().collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "misskey-kit");
            sums(xml, cases);
            for (Map.Entry<String, List<Case>> group : groups.entrySet()) {
                suite(xml, group.getKey(), group.getValue(), properties);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to a text does not fail", impossible);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String group, List<Case> cases, Map<String, String> properties)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", legal("misskey-kit." + group));
        sums(xml, cases);
        xml.writeAttribute(
                "skipped", Long.toString(cases.stream().filter(Case::isSkipped).count()));
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", property.getKey());
            xml.writeAttribute("value", legal(property.getValue()));
        }
        xml.writeEndElement();
        for (Case each : cases) {
            testcase(xml, each);
        }
        xml.writeEndElement();
    }

    private static void sums(XMLStreamWriter xml, List<Case> cases) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, Outcome.FAIL));
        xml.writeAttribute("errors", count(cases, Outcome.ERROR));
        xml.writeAttribute(
                "time", seconds(cases.stream().mapToLong(Case::micros).sum()));
    }

    private static void testcase(XMLStreamWriter xml, Case each) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal("misskey-kit." + each.group()));
        xml.writeAttribute("name", legal(each.name()));
        xml.writeAttribute("time", seconds(each.micros()));
        Outcome outcome = each.outcome();
        if (outcome != Outcome.PASS) {
            boolean skipped = each.isSkipped();
            xml.writeStartElement(skipped ? "skipped" : outcome == Outcome.FAIL ? "failure" : "error");
            String first = each.brief().lines().findFirst().orElse("");
            String message = legal(Json.excerpt(
                    each.known()
                            .map(reason -> "known failure, " + each.type() + ": " + reason)
                            .orElse(outcome.label() + ": " + first),
                    LONGEST_MESSAGE));
            if (skipped) {
                xml.writeCharacters(message);
            } else {
                xml.writeAttribute("message", message);
                xml.writeAttribute("type", legal(each.type()));
                xml.writeCharacters(legal(Json.excerpt(each.text(), LONGEST_TEXT)));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return Long.toString(cases.stream()
                .filter(each -> !each.isSkipped() && each.outcome() == outcome)
                .count());
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }

    /** Characters that steer a reader are written out, and so are the two that XML 1.0 cannot hold, not even escaped. */
    private static String legal(String text) {
        return Printable.of(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff");
    }
}
