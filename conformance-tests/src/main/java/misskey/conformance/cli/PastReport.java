package misskey.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.PastRun;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A {@code report.json} that an earlier run wrote. Read are only the members that runs are compared by; what else is there does
 * not matter.
 *
 * @param document the whole of it
 */
record PastReport(Path file, JsonNode document, PastRun run) {
    private static final String NAME = "report.json";

    /** Reads the file, or the one of that name in the folder. */
    static PastReport read(Path named) throws CannotRun {
        Path file = Files.isDirectory(named) ? named.resolve(NAME) : named;
        JsonNode document;
        try {
            document = Json.read(Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw CannotRun.usage(
                    file + ": there is no such file; expected a report.json, or the folder that --out wrote it to");
        } catch (IOException unreadable) {
            throw CannotRun.usage(file + ": cannot be read: " + unreadable);
        } catch (JacksonException broken) {
            throw CannotRun.usage(file + ":" + broken.getLocation().getLineNr() + ":"
                    + broken.getLocation().getColumnNr() + ": not JSON: " + broken.getOriginalMessage());
        }
        return new PastReport(file, document, new Reading(file, document).run());
    }

    /** Of a client's report the scenarios are what was judged. */
    private record Reading(Path file, JsonNode document) {
        private PastRun run() throws CannotRun {
            String role = text(document, "", "role");
            if (Arrays.stream(Direction.values()).noneMatch(side -> side.label().equals(role))) {
                throw wrong("role", "is client or server; found \"" + role + "\"");
            }
            boolean requirements = document.has("requirements");
            String list = requirements ? "requirements" : "scenarios";
            JsonNode rows = document.path(list);
            if (!rows.isArray()) {
                throw wrong(list, "is a list; found " + Json.typeOf(rows) + "; is this a report of misskey-kit?");
            }
            List<PastRun.Row> read = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).isObject() && !rows.get(i).has("outcome")) {
                    continue; // in scope, and nothing of that run says anything about it
                }
                PastRun.Row row = row(rows.get(i), list + "[" + i + "]", requirements ? "id" : "name");
                if (!ids.add(row.id())) {
                    throw wrong(list + "[" + i + "]", "is there twice: \"" + row.id() + "\"");
                }
                read.add(row);
            }
            return new PastRun(
                    text(document, "", "kit"), text(document, "", "target"), text(document, "", "dialect"), role, read);
        }

        private PastRun.Row row(JsonNode row, String at, String name) throws CannotRun {
            Outcome outcome = word(Outcome.class, row, at, "outcome");
            Optional<String> code = row.has("code") ? Optional.of(text(row, at + ".", "code")) : Optional.empty();
            if (outcome == Outcome.FAIL && code.isEmpty()) {
                throw wrong(at + ".code", "is missing: a FAIL has one");
            }
            return new PastRun.Row(
                    text(row, at + ".", name),
                    outcome,
                    code.filter(each -> outcome == Outcome.FAIL),
                    word(Level.class, row, at, "level"),
                    row.has("message") ? text(row, at + ".", "message") : "");
        }

        private <T extends Enum<T>> T word(Class<T> type, JsonNode row, String at, String member) throws CannotRun {
            String word = text(row, at + ".", member);
            List<String> known =
                    Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
            if (!known.contains(word)) {
                throw wrong(
                        at + "." + member,
                        "cannot be \"" + Json.excerpt(word, 40) + "\"" + DidYouMean.suffixOrAll(word, known));
            }
            return Enum.valueOf(type, word);
        }

        private String text(JsonNode object, String around, String member) throws CannotRun {
            JsonNode text = object.path(member);
            if (!text.isString()) {
                throw wrong(
                        around + member,
                        "is a text; found " + Json.typeOf(text)
                                + (around.isEmpty() ? "; is this a report of misskey-kit?" : ""));
            }
            return text.stringValue();
        }

        private CannotRun wrong(String member, String message) {
            return CannotRun.usage(file + ": " + member + " " + message);
        }
    }
}
