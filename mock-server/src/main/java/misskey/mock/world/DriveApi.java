package misskey.mock.world;

import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Endpoints about files and folders. An upload comes as {@code file}, octets as a binary node, with {@code name}. */
final class DriveApi {
    private final World world;
    private final Drive drive;

    DriveApi(World world) {
        this.world = world;
        this.drive = world.drive();
    }

    void addTo(Endpoints table) {
        table.member("drive/files/create", "write:drive", this::upload);
        table.member("drive/files/upload-from-url", "write:drive", this::fetch);
        table.member(
                "drive/files/show", "read:drive", (me, p) -> world.entities().file(file(me, p)));
        table.member("drive/files/update", "write:drive", this::updateFile);
        table.member("drive/files/delete", "write:drive", (me, p) -> {
            Drive.File file = file(me, p);
            return Endpoints.done(() -> drive.remove(me, file));
        });
        table.member("drive/folders/create", "write:drive", (me, p) -> {
            Optional<String> parent = p.optionalText("parentId");
            parent.ifPresent(id -> folder(me, id));
            return world.entities()
                    .folder(drive.addFolder(me, p.optionalText("name").orElse("Untitled"), parent));
        });
        table.member("drive/folders/update", "write:drive", this::updateFolder);
        table.member("drive/folders/delete", "write:drive", this::deleteFolder);
    }

    private JsonNode upload(User me, Parameters p) {
        JsonNode octets = p.data().path("file");
        if (!octets.isBinary()) {
            throw ApiError.refused("NO_SUCH_FILE", "A file is uploaded as the part \"file\" of a multipart form.");
        }
        Optional<String> folder = p.optionalText("folderId");
        folder.ifPresent(id -> folder(me, id));
        String name = p.optionalText("name").filter(given -> !given.isBlank()).orElse("untitled");
        return world.entities().file(drive.add(me, name, octets.binaryValue(), p.flag("isSensitive", false), folder));
    }

    /** Nothing is fetched: the file is empty, and named as the URL ends. */
    private JsonNode fetch(User me, Parameters p) {
        String url = p.text("url");
        Optional<String> folder = p.optionalText("folderId");
        folder.ifPresent(id -> folder(me, id));
        String name = url.replaceFirst("[?#].*", "").replaceFirst(".*/", "");
        return Endpoints.done(() -> {
            Drive.File file = drive.add(
                    me, name.isBlank() ? "untitled" : name, new byte[0], p.flag("isSensitive", false), folder);
            var details = Json.object();
            p.optionalText("marker")
                    .ifPresentOrElse(marker -> details.put("marker", marker), () -> details.putNull("marker"));
            details.set("file", world.entities().file(file));
            world.tell(Fact.of(Fact.Kind.FILE_FETCHED, me).saying(details));
        });
    }

    private JsonNode updateFile(User me, Parameters p) {
        Drive.File file = file(me, p);
        Optional<String> folder = p.data().has("folderId") ? p.optionalText("folderId") : file.folderId();
        folder.ifPresent(id -> folder(me, id));
        Drive.File changed = new Drive.File(
                file.id(),
                file.ownerId(),
                file.createdAt(),
                p.optionalText("name").orElse(file.name()),
                file.type(),
                file.md5(),
                file.size(),
                p.flag("isSensitive", file.sensitive()),
                p.data().has("comment") ? p.optionalText("comment") : file.comment(),
                folder);
        drive.change(me, changed);
        return world.entities().file(changed);
    }

    private JsonNode updateFolder(User me, Parameters p) {
        Drive.Folder folder = folder(me, p.text("folderId"));
        Optional<String> parent = p.data().has("parentId") ? p.optionalText("parentId") : folder.parentId();
        parent.ifPresent(id -> checkNoCircle(folder, folder(me, id)));
        Drive.Folder changed = new Drive.Folder(
                folder.id(),
                folder.ownerId(),
                folder.createdAt(),
                p.optionalText("name").orElse(folder.name()),
                parent);
        drive.change(me, changed);
        return world.entities().folder(changed);
    }

    private void checkNoCircle(Drive.Folder folder, Drive.Folder parent) {
        Optional<Drive.Folder> above = Optional.of(parent);
        while (above.isPresent()) {
            if (above.get().id().equals(folder.id())) {
                throw ApiError.refused(
                        "RECURSIVE_NESTING", "It can not be structured like nesting folders recursively.");
            }
            above = above.get().parentId().flatMap(drive::folder);
        }
    }

    private JsonNode deleteFolder(User me, Parameters p) {
        Drive.Folder folder = folder(me, p.text("folderId"));
        if (!drive.isEmpty(folder)) {
            throw ApiError.refused("HAS_CHILD_FILES_OR_FOLDERS", "This folder has child files or folders.");
        }
        return Endpoints.done(() -> drive.remove(me, folder));
    }

    private Drive.File file(User me, Parameters p) {
        return drive.file(p.text("fileId"))
                .filter(file -> file.ownerId().equals(me.id()) || me.admin())
                .orElseThrow(() -> ApiError.noSuch("FILE"));
    }

    private Drive.Folder folder(User me, String id) {
        return drive.folder(id)
                .filter(folder -> folder.ownerId().equals(me.id()))
                .orElseThrow(() -> ApiError.noSuch("FOLDER"));
    }
}
