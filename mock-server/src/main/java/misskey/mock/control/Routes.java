package misskey.mock.control;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.mock.order.Members;
import org.jspecify.annotations.Nullable;

/** Which request does what: the table of the control API. */
final class Routes {
    /** What a request is about: the parts of its path in braces, its query, its body, and where it was sent. */
    record Asked(Map<String, String> path, Map<String, String> query, Members body, URI origin) {
        String part(String name) {
            return path.getOrDefault(name, "");
        }

        /** A number of the query. */
        int number(String name, int otherwise, String what) {
            String text = query.get(name);
            if (text == null) {
                return otherwise;
            }
            if (!text.matches("\\d{1,9}")) {
                throw ControlError.misread("\"" + name + "\" is " + what + "; found \"" + text + "\"");
            }
            return Integer.parseInt(text);
        }

        /** How long it wants to wait for what it asks for. */
        Duration patience() {
            int seconds = number("wait", 0, "a number of seconds, at most 600");
            if (seconds > 600) {
                throw ControlError.misread("\"wait\" is a number of seconds, at most 600; found \"" + seconds + "\"");
            }
            return Duration.ofSeconds(seconds);
        }
    }

    /** Does what a request asks for. */
    interface Action {
        Reply on(Asked asked) throws InterruptedException;
    }

    /** One row: the method, and a path such as {@code /sessions/{id}}. */
    record Route(String method, List<String> path, Action action) {}

    /** A row that a request fits, and the parts of its path. */
    record Found(Route route, Map<String, String> parts) {}

    private final List<Route> routes = new ArrayList<>();

    Routes on(String method, String path, Action action) {
        routes.add(new Route(method, segments(path), action));
        return this;
    }

    /** Every row as {@code METHOD PATH}. */
    Set<String> rows() {
        Set<String> rows = new LinkedHashSet<>();
        routes.forEach(route -> rows.add(route.method + " /" + String.join("/", route.path)));
        return rows;
    }

    /** The row for a request; a {@link ControlError} where the path is unknown, or the method. */
    Found find(String method, String path) {
        List<String> asked = segments(path);
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            Map<String, String> parts = match(route.path, asked);
            if (parts != null && route.method.equals(method)) {
                return new Found(route, parts);
            }
            if (parts != null) {
                methods.add(route.method);
            }
        }
        throw methods.isEmpty()
                ? ControlError.notFound("there is nothing at this path; GET /_kit/openapi.json tells what there is")
                : new ControlError(405, "this path takes " + String.join(", ", methods));
    }

    private static @Nullable Map<String, String> match(List<String> row, List<String> asked) {
        if (row.size() != asked.size()) {
            return null;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String part = row.get(i);
            if (part.startsWith("{")) {
                parts.put(part.substring(1, part.length() - 1), asked.get(i));
            } else if (!part.equals(asked.get(i))) {
                return null;
            }
        }
        return parts;
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceFirst("^/", "").split("/", -1));
    }
}
