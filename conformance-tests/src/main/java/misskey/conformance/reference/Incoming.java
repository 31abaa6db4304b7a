package misskey.conformance.reference;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import misskey.mock.play.Reports;
import misskey.protocol.Behaviour.ApiResponse;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what comes what the application is told. What it does not know it leaves alone. Not thread-safe. */
final class Incoming {
    /** The dialects' word for what brings a note to those who see it. */
    private static final String POSTED = "posted";
    /** How many are kept in mind. */
    private static final int MOST_POSTS = 1_000;

    private final Dialect dialect;
    private final Holdings holdings;
    private final ClientSeams.Telling telling;
    private final Reports reports;
    private final Set<String> posts = new LinkedHashSet<>();

    Incoming(Dialect dialect, Holdings holdings, ClientSeams.Telling telling, Reports reports) {
        this.dialect = dialect;
        this.holdings = holdings;
        this.telling = telling;
        this.reports = reports;
    }

    /** A text message, of whatever kind. */
    void text(String text) {
        Frame.read(text).fold(this::take, notAFrame -> false);
    }

    private boolean take(Frame frame) {
        dialect.frameType(Direction.SERVER, frame.type()).ifPresent(type -> {
            if (type.means() == Meaning.RESPONSE) {
                answer(frame.type().substring(type.name().length()), frame.body());
            } else {
                tell(type.means(), frame);
            }
        });
        return true;
    }

    private void tell(Meaning meaning, Frame frame) {
        String id = frame.member("id").stringValue("");
        if (meaning == Meaning.EVENT) {
            telling.ofEvent(id, holdings.open()).stream()
                    .filter(as -> telling.again() || isNew(as, frame))
                    .forEach(as -> report(Json.object().put("channel", as), frame));
        } else if (meaning == Meaning.NOTE_UPDATE) {
            int times = telling.ofUpdate(id, holdings);
            for (int i = 0; i < times; i++) {
                report(Json.object().put("noteUpdated", id), frame);
            }
        }
    }

    /** Something is posted once: where a connection to a channel tells of it again, the application does not hear of it. */
    private boolean isNew(String as, Frame frame) {
        String what = frame.member("body").path("id").stringValue("");
        boolean isPost = holdings.open().stream()
                .filter(channel -> channel.as().equals(as))
                .flatMap(channel -> dialect.channel(channel.name()).stream())
                .map(channel -> channel.events().get(frame.member("type").stringValue("")))
                .anyMatch(event -> event != null && event.when().equals(Optional.of(POSTED)));
        if (!isPost || what.isEmpty()) {
            return true;
        }
        boolean isNew = posts.add(frame.member("id") + " " + as + " " + what);
        if (posts.size() > MOST_POSTS) {
            posts.remove(posts.iterator().next());
        }
        return isNew;
    }

    private void report(ObjectNode about, Frame frame) {
        about.set("type", frame.member("type"));
        if (!frame.member("body").isMissingNode()) {
            about.set("body", frame.member("body"));
        }
        reports.add(about);
    }

    /** The connection is gone, and with it whatever would have answered. */
    void lost() {
        Set.copyOf(holdings.requests().keySet())
                .forEach(id -> fail(id, "the connection was lost before the answer came"));
    }

    /** A request comes to nothing; does nothing where it has been answered. */
    void fail(String request, String why) {
        answer(request, Json.object().set("error", Json.object().put("message", why)));
    }

    private void answer(String id, JsonNode body) {
        String name = holdings.requests().remove(id);
        if (name == null) {
            return; // nobody asked, or it is answered
        }
        ObjectNode report = Json.object().put("response", name);
        boolean wrapped = dialect.behaviour().apiResponse() == ApiResponse.RES;
        if (body.path("error").isObject()) {
            report.set("error", body.path("error"));
        } else if (!wrapped || body.has("res")) {
            report.set("result", wrapped ? body.path("res") : body);
        }
        reports.add(report);
    }
}
