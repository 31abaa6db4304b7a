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
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.ScenarioResult;
import misskey.conformance.verdict.Standing;
import misskey.scenario.play.Diagnosis;

/**
 * A run as {@code junit.xml}: a suite for each area, a test for each requirement. FAIL is a failure,
 * ERROR an error, and what was not judged is skipped with its reason. Written here, because the
 * platform's own writer puts every system property into the file.
 */
public final class JunitReport {
    private JunitReport() {}

    /** What a requirement, or a scenario, came to. */
    private record Case(
            String group, String name, Outcome outcome, long micros, String brief, String type, String text) {}

    /** A failure that the baseline knows is skipped with its reason: CI shows it, and is not red for it. */
    public static String write(RunResult run) {
        Judgement judgement = Judgement.of(run);
        Map<String, String> known = judgement.standing(Standing.KNOWN).stream()
                .collect(Collectors.toMap(
                        Judgement.Row::requirement,
                        row -> row.entry().map(Baseline.Known::reason).orElse("")));
        return write(run.requirements().stream().map(JunitReport::of).toList(), known);
    }

    /** A client's run: a suite for each folder, a test for each scenario. */
    public static String write(ClientRun run) {
        return write(run.scenarios().stream().map(JunitReport::of).toList(), Map.of());
    }

    private static Case of(RequirementResult result) {
        String first = result.seenBroken().isEmpty()
                ? result.verdict().message()
                : result.seenBroken().get(0);
        return new Case(
                result.requirement().area(),
                result.requirement().id(),
                result.outcome(),
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
                result.micros(),
                result.message(),
                result.diagnosis()
                        .map(diagnosis -> diagnosis.why().name())
                        .orElse(result.outcome().name()),
                result.message() + "\n"
                        + result.diagnosis().map(Diagnosis::text).orElse("") + "\ncovers: "
                        + String.join(", ", result.covers()));
    }

    /** @param known the reasons of failures that are known, by the names of their cases */
    private static String write(List<Case> cases, Map<String, String> known) {
        Map<String, List<Case>> groups =
                cases.stream().collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Case>> group : groups.entrySet()) {
                suite(xml, group.getKey(), group.getValue(), known);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to a text does not fail", impossible);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String group, List<Case> cases, Map<String, String> known)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", legal("misskey-kit." + group));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        long failures = cases.stream()
                .filter(each -> each.outcome() == Outcome.FAIL && !known.containsKey(each.name()))
                .count();
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", count(cases, Outcome.ERROR));
        xml.writeAttribute(
                "skipped",
                Long.toString(cases.stream()
                        .filter(each -> isSkipped(each.outcome()) || known.containsKey(each.name()))
                        .count()));
        xml.writeAttribute(
                "time", seconds(cases.stream().mapToLong(Case::micros).sum()));
        for (Case each : cases) {
            testcase(xml, each, Optional.ofNullable(known.get(each.name())));
        }
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, Case each, Optional<String> known) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal("misskey-kit." + each.group()));
        xml.writeAttribute("name", legal(each.name()));
        xml.writeAttribute("time", seconds(each.micros()));
        Outcome outcome = each.outcome();
        if (known.isPresent()) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", legal("known failure, " + each.type() + ": " + known.get()));
            xml.writeEndElement();
        } else if (outcome != Outcome.PASS) {
            boolean skipped = isSkipped(outcome);
            xml.writeStartElement(skipped ? "skipped" : outcome == Outcome.FAIL ? "failure" : "error");
            xml.writeAttribute(
                    "message",
                    legal(outcome.label() + ": "
                            + each.brief().lines().findFirst().orElse("")));
            if (!skipped) {
                xml.writeAttribute("type", each.type());
                xml.writeCharacters(legal(each.text()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static boolean isSkipped(Outcome outcome) {
        return outcome == Outcome.UNTESTABLE || outcome == Outcome.INCONCLUSIVE || outcome == Outcome.NOT_APPLICABLE;
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return Long.toString(
                cases.stream().filter(each -> each.outcome() == outcome).count());
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }

    /** Characters that XML 1.0 cannot hold, not even escaped, are written out. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean fits = point == '\n'
                    || point == '\t'
                    || (point >= 0x20 && point <= 0xd7ff)
                    || (point >= 0xe000 && point <= 0xfffd)
                    || point >= 0x10000;
            if (fits) {
                legal.appendCodePoint(point);
            } else {
                legal.append(String.format("\\u%04x", point));
            }
        });
        return legal.toString();
    }
}
