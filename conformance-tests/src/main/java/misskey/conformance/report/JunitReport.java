package misskey.conformance.report;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;

/**
 * A run as {@code junit.xml}: a suite for each area, a test for each requirement. FAIL is a failure,
 * ERROR an error, and what was not judged is skipped with its reason. Written here, because the
 * platform's own writer puts every system property into the file.
 */
public final class JunitReport {
    private JunitReport() {}

    public static String write(RunResult run) {
        Map<String, List<RequirementResult>> areas = run.requirements().stream()
                .collect(Collectors.groupingBy(
                        result -> result.requirement().area(), LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<RequirementResult>> area : areas.entrySet()) {
                suite(xml, area.getKey(), area.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to a text does not fail", impossible);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String area, List<RequirementResult> results)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "misskey-kit." + area);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", count(results, Outcome.FAIL));
        xml.writeAttribute("errors", count(results, Outcome.ERROR));
        xml.writeAttribute(
                "skipped",
                Long.toString(results.stream()
                        .filter(result -> isSkipped(result.outcome()))
                        .count()));
        long micros = results.stream().mapToLong(RequirementResult::micros).sum();
        xml.writeAttribute("time", seconds(micros));
        for (RequirementResult result : results) {
            testcase(xml, area, result);
        }
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, String area, RequirementResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "misskey-kit." + area);
        xml.writeAttribute("name", result.requirement().id());
        xml.writeAttribute("time", seconds(result.micros()));
        Outcome outcome = result.outcome();
        if (outcome != Outcome.PASS) {
            boolean skipped = isSkipped(outcome);
            xml.writeStartElement(skipped ? "skipped" : outcome == Outcome.FAIL ? "failure" : "error");
            String first = result.seenBroken().isEmpty()
                    ? result.verdict().message()
                    : result.seenBroken().get(0);
            xml.writeAttribute(
                    "message",
                    legal(outcome.label() + ": " + first.lines().findFirst().orElse("")));
            if (!skipped) {
                xml.writeAttribute("type", result.verdict().code().orElse(outcome.name()));
                xml.writeCharacters(legal(result.verdict().message() + "\n" + String.join("\n", result.seenBroken())
                        + "\nrequired: " + result.requirement().statement()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static boolean isSkipped(Outcome outcome) {
        return outcome == Outcome.UNTESTABLE || outcome == Outcome.INCONCLUSIVE || outcome == Outcome.NOT_APPLICABLE;
    }

    private static String count(List<RequirementResult> results, Outcome outcome) {
        return Long.toString(
                results.stream().filter(result -> result.outcome() == outcome).count());
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
