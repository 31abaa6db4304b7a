package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is beyond the document, over the network: uploads, tokens of apps, what the server says of itself, what it tells later. */
class RealServerTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = session("misskey-2025");
    private final ApiPeer alice = new ApiPeer(session, "alice");

    private MockSession session(String dialect) {
        return mock.session(SessionSettings.defaults().withDialect(Dialect.named(dialect)));
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void uploadedFileBelongsToItsAccountAndItsContentsToNoJournal() {
        HttpResponse<String> answer =
                upload("\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
                        + "contents\r\n--x--\r\n");
        JsonNode file = Json.read(answer.body());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(file.path("name").stringValue()).isEqualTo("a.txt");
        assertThat(file.path("type").stringValue()).isEqualTo("text/plain");
        assertThat(file.path("size").intValue()).isEqualTo("contents".length());
        assertThat(file.path("md5").stringValue()).isEqualTo("98bf7d8c15784f0a3d63204441e1e2aa");
        String id = file.path("id").stringValue();
        assertThat(alice.call("drive/files/show", "{'fileId': '" + id + "'}")).isEqualTo(file);
        assertThat(alice.call("notes/create", "{'fileIds': ['" + id + "']}")
                        .at("/createdNote/files/0/id")
                        .stringValue())
                .isEqualTo(id);
        assertThat(session.journal())
                .extracting(Transcript::format)
                .noneMatch(line -> line.contains("contents"))
                .anyMatch(line -> line.contains("\"size\":8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf"})
    void brokenFormIsRefused(String rest) {
        HttpResponse<String> answer = upload(rest);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body()).at("/error/code").stringValue()).isEqualTo("INVALID_PARAM");
    }

    private HttpResponse<String> upload(String rest) {
        String form = "--x\r\nContent-Disposition: form-data; name=\"i\"\r\n\r\nalice-token" + rest;
        return ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/api/drive/files/create"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(form.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(textBlock = """
            documented,   12.110.1-misskey-kit
            misskey-12,   12.110.1-misskey-kit
            misskey-2025, 2025.2.0-misskey-kit
            """)
    void serverSaysItsVersion(String dialect, String version) {
        MockSession asked = session(dialect);
        JsonNode links = get(asked, "/.well-known/nodeinfo").path("links");
        assertThat(links).hasSize(2);
        for (JsonNode link : links) {
            String href = link.path("href").stringValue();
            assertThat(href).startsWith(asked.origin().toString());
            JsonNode nodeinfo =
                    get(asked, href.substring(asked.origin().toString().length()));
            assertThat(nodeinfo.path("software").path("name").stringValue()).isEqualTo("misskey");
            assertThat(nodeinfo.path("software").path("version").stringValue()).isEqualTo(version);
        }
        assertThat(get(asked, "/api/meta").path("version").stringValue()).isEqualTo(version);
        assertThat(new ApiPeer(asked, "alice")
                        .call("meta", "{}")
                        .path("version")
                        .stringValue())
                .isEqualTo(version);
        assertThat(get(asked, "/api/v1/instance").path("version").stringValue()).contains(version);
    }

    private static JsonNode get(MockSession session, String path) {
        HttpResponse<String> answer = ApiPeer.exchange(
                HttpRequest.newBuilder(session.origin().resolve(path)).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Json.read(answer.body());
    }

    @Test
    void appMayDoWhatItsTokenAllowsAndNoMore() {
        String token = alice.call("miauth/gen-token", "{'session': null, 'permission': ['read:account']}")
                .path("token")
                .stringValue();

        assertThat(as(token, "i").statusCode()).isEqualTo(200);
        assertThat(as(token, "notes/timeline").statusCode()).isEqualTo(200);
        assertThat(as(token, "i/update").statusCode()).isEqualTo(403);
        assertThat(Json.read(as(token, "i/update").body()).at("/error/code").stringValue())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(as(token, "miauth/gen-token").statusCode()).isEqualTo(400);
        assertThat(session.journal()).extracting(Transcript::format).noneMatch(line -> line.contains(token));
    }

    @Test
    void newTokenTakesThePlaceOfTheOldOne() {
        alice.call("i/regenerate-token", "{'password': 'secret-word'}");

        assertThat(as("alice-token", "i").statusCode()).isEqualTo(401);
        String token = session.token("alice").reveal();
        assertThat(as(token, "i").statusCode()).isEqualTo(200);
        assertThat(session.journal())
                .extracting(Transcript::format)
                .noneMatch(line -> line.contains(token) || line.contains("secret-word"));
    }

    private HttpResponse<String> as(String token, String endpoint) {
        return alice.post(endpoint, Json.write(Json.object().put("i", token)));
    }

    @Test
    void unreadNotificationIsToldLater() {
        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m")) {
            new ApiPeer(session, "bob").note("hey @alice");

            assertThat(type(stream.next("mention"))).isEqualTo("mention");
            assertThat(type(stream.next("notification"))).isEqualTo("notification");
            assertThat(type(stream.next("unreadMention"))).isEqualTo("unreadMention");
            assertThat(type(stream.next("unreadNotification"))).isEqualTo("unreadNotification");
        }
    }

    @Test
    void connectionToATimelineKeepsWhatItAskedFor() {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'connect','body':{'channel':'localTimeline','id':'files','params':{'withFiles':true}}}")
                    .connect("localTimeline", "all");
            new ApiPeer(session, "bob").note("no file");

            assertThat(stream.next("note").at("/body/id").stringValue()).isEqualTo("all");
        }
    }

    private static String type(JsonNode frame) {
        return frame.at("/body/type").stringValue();
    }
}
