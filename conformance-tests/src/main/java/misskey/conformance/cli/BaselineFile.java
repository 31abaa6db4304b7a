package misskey.conformance.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.scenario.Located;
import misskey.scenario.ScenarioError;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads a baseline: every mistake in it is told at once, each with {@code file:line:column}. */
final class BaselineFile {
    /** What stands in the place of a reason that is still to be given. */
    static final String NO_REASON_YET = "TODO";

    private static final JsonPointer KNOWN = JsonPointer.compile("/known");
    private static final Set<String> REQUIRED = Set.of("requirement", "code", "reason");
    private static final List<String> KEYS = List.of("requirement", "code", "reason", "link", "expires");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Located yaml;
    private final boolean unfinished;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();

    private BaselineFile(Located yaml, boolean unfinished) {
        this.yaml = yaml;
        this.unfinished = unfinished;
    }

    /** Reads a baseline to judge by. */
    static Baseline read(Path file) throws CannotRun {
        return read(file, false);
    }

    /** Reads a baseline to go on writing: reasons may still be {@code TODO} in it. */
    static Baseline readUnfinished(Path file) throws CannotRun {
        return read(file, true);
    }

    /** The published schema of the format. */
    static String schema() {
        try (InputStream in = BaselineFile.class.getResourceAsStream("baseline.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("baseline.schema.json is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("baseline.schema.json cannot be read", broken);
        }
    }

    private static Baseline read(Path file, boolean unfinished) throws CannotRun {
        Located yaml;
        try {
            yaml = Located.read(file, "a baseline");
        } catch (ScenarioError broken) {
            throw CannotRun.usage(String.valueOf(broken.getMessage()));
        }
        BaselineFile reading = new BaselineFile(yaml, unfinished);
        List<Known> entries = reading.entries();
        if (!reading.mistakes.isEmpty()) {
            throw CannotRun.usage(String.join(System.lineSeparator(), reading.mistakes));
        }
        return new Baseline(file.toString(), entries);
    }

    private List<Known> entries() {
        List<Known> entries = new ArrayList<>();
        JsonNode root = yaml.root();
        if (!root.isObject()) {
            wrong(JsonPointer.empty(), "a baseline is an object with a list called \"known\"; found " + kind(root));
            return entries;
        }
        root.propertyNames().forEach(key -> {
            if (!key.equals("known")) {
                wrong(
                        JsonPointer.empty().appendProperty(key),
                        "a baseline has no \"" + key + "\"" + DidYouMean.suffixOrAll(key, List.of("known")));
            }
        });
        JsonNode list = root.path("known");
        if (!list.isArray()) {
            wrong(KNOWN, "\"known\" is the list of known failures; found " + kind(list));
            return entries;
        }
        for (int i = 0; i < list.size(); i++) {
            entry(list.get(i), KNOWN.appendIndex(i)).ifPresent(entries::add);
        }
        return entries;
    }

    /** The entry, where nothing is wrong with it. */
    private Optional<Known> entry(JsonNode entry, JsonPointer at) {
        int before = mistakes.size();
        if (!entry.isObject()) {
            wrong(at, "an entry is an object with requirement, code and reason; found " + kind(entry));
            return Optional.empty();
        }
        for (String key : entry.propertyNames()) {
            if (!KEYS.contains(key)) {
                wrong(at.appendProperty(key), "an entry has no \"" + key + "\"" + DidYouMean.suffixOrAll(key, KEYS));
            } else if (!entry.path(key).isString()) {
                wrong(at.appendProperty(key), "\"" + key + "\" is a text; found " + kind(entry.path(key)));
            }
        }
        for (String key : KEYS) {
            if (REQUIRED.contains(key) && !entry.has(key)) {
                wrong(at, "\"" + key + "\" is missing: " + meaning(key));
            }
        }
        if (mistakes.size() > before) {
            return Optional.empty();
        }
        String id = entry.path("requirement").stringValue();
        requirement(id, at);
        String code = entry.path("code").stringValue();
        check(at, "code", CODE, code);
        String reason = entry.path("reason").stringValue().strip();
        reason(reason, at);
        Optional<String> link = entry.path("link").stringValueOpt();
        link.ifPresent(text -> check(at, "link", LINK, text));
        Optional<LocalDate> expires =
                entry.path("expires").stringValueOpt().flatMap(text -> date(text, at.appendProperty("expires")));
        return mistakes.size() > before
                ? Optional.empty()
                : Optional.of(
                        new Known(id, code, reason, link, expires, yaml.at(at).toString()));
    }

    private void requirement(String id, JsonPointer entry) {
        JsonPointer at = entry.appendProperty("requirement");
        if (Requirements.all().find(id).isEmpty()) {
            List<String> ids =
                    Requirements.all().list().stream().map(Requirement::id).toList();
            wrong(
                    at,
                    "there is no requirement \"" + id + "\"" + DidYouMean.suffix(id, ids)
                            + " (misskey-kit list shows them all)");
            return;
        }
        String first = seen.putIfAbsent(id, yaml.at(at).toString());
        if (first != null) {
            wrong(at, "\"" + id + "\" has an entry already, at " + first);
        }
    }

    private void reason(String reason, JsonPointer entry) {
        JsonPointer at = entry.appendProperty("reason");
        if (reason.isEmpty()) {
            wrong(at, "the reason is empty: " + meaning("reason"));
        } else if (!unfinished && reason.toUpperCase(Locale.ROOT).equals(NO_REASON_YET)) {
            wrong(at, "the reason is still " + NO_REASON_YET + ": " + meaning("reason"));
        }
    }

    private Optional<LocalDate> date(String text, JsonPointer at) {
        try {
            if (DATE.matcher(text).matches()) {
                return Optional.of(LocalDate.parse(text));
            }
        } catch (DateTimeParseException noSuchDay) {
            wrong(at, "there is no day " + text + "; " + meaning("expires"));
            return Optional.empty();
        }
        wrong(at, Json.excerpt(text, 40) + " is no date; " + meaning("expires"));
        return Optional.empty();
    }

    private void check(JsonPointer entry, String key, Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            wrong(entry.appendProperty(key), "\"" + Json.excerpt(text, 80) + "\" is no " + key + "; " + meaning(key));
        }
    }

    private static String meaning(String key) {
        return switch (key) {
            case "requirement" -> "the id of the requirement that is known to fail";
            case "code" -> "the code it fails under, as the report says, e.g. NO_EVENT";
            case "reason" -> "say why it is put up with";
            case "link" -> "expected a URL with https://";
            case "expires" -> "expected the last day on which the entry holds, e.g. 2027-03-31";
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "nothing" : Json.typeOf(node) + " " + Json.excerpt(node, 40);
    }

    private void wrong(JsonPointer at, String message) {
        mistakes.add(yaml.at(at) + ": " + message);
    }
}
