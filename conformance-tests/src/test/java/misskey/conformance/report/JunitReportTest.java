package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.ScenarioResult;
import misskey.node.JenkinsSchema;
import misskey.protocol.Level;
import misskey.protocol.conversation.Drifts;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {
    @Test
    void fitsWhatItsReadersTakeWhateverAPeerSaid() throws Exception {
        String xml = JunitReport.write(Hostile.run());
        schema().newValidator().validate(source(xml));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));

        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        Element failure = failure(document, "main.followed");
        assertThat(failure.getAttribute("type")).isEqualTo("NO_EVENT");
        assertThat(failure.getTextContent())
                .contains("]]></failure><!-- </script><script>", "\\u001b[2J\\u0000\\u0085 &", "\\ud800 half")
                .contains("\\u202edesrever \\u2028", "\\ufffe");
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("3");
        assertThat(xml).hasSizeLessThan(500_000);
    }

    @Test
    void clientsRunFitsToo() throws Exception {
        schema().newValidator().validate(source(JunitReport.write(clientRun())));
    }

    @Test
    void bothFitTheSchemaOfJenkins() throws Exception {
        JenkinsSchema jenkins = JenkinsSchema.load();

        jenkins.check(JunitReport.write(Hostile.run()));
        jenkins.check(JunitReport.write(clientRun()));
    }

    @Test
    void schemaRefusesWhatItsReadersDoNotKnow() throws Exception {
        String xml = JunitReport.write(Hostile.run());
        Schema schema = schema();
        for (String wrong : List.of(
                xml.replace("skipped>", "ignored>"),
                xml.replace("<skipped>", "<skipped message=\"x\">"),
                xml.replaceFirst("<testcase ", "<testcase outcome=\"x\" "),
                xml.replaceFirst(" time=\"[0-9.]+\"", " time=\"1,5\""))) {
            assertThat(wrong).isNotEqualTo(xml);
            assertThatThrownBy(() -> schema.newValidator().validate(source(wrong)))
                    .isInstanceOf(SAXException.class);
        }
    }

    @Test
    void schemaOfJenkinsRefusesWhatItDoesNotKnow() throws Exception {
        JenkinsSchema jenkins = JenkinsSchema.load();
        String xml = JunitReport.write(Hostile.run());
        for (String wrong : List.of(
                xml.replace("skipped>", "ignored>"),
                xml.replace("<skipped>", "<skipped message=\"x\">"),
                xml.replaceFirst("<testcase ", "<testcase outcome=\"x\" "),
                xml.replaceFirst("<testsuite name=", "<testsuite title="))) {
            assertThat(wrong).isNotEqualTo(xml);
            assertThatThrownBy(() -> jenkins.check(wrong)).isInstanceOf(SAXException.class);
        }
    }

    /** A scenario for each outcome, with hostile words wherever it has any. */
    private static ClientRun clientRun() {
        List<ScenarioResult> scenarios = Stream.of(Outcome.values())
                .map(outcome -> new ScenarioResult(
                        "folder/" + Hostile.WORDS,
                        Hostile.WORDS,
                        List.of("main.followed"),
                        Level.MUST,
                        outcome,
                        Hostile.WORDS,
                        List.of(1),
                        Optional.empty(),
                        List.of(),
                        Drifts.none(),
                        List.of(),
                        List.of(),
                        1_500_000_000))
                .toList();
        return new ClientRun(Hostile.WORDS, "documented", 1, Policy.defaults(), false, scenarios, 1_500_000);
    }

    private static Element failure(Document document, String name) {
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            if (cases.item(i) instanceof Element one && one.getAttribute("name").equals(name)) {
                return (Element) one.getElementsByTagName("failure").item(0);
            }
        }
        throw new AssertionError("no " + name);
    }

    private static Schema schema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitReportTest.class.getResource("junit.xsd"));
    }

    private static StreamSource source(String xml) {
        return new StreamSource(new StringReader(xml));
    }
}
