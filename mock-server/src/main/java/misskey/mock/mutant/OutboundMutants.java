package misskey.mock.mutant;

import java.util.List;
import java.util.function.UnaryOperator;
import misskey.mock.stream.Mutation.AtOutbound;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Mutants that send something else than they should. */
final class OutboundMutants {
    private OutboundMutants() {}

    static List<Mutant> all() {
        return List.of(
                outbound(
                        "talks-plainly",
                        "sends a bare word before each event",
                        "connection.json-frames",
                        "NOT_JSON",
                        frame -> frame instanceof Outgoing.Event
                                ? List.of(new Outgoing.Text("pong"), frame)
                                : List.of(frame)),
                outbound(
                        "sends-octets",
                        "sends each event a second time as a binary message",
                        "connection.no-binary",
                        "BINARY_FRAME",
                        frame -> frame instanceof Outgoing.Event
                                ? List.of(new Outgoing.Binary(frame), frame)
                                : List.of(frame)),
                outbound(
                        "confirms-twice",
                        "confirms every connect twice",
                        "channel.connected-once",
                        "CONNECTED_TWICE",
                        frame -> frame instanceof Outgoing.Connected ? List.of(frame, frame) : List.of(frame)),
                outbound(
                        "strays",
                        "sends each event a second time under an id that nobody connected",
                        "channel.id-echoed",
                        "EVENT_FOR_UNKNOWN_ID",
                        frame -> frame instanceof Outgoing.Event event
                                ? List.of(frame, with(event, StringNode.valueOf("stray")))
                                : List.of(frame)),
                outbound(
                        "cuts-ids",
                        "cuts ids after 64 characters",
                        "channel.id-arbitrary",
                        "NO_EVENT",
                        frame -> frame instanceof Outgoing.Event event
                                        && event.id().stringValue("").length() > 64
                                ? List.of(with(
                                        event,
                                        StringNode.valueOf(
                                                event.id().stringValue().substring(0, 64))))
                                : List.of(frame)),
                outbound(
                        "misnames-events",
                        "sends every event under another type",
                        "channel.event-type",
                        "WRONG_TYPE",
                        frame -> frame instanceof Outgoing.Event event
                                ? List.of(new Outgoing.Event(event.told(), event.id(), "happening", event.body()))
                                : List.of(frame)),
                outbound(
                        "tells-twice",
                        "sends every event twice",
                        "timeline.one-event-each",
                        "WRONG_COUNT",
                        frame -> frame instanceof Outgoing.Event ? List.of(frame, frame) : List.of(frame)),
                outbound(
                        "empties-notes",
                        "sends events with a body that has only an id",
                        "channel.event-body",
                        "WRONG_BODY",
                        frame -> frame instanceof Outgoing.Event event
                                        && event.body().has("text")
                                ? List.of(new Outgoing.Event(
                                        event.told(), event.id(), event.type(), only(event.body(), "id")))
                                : List.of(frame)),
                outbound(
                        "bares-events",
                        "leaves the body out of events",
                        "channel.event-frame",
                        "SCHEMA",
                        frame -> frame instanceof Outgoing.Event event
                                ? List.of(new Outgoing.Event(
                                        event.told(), event.id(), event.type(), MissingNode.getInstance()))
                                : List.of(frame)),
                changed(
                        "bares-updates",
                        "leaves the body out of updates",
                        "note.update-frame",
                        "SCHEMA",
                        update -> new Outgoing.Update(
                                update.told(), update.note(), update.type(), MissingNode.getInstance())),
                changed(
                        "empties-updates",
                        "sends updates without details",
                        "note.update-body",
                        "WRONG_BODY",
                        update -> new Outgoing.Update(update.told(), update.note(), update.type(), Json.object())),
                changed(
                        "misnames-updates",
                        "sends every update under another type",
                        "note.update-type",
                        "WRONG_TYPE",
                        update -> new Outgoing.Update(update.told(), update.note(), "happening", update.body())),
                changed(
                        "mixes-notes-up",
                        "sends updates under another note's id",
                        "note.update-id",
                        "WRONG_BODY",
                        update ->
                                new Outgoing.Update(update.told(), update.note() + "x", update.type(), update.body())),
                outbound(
                        "never-answers",
                        "answers no api request",
                        "api.answers",
                        "NO_RESPONSE",
                        frame -> frame instanceof Outgoing.Response ? List.of() : List.of(frame)),
                outbound(
                        "answers-twice",
                        "answers every api request twice",
                        "api.one-response",
                        "SECOND_RESPONSE",
                        frame -> frame instanceof Outgoing.Response ? List.of(frame, frame) : List.of(frame)),
                outbound(
                        "wraps-answers",
                        "puts the response data under res, as Misskey 12.110.1 does",
                        "api.body-is-data",
                        "WRONG_BODY",
                        frame -> frame instanceof Outgoing.Response response
                                ? List.of(new Outgoing.Response(
                                        response.id(), Json.object().set("res", response.body())))
                                : List.of(frame)),
                outbound(
                        "mixes-answers-up",
                        "answers under another id",
                        "api.response-id",
                        "UNASKED_RESPONSE",
                        frame -> frame instanceof Outgoing.Response response
                                ? List.of(new Outgoing.Response(
                                        StringNode.valueOf(Json.text(response.id()) + "x"), response.body()))
                                : List.of(frame)),
                outbound(
                        "swallows-errors",
                        "answers an error with an empty object",
                        "api.error-answered",
                        "NO_ERROR",
                        frame -> frame instanceof Outgoing.Response response
                                        && response.body().has("error")
                                ? List.of(new Outgoing.Response(response.id(), Json.object()))
                                : List.of(frame)),
                update(
                        "counts-from-one",
                        "numbers the choices of a poll from one",
                        "note.poll-voted-choice",
                        "choice",
                        before -> Json.MAPPER.valueToTree(before.intValue() + 1)),
                update(
                        "hides-the-voter",
                        "says of everybody who votes or reacts that it was nobody",
                        "note.poll-voted-user",
                        "userId",
                        before -> StringNode.valueOf("nobody")),
                update(
                        "likes-everything",
                        "sends every reaction as like",
                        "note.reacted-reaction",
                        "reaction",
                        before -> StringNode.valueOf("like")),
                update(
                        "tells-local-time",
                        "sends the time of a deletion without its zone",
                        "note.deleted-at",
                        "deletedAt",
                        before -> StringNode.valueOf(before.stringValue().replace("Z", ""))));
    }

    private static Mutant outbound(String id, String description, String kills, String code, Seams.Outbound seam) {
        return new Mutant(id, description, kills, code, new AtOutbound(seam));
    }

    /** Changes every update. */
    private static Mutant changed(
            String id, String description, String kills, String code, UnaryOperator<Outgoing.Update> change) {
        return outbound(
                id,
                description,
                kills,
                code,
                frame -> frame instanceof Outgoing.Update update ? List.of(change.apply(update)) : List.of(frame));
    }

    /** Changes one member of the updates that have it. */
    private static Mutant update(
            String id, String description, String kills, String member, UnaryOperator<JsonNode> change) {
        return outbound(id, description, kills, "WRONG_BODY", frame -> {
            if (frame instanceof Outgoing.Update update && update.body().has(member)) {
                ObjectNode body = ((ObjectNode) update.body()).deepCopy();
                body.set(member, change.apply(body.path(member)));
                return List.of(new Outgoing.Update(update.told(), update.note(), update.type(), body));
            }
            return List.of(frame);
        });
    }

    private static Outgoing with(Outgoing.Event event, JsonNode id) {
        return new Outgoing.Event(event.told(), id, event.type(), event.body());
    }

    private static JsonNode only(JsonNode body, String member) {
        return Json.object().set(member, body.path(member));
    }
}
