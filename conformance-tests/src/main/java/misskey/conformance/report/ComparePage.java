package misskey.conformance.report;

import java.util.List;
import java.util.stream.Collectors;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several runs side by side on one page: requirements down, runs across, what changed from one to the next marked. */
public final class ComparePage {
    private ComparePage() {}

    /**
     * A run to compare.
     *
     * @param label what it is called above its column, e.g. the name of its folder
     * @param report its {@code report.json}, of a server's run or a client's
     */
    public record Named(String label, JsonNode report) {}

    /**
     * The page as UTF-8, one file that needs no other. What changed is marked from each run to the one after it, so they
     * come oldest first.
     *
     * @throws IllegalArgumentException where a document is no report, with its label
     */
    public static byte[] write(List<Named> runs) {
        ObjectNode data = Json.object().put("kind", "compare");
        ArrayNode all = data.putArray("runs");
        for (Named run : runs) {
            if (!run.report().path("requirements").isArray()
                    && !run.report().path("scenarios").isArray()) {
                throw new IllegalArgumentException(
                        run.label() + ": not a report.json: it has neither requirements nor scenarios");
            }
            all.addObject().put("label", run.label()).set("report", PageData.of(run.report()));
        }
        String labels = runs.stream().map(Named::label).collect(Collectors.joining(", "));
        String plain = "<p>" + Html.text("Runs side by side: " + labels + ". This page needs scripts.") + "</p>";
        return Page.write("misskey-kit: " + Json.excerpt(labels, 200), plain, data);
    }
}
