package misskey.mock.mutant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.mock.stream.ApiCall;
import misskey.mock.stream.Mutation.Anew;
import misskey.mock.stream.Mutation.AtCalls;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.Access;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Servers that are wrong about who makes a request over the stream, and which one they answer. */
final class ApiMutants {
    private ApiMutants() {}

    static List<Mutant> all() {
        return List.of(
                calls(
                        "forgets-who-asks",
                        "carries requests out as if there was no account",
                        "api.own-credentials",
                        "WRONG_BODY",
                        (call, server) -> server.call(call.by(Optional.empty()))),
                calls(
                        "believes-tokens-in-data",
                        "carries a request out for the token in its data",
                        "api.token-in-data-ignored",
                        "WRONG_BODY",
                        (call, server) -> server.call(call.data()
                                .path("i")
                                .stringValueOpt()
                                .map(token -> call.by(server.access(token)))
                                .orElse(call))),
                calls(
                        "permits-applications-everything",
                        "does not look at what an application may do",
                        "api.app-permission",
                        "WRONG_BODY",
                        (call, server) -> server.call(
                                call.by(call.caller().map(Access::user).map(Access::complete)))),
                calls(
                        "refuses-anonymous-requests",
                        "answers every request of an anonymous connection with an error",
                        "api.anonymous-endpoints",
                        "WRONG_BODY",
                        (call, server) -> call.caller().isPresent() ? server.call(call) : refusal()),
                new Mutant(
                        "mixes-requests-up",
                        "answers a request with the answer to the one before",
                        "api.concurrent-requests",
                        "WRONG_BODY",
                        new Anew(() -> new AtOutbound(new MixesRequestsUp()))));
    }

    private static JsonNode refusal() {
        var refusal = Json.object();
        refusal.putObject("error")
                .put("message", "Credential required.")
                .put("code", "CREDENTIAL_REQUIRED")
                .put("id", "1384574d-a912-4b81-8601-c7b1c4085df1")
                .put("kind", "client");
        return refusal;
    }

    /** What is done of a request over the stream. */
    private interface Calling {
        JsonNode call(ApiCall call, Seams.Straight server);
    }

    private static Mutant calls(String id, String description, String kills, String code, Calling how) {
        return new Mutant(id, description, kills, code, new AtCalls(new Seams.Calls() {
            @Override
            public JsonNode call(ApiCall call, Seams.Straight server) {
                return call.overStream() ? how.call(call, server) : server.call(call);
            }
        }));
    }

    private static final class MixesRequestsUp implements Seams.Outbound {
        private final Map<StreamConnection, List<JsonNode>> answers = new HashMap<>();

        @Override
        public List<Outgoing> send(Outgoing frame) {
            return List.of(frame);
        }

        @Override
        public List<Outgoing> send(StreamConnection to, Outgoing frame) {
            if (!(frame instanceof Outgoing.Response response)) {
                return List.of(frame);
            }
            List<JsonNode> before = answers.computeIfAbsent(to, none -> new ArrayList<>());
            before.add(response.body());
            return List.of(new Outgoing.Response(response.id(), before.get(Math.max(0, before.size() - 2))));
        }
    }
}
