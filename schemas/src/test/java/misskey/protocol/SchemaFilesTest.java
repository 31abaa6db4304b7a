package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that people write here are right, and a mistake in one is named with its place and what was meant. */
class SchemaFilesTest {
    private static final String CONNECT = "frames/client/connect.json";
    private static final String EXAMPLE = "examples/invalid/server/main.followed/of-nobody.json";

    @TempDir
    private Path folder;

    @Test
    void nothingIsWrongInTheFilesOfThisModule() throws IOException {
        assertThat(new ProtocolFolder(Path.of(""), Requirements.all().list()).problems())
                .isEmpty();
    }

    /** A folder of a dialect, a frame, an event and an example, in which nothing is wrong. */
    @BeforeEach
    void writeAFolder() throws IOException {
        write("dialects/documented.yaml", """
                dialect: documented
                versions: {checkedOn: [12.110.1, 2025.2.0]}
                frames:
                  client:
                    connect: {schema: frames/client/connect.json, requirement: channel.connect-frame}
                channels:
                  main:
                    events:
                      followed: {schema: channels/main/followed.json, requirement: main.followed}
                """);
        write(CONNECT, """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "$id": "https://misskey-kit.github.io/schemas/frames/client/connect.json",
                  "title": "connect",
                  "description": "Opens a channel.",
                  "$comment": "Source: documented-api.md, \\"Connecting to a channel\\"",
                  "type": "object",
                  "required": ["type"],
                  "properties": {
                    "body": {"$ref": "../../entities/id.json"}
                  }
                }
                """);
        String other = """
                {
                  "$id": "https://misskey-kit.github.io/schemas/%s",
                  "title": "Another",
                  "description": "It is another schema.",
                  "$comment": "Source: Misskey 12.110.1 and 2025.2.0, recorded",
                  "type": ["string", "null"]
                }
                """;
        write("entities/id.json", other.formatted("entities/id.json"));
        write("channels/main/followed.json", other.formatted("channels/main/followed.json"));
        write(EXAMPLE, """
                {
                  "description": "Nobody follows.",
                  "dialect": "documented",
                  "frame": {"type": "channel", "body": 7},
                  "at": "/body",
                  "keyword": "type"
                }
                """);
    }

    @Test
    void folderIsRightBeforeItIsBroken() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                frames/client/connect.json | "type": "object", | "tpye": "object", | :7:3: there is no keyword "tpye" here; did you mean "type"?
                frames/client/connect.json | "type": "object", | "type": "objekt", | :7:11: there is no type "objekt"; did you mean "object"?
                frames/client/connect.json | "type": "object", | "oneOf": [], | :7:3: there is no keyword "oneOf" here
                frames/client/connect.json | ["type"] | "type" | :8:15: string found, array expected, found "type"
                frames/client/connect.json | ["type"] | ["type" | :9:15: Unexpected character (':' (code 58)): was expecting comma to separate Array entries
                frames/client/connect.json | "title": "connect", | "title": "connect", "title": "c", | :4:30: Duplicate Object property "title"
                frames/client/connect.json | entities/id.json | entities/ids.json | :10:22: there is no schema file "entities/ids.json"; did you mean "entities/id.json"?
                frames/client/connect.json | id.json"} | id.json#/titel"} | :10:22: there is no "/titel" in entities/id.json; did you mean "/title"?
                frames/client/connect.json | "../../entities/id.json" | "#/propertys/body" | :10:22: there is no "/propertys/body" in frames/client/connect.json; did you mean "/properties/body"?
                frames/client/connect.json | schemas/frames/client/connect.json | schemas/connect.json | :3:10: its $id is "https://misskey-kit.github.io/schemas/connect.json"; expected "https://misskey-kit.github.io/schemas/frames/client/connect.json"
                frames/client/connect.json | "title": "connect", | | :1:1: it has no title
                frames/client/connect.json | a channel.", | a channel", | :5:18: its description is not a sentence
                frames/client/connect.json | Connecting to a channel | Connecting to channel | :6:15: there is no section of the document "Connecting to channel"; did you mean "Connecting to a channel"?
                entities/id.json | 2025.2.0, | 2025.2.1, | :5:15: there is no recorded version "2025.2.1"; did you mean "2025.2.0"?
                entities/id.json | Misskey 12.110.1 and 2025.2.0, recorded | Misskey sources | :5:15: its $comment does not say the version it was checked on; expected "Source: Misskey VERSION, …" or "Source: documented-api.md, "SECTION"", found Source: Misskey sources
                entities/id.json | "$comment": | "comment": | :1:1: its $comment does not say the version it was checked on; expected "Source: Misskey VERSION, …" or "Source: documented-api.md, "SECTION"", found
                entities/id.json | "null"] | "nul"] | :6:22: there is no type "nul"; did you mean "null"?
                dialects/documented.yaml | client/connect.json, r | client/conect.json, r | :5:23: there is no schema file "frames/client/conect.json"; did you mean "frames/client/connect.json"?
                dialects/documented.yaml | main.followed | main.folowed | :9:68: there is no requirement "main.folowed"; did you mean "main.followed"?
                examples/invalid/server/main.followed/of-nobody.json | "documented" | "documentd" | :3:14: there is no dialect "documentd"; did you mean "documented"?
                examples/invalid/server/main.followed/of-nobody.json | "keyword": | "keywrod": | :6:3: an example has no "keywrod"; did you mean "keyword"?
                examples/invalid/server/main.followed/of-nobody.json | : "type" | : "typ" | :6:14: there is no keyword "typ"; did you mean "type"?
                examples/invalid/server/main.followed/of-nobody.json | "/body" | "/bodi" | :5:9: its frame has nothing at "/bodi"
                examples/invalid/server/main.followed/of-nobody.json | "frame": | "fram": | :4:3: an example has no "fram"; did you mean "frame"?
                examples/invalid/server/main.followed/of-nobody.json | 7}, | 7} | :5:3: Unexpected character ('"' (code 34)): was expecting comma to separate Object entries
                """)
    void mistakeIsNamedWithItsPlaceAndTheNearestRightName(String file, String right, String wrong, String problem)
            throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(right);
        write(file, text.replace(right, wrong == null ? "" : wrong));

        assertThat(problems()).contains(file + problem + (problem.endsWith("found") ? " " : ""));
    }

    @Test
    void schemaThatNobodyNamesIsAnOrphan() throws IOException {
        Path named = folder.resolve("entities/id.json");
        write("entities/ids.json", Files.readString(named).replace("/id.json", "/ids.json"));

        assertThat(problems()).containsExactly("entities/ids.json:1:1: no dialect and no other schema names this file");
    }

    @Test
    void exampleOfNothingThatTheDialectHasIsNamedByItsFolder() throws IOException {
        String misnamed = "examples/invalid/server/main.folowed/of-nobody.json";
        write(misnamed, Files.readString(folder.resolve(EXAMPLE)));

        assertThat(problems())
                .containsExactly(misnamed
                        + ":1:1: there is no frame, event or note update of documented \"server/main.folowed\""
                        + "; did you mean \"server/main.followed\"?");
    }

    private List<String> problems() throws IOException {
        return new ProtocolFolder(folder, Requirements.all().list()).problems();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
