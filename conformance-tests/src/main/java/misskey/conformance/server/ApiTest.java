package misskey.conformance.server;

import java.util.List;
import misskey.conformance.probe.Actor;
import misskey.conformance.probe.Frames;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Received;
import misskey.conformance.probe.StreamClient;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests over the stream, and their responses. */
final class ApiTest {
    @Judges("api.answers")
    void requestIsCarriedOutAndAnswered(Probe probe) {
        StreamClient alice = probe.open("alice");
        ObjectNode change = Json.object().put("description", "by stream");
        probe.as("alice").restoresAfter("i/update", change);
        Received response = request(probe, alice, "i/update", change);
        Actor.Called profile = probe.as("alice").done("i", Json.object());
        probe.check(
                profile.body().path("description").stringValue("").equals("by stream"),
                "NOT_CARRIED_OUT",
                "the request was answered, but the profile is as it was",
                response);
        probe.shows(response);
        probe.shows(profile.line());
    }

    @Judges("api.request-frame")
    void requestAsDocumentedIsTaken(Probe probe) {
        StreamClient alice = probe.open("alice");
        String id = probe.freshId();
        Line sent = alice.send(probe.frames().request(id, "users/show", userId(probe.as("bob"))));
        probe.shows(answerTo(probe, alice, id));
        probe.shows(sent);
    }

    @Judges("api.error-answered")
    void unknownEndpointIsAnsweredWithAnError(Probe probe) {
        StreamClient alice = probe.open("alice");
        isError(probe, request(probe, alice, "no/such/endpoint", Json.object()));
    }

    @Judges("api.invalid-data-answered")
    void wrongDataIsAnsweredWithAnError(Probe probe) {
        StreamClient alice = probe.open("alice");
        isError(probe, request(probe, alice, "notes/create", Json.object().put("text", 7)));
    }

    @Judges("api.one-response")
    void requestIsAnsweredOnce(Probe probe) {
        StreamClient alice = probe.open("alice");
        String id = probe.freshId();
        probe.exactly(1, alice, "the response", probe.frames().response(id), "SECOND_RESPONSE");
        alice.send(probe.frames().request(id, "users/show", userId(probe.as("bob"))));
        Received response = answerTo(probe, alice, id);
        probe.settle();
        probe.shows(response);
    }

    @Judges("api.response-id")
    void responseCarriesTheRequestsId(Probe probe) {
        StreamClient alice = probe.open("alice");
        for (String id : List.of("8b7a2f0e-3f5c-4b7e-9f35-0a4c6d1f2e3a", "42", "with:colons:in it", "émoji 🦊")) {
            alice.send(probe.frames().request(id, "users/show", userId(probe.as("bob"))));
            probe.shows(answerTo(probe, alice, id));
        }
    }

    @Judges("api.concurrent-requests")
    void requestsInFlightAreAnsweredEachUnderItsId(Probe probe) {
        StreamClient alice = probe.open("alice");
        List<String> accounts = List.of("alice", "bob", "carol");
        List<String> ids = accounts.stream().map(account -> probe.freshId()).toList();
        accounts.forEach(account -> probe.as(account).id());
        for (int i = 0; i < ids.size(); i++) {
            alice.send(probe.frames().request(ids.get(i), "users/show", userId(probe.as(accounts.get(i)))));
        }
        for (int i = 0; i < ids.size(); i++) {
            Received response = answerTo(probe, alice, ids.get(i));
            String expected = probe.as(accounts.get(i)).id();
            probe.check(
                    result(probe, response).path("id").stringValue("").equals(expected),
                    "WRONG_BODY",
                    "the response to the request for " + accounts.get(i) + " is about "
                            + Json.excerpt(result(probe, response).path("id"), 60),
                    response,
                    withResult(probe, expected));
            probe.shows(response);
        }
    }

    @Judges("api.body-is-data")
    void bodyIsWhatHttpWouldReturn(Probe probe) {
        StreamClient alice = probe.open("alice");
        JsonNode data = userId(probe.as("bob"));
        Received response = request(probe, alice, "users/show", data);
        Actor.Called overHttp = probe.as("alice").done("users/show", (ObjectNode) data);
        for (String member : List.of("id", "username")) {
            probe.check(
                    response.body().path(member).equals(overHttp.body().path(member)),
                    "WRONG_BODY",
                    "/body/" + member + ": expected " + overHttp.body().path(member) + " as over HTTP, found "
                            + Json.excerpt(response.body().path(member), 60),
                    response,
                    Frames.inBody(member, overHttp.body().path(member)));
        }
        probe.shows(response);
        probe.shows(overHttp.line());
    }

    @Judges("api.own-credentials")
    void requestRunsWithTheConnectionsCredentials(Probe probe) {
        StreamClient alice = probe.open("alice");
        Received mine = request(probe, alice, "i", Json.object());
        probe.check(
                result(probe, mine)
                        .path("id")
                        .stringValue("")
                        .equals(probe.as("alice").id()),
                "WRONG_BODY",
                "the request \"i\" did not answer the connection's account",
                mine,
                withResult(probe, probe.as("alice").id()));
        StreamClient anyone = probe.openAnonymously();
        isError(probe, request(probe, anyone, "i", Json.object()));
        probe.shows(mine);
    }

    private static Received request(Probe probe, StreamClient client, String endpoint, JsonNode data) {
        String id = probe.freshId();
        client.send(probe.frames().request(id, endpoint, data));
        return answerTo(probe, client, id);
    }

    private static Received answerTo(Probe probe, StreamClient client, String id) {
        return probe.await(client, "the response to " + id, probe.frames().response(id), "NO_RESPONSE");
    }

    private static void isError(Probe probe, Received response) {
        probe.check(
                response.body().path("error").isObject(),
                "NO_ERROR",
                "expected an error, found " + Json.excerpt(response.body(), 120),
                response,
                Frames.inBody("error", Json.object().put("$type", "object")));
        probe.shows(response);
    }

    /** The data of a response, where the dialect has it. */
    private static JsonNode result(Probe probe, Received response) {
        return probe.dialect().behaviour().apiResponse() == ApiResponse.RES
                ? response.body().path("res")
                : response.body();
    }

    /** A response whose data has this id. */
    private static JsonNode withResult(Probe probe, String id) {
        ObjectNode data = Frames.withId(id);
        boolean wrapped = probe.dialect().behaviour().apiResponse() == ApiResponse.RES;
        return Json.object().set("body", wrapped ? Json.object().set("res", data) : data);
    }

    private static ObjectNode userId(Actor account) {
        return Json.object().put("userId", account.id());
    }
}
