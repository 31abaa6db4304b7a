package misskey.conformance.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How to take back what an endpoint of the HTTP API has done. Pure. */
final class TakingBack {
    /** The answers of a server to which there is nothing to take back any more. */
    private static final Set<String> GONE = Set.of(
            "NOT_FOLLOWING", "NOT_MUTING", "NOT_BLOCKING", "NOT_REACTED", "NOT_FAVORITED", "NOT_PINNED", "NOT_ADDED");

    private static final Map<String, Pair> PAIRS = new HashMap<>();
    private static final Map<String, Made> MADE = new HashMap<>();

    /** Two endpoints, each of which undoes the other, and the members that say what it is about. */
    private record Pair(String inverse, List<String> members) {}

    /** The endpoint that deletes what was made, and the member that names it there. */
    private record Made(String endpoint, String member, ObjectNode more, List<String> orElse) {}

    /**
     * A call that takes something back.
     *
     * @param of the note that the thing is made of, and goes with; empty where it stands for itself
     * @param orElse what comes nearest to it at servers that do not have the endpoint, in this order
     */
    record Undo(String endpoint, ObjectNode data, String of, List<String> orElse) {
        Undo(String endpoint, ObjectNode data) {
            this(endpoint, data, "", List.of());
        }
    }

    static {
        for (String both : List.of("following", "mute", "renote-mute", "blocking")) {
            pair(both + "/create", both + "/delete", "userId");
        }
        for (String both : List.of("notes/favorites", "notes/thread-muting", "notes/watching")) {
            pair(both + "/create", both + "/delete", "noteId");
        }
        pair("i/pin", "i/unpin", "noteId");
        pair("channels/follow", "channels/unfollow", "channelId");
        pair("reversi/match", "reversi/cancel-match", "userId");
        pair("users/lists/push", "users/lists/pull", "listId", "userId");
        pair("clips/add-note", "clips/remove-note", "clipId", "noteId");
        pair("admin/suspend-user", "admin/unsuspend-user", "userId");
        pair("admin/roles/assign", "admin/roles/unassign", "roleId", "userId");
        PAIRS.put("notes/reactions/create", new Pair("notes/reactions/delete", List.of("noteId")));
        made("notes/create", "notes/delete", "noteId");
        made("users/lists/create", "users/lists/delete", "listId");
        made("antennas/create", "antennas/delete", "antennaId");
        made("clips/create", "clips/delete", "clipId");
        made("pages/create", "pages/delete", "pageId");
        made("drive/files/create", "drive/files/delete", "fileId");
        made("drive/folders/create", "drive/folders/delete", "folderId");
        made("messaging/messages/create", "messaging/messages/delete", "messageId");
        made("chat/messages/create-to-user", "chat/messages/delete", "messageId");
        made("admin/roles/create", "admin/roles/delete", "roleId");
        made("admin/emoji/add", "admin/emoji/delete", "id");
        made("admin/announcements/create", "admin/announcements/delete", "id");
        // Nobody but an administrator can delete one; archived, it is out of everybody's way.
        MADE.put(
                "channels/create",
                new Made("channels/update", "channelId", Json.object().put("isArchived", true), List.of()));
        // Families and versions call it differently, and some have only the last.
        MADE.put(
                "admin/accounts/create",
                new Made(
                        "admin/accounts/delete",
                        "userId",
                        Json.object(),
                        List.of("admin/delete-account", "admin/suspend-user")));
    }

    private TakingBack() {}

    private static void pair(String one, String other, String... members) {
        PAIRS.put(one, new Pair(other, List.of(members)));
        PAIRS.put(other, new Pair(one, List.of(members)));
    }

    private static void made(String by, String deletedBy, String member) {
        MADE.put(by, new Made(deletedBy, member, Json.object(), List.of()));
    }

    /** The call that reads what another is about to change, so that it can be restored; empty where none is needed. */
    static Optional<Undo> toReadBefore(String endpoint, ObjectNode data) {
        return switch (endpoint) {
            case "i/update" -> Optional.of(new Undo("i", Json.object()));
            case "i/registry/set" -> Optional.of(new Undo("i/registry/get", only(data, List.of("scope", "key"))));
            default -> Optional.empty();
        };
    }

    /**
     * The call that takes back one that has worked.
     *
     * @param answer what the call was answered
     * @param before what was read before it; null where nothing was, or where there was nothing
     */
    static Optional<Undo> of(String endpoint, ObjectNode data, JsonNode answer, @Nullable JsonNode before) {
        Pair pair = PAIRS.get(endpoint);
        if (pair != null) {
            return Optional.of(new Undo(
                    pair.inverse, only(data, pair.members), data.path("noteId").stringValue(""), List.of()));
        }
        Made made = MADE.get(endpoint);
        if (made != null) {
            JsonNode thing = endpoint.equals("notes/create") ? answer.path("createdNote") : answer;
            ObjectNode named = Json.object().set(made.member, thing.path("id"));
            return thing.path("id").isString()
                    ? Optional.of(new Undo(made.endpoint, named.setAll(made.more), "", made.orElse))
                    : Optional.empty();
        }
        return switch (endpoint) {
            case "i/update" -> Optional.ofNullable(before).map(old -> new Undo(endpoint, restored(data, old)));
            case "i/registry/set" -> Optional.of(restoredKey(data, before));
            default -> Optional.empty();
        };
    }

    /** The old values of what is changed. */
    private static ObjectNode restored(ObjectNode changed, JsonNode old) {
        ObjectNode values = Json.object();
        changed.propertyNames().forEach(name -> {
            if (old.has(name)) {
                values.set(name, old.path(name));
            }
        });
        return values;
    }

    private static Undo restoredKey(ObjectNode set, @Nullable JsonNode old) {
        ObjectNode key = only(set, List.of("scope", "key"));
        return old == null || old.isMissingNode()
                ? new Undo("i/registry/remove", key)
                : new Undo("i/registry/set", key.set("value", old));
    }

    private static ObjectNode only(ObjectNode data, List<String> members) {
        ObjectNode kept = Json.object();
        members.forEach(member -> {
            if (data.has(member)) {
                kept.set(member, data.path(member));
            }
        });
        return kept;
    }

    /** Whether an answer says that the thing is not there any more. */
    static boolean isGone(JsonNode answer) {
        String code = answer.path("error").path("code").stringValue("");
        return GONE.contains(code)
                || code.startsWith("ALREADY_")
                || (code.startsWith("NO_SUCH_") && !code.equals("NO_SUCH_ENDPOINT"));
    }
}
