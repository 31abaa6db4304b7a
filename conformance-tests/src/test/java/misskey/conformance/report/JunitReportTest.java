package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.ScenarioResult;
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
        ScenarioResult skipped = new ScenarioResult(
                "folder/" + Hostile.WORDS,
                Hostile.WORDS,
                List.of("main.followed"),
                Level.MUST,
                Outcome.UNTESTABLE,
                Hostile.WORDS,
                List.of(),
                Optional.empty(),
                List.of(),
                Drifts.none(),
                List.of(),
                List.of(),
                1_500_000_000);
        ClientRun run =
                new ClientRun(Hostile.WORDS, "documented", 1, Policy.defaults(), false, List.of(skipped), 1_500_000);

        schema().newValidator().validate(source(JunitReport.write(run)));
    }

    @Test
    void schemaRefusesWhatItsReadersDoNotKnow() throws Exception {
        String xml = JunitReport.write(Hostile.run());
        for (String wrong : List.of(
                xml.replace("<skipped ", "<ignored "),
                xml.replaceFirst("<testcase ", "<testcase outcome=\"x\" "),
                xml.replaceFirst(" time=\"[0-9.]+\"", " time=\"1,5\""))) {
            assertThat(wrong).isNotEqualTo(xml);
            Schema schema = schema();
            assertThatThrownBy(() -> schema.newValidator().validate(source(wrong)))
                    .isInstanceOf(SAXException.class);
        }
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
