package misskey.mock.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays the calls of a recording on a stage; what was made gets the place of what was made then. */
final class Recording {
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** The lines of a recording of a server, e.g. {@code misskey-2025.2.0} and {@code 10-timelines}. */
    static List<JsonNode> lines(String server, String name) throws IOException {
        return Files.readAllLines(Path.of("..", "schemas", "transcripts", server, name + ".jsonl")).stream()
                .map(Json::read)
                .toList();
    }

    /** Makes the world that the recording began with. */
    void prepare(Stage stage, JsonNode state) {
        for (Map.Entry<String, JsonNode> account : state.path("accounts").properties()) {
            ids.put(account.getValue().path("id").stringValue(), "$" + account.getKey());
        }
        for (JsonNode follow : state.path("follows")) {
            stage.call(
                    follow.get(0).stringValue(),
                    "following/create",
                    "{'userId': '$" + follow.get(1).stringValue() + "'}");
        }
    }

    /** Calls are in the order in which they were made; the recorder waited for each. */
    void call(Stage stage, JsonNode line) {
        String who = line.path("conn").stringValue();
        String endpoint = line.path("endpoint").stringValue();
        if (line.path("status").intValue() >= 300) {
            return;
        }
        ObjectNode data = (ObjectNode) line.path("data");
        JsonNode made = endpoint.equals("drive/files/create")
                ? stage.upload(
                        who,
                        data.path("name").stringValue(),
                        new byte[data.path("size").intValue()])
                : stage.call(who, endpoint, filled(data));
        JsonNode was = line.path("response");
        JsonNode entity = was.has("createdNote") ? was.path("createdNote") : was;
        if (entity.has("id") && !ids.containsKey(entity.path("id").stringValue())) {
            String name = "made" + ids.size() + "x";
            stage.name(name, made.has("createdNote") ? made.path("createdNote") : made);
            ids.put(entity.path("id").stringValue(), "$" + name);
        }
    }

    private String filled(ObjectNode data) {
        String text = Json.write(data);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }
}
