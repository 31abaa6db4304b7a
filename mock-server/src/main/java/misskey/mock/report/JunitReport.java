package misskey.mock.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The verdict on a session as JUnit's XML: a suite, and a test for each check. FAIL is a failure; what nobody can say and
 * what is only noted is skipped, with its reason as text, as Jenkins's schema asks. It has a failure exactly where the
 * verdict is FAIL.
 */
public final class JunitReport {
    private JunitReport() {}

    public static String write(SessionReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            suite(xml, report);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to a text does not fail", impossible);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, SessionReport report) throws XMLStreamException {
        String name = "misskey-kit.session." + report.session();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(report.checks().size()));
        xml.writeAttribute("failures", count(report, Outcome.FAIL));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "skipped",
                Long.toString(
                        report.checks().stream().filter(JunitReport::isSkipped).count()));
        xml.writeAttribute("time", seconds(report));
        for (Check check : report.checks()) {
            testcase(xml, name, check);
        }
        xml.writeStartElement("system-out");
        for (String line : JournalText.lines(report)) {
            xml.writeCharacters(line + "\n");
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void testcase(XMLStreamWriter xml, String suite, Check check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite);
        xml.writeAttribute("name", check.name() + (check.code().isEmpty() ? "" : " " + check.code()));
        xml.writeAttribute("time", "0.000");
        if (check.outcome() != Outcome.PASS) {
            boolean skipped = isSkipped(check);
            xml.writeStartElement(skipped ? "skipped" : "failure");
            String message = Visible.line(check.outcome() + ": " + check.message());
            if (skipped) {
                xml.writeCharacters(message);
            } else {
                xml.writeAttribute("message", message);
                xml.writeAttribute("type", check.code());
                for (String line : check.details()) {
                    xml.writeCharacters(Visible.line(line) + "\n");
                }
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static boolean isSkipped(Check check) {
        return check.outcome() == Outcome.UNTESTABLE || check.outcome() == Outcome.NOTED;
    }

    private static String count(SessionReport report, Outcome outcome) {
        return Long.toString(report.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .count());
    }

    /** From the first line of the journal to the last. */
    private static String seconds(SessionReport report) {
        if (report.journal().isEmpty()) {
            return "0.000";
        }
        long micros = report.journal().get(report.journal().size() - 1).t()
                - report.journal().get(0).t();
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }
}
