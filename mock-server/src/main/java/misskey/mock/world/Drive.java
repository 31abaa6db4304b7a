package misskey.mock.world;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.StringNode;

/** The files and folders of all accounts. What a file holds is not kept. */
final class Drive {
    private final World world;
    private final Map<String, File> files = new LinkedHashMap<>();
    private final Map<String, Folder> folders = new LinkedHashMap<>();

    /** A file. */
    record File(
            String id,
            String ownerId,
            Instant createdAt,
            String name,
            String type,
            String md5,
            int size,
            boolean sensitive,
            Optional<String> comment,
            Optional<String> folderId) {}

    /** A folder. */
    record Folder(String id, String ownerId, Instant createdAt, String name, Optional<String> parentId) {}

    Drive(World world) {
        this.world = world;
    }

    Optional<File> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    Optional<Folder> folder(String id) {
        return Optional.ofNullable(folders.get(id));
    }

    File add(User owner, String name, byte[] octets, boolean sensitive, Optional<String> folderId) {
        File file = new File(
                world.newId(),
                owner.id(),
                world.now(),
                name,
                typeOf(name),
                md5(octets),
                octets.length,
                sensitive,
                Optional.empty(),
                folderId);
        files.put(file.id(), file);
        world.tell(Fact.of(Fact.Kind.FILE_ADDED, owner).saying(world.entities().file(file)));
        return file;
    }

    void change(User owner, File changed) {
        files.put(changed.id(), changed);
        world.tell(
                Fact.of(Fact.Kind.FILE_CHANGED, owner).saying(world.entities().file(changed)));
    }

    void remove(User owner, File file) {
        files.remove(file.id());
        world.tell(Fact.of(Fact.Kind.FILE_REMOVED, owner).saying(StringNode.valueOf(file.id())));
    }

    Folder addFolder(User owner, String name, Optional<String> parentId) {
        Folder folder = new Folder(world.newId(), owner.id(), world.now(), name, parentId);
        folders.put(folder.id(), folder);
        world.tell(
                Fact.of(Fact.Kind.FOLDER_ADDED, owner).saying(world.entities().folder(folder)));
        return folder;
    }

    void change(User owner, Folder changed) {
        folders.put(changed.id(), changed);
        world.tell(
                Fact.of(Fact.Kind.FOLDER_CHANGED, owner).saying(world.entities().folder(changed)));
    }

    void remove(User owner, Folder folder) {
        folders.remove(folder.id());
        world.tell(Fact.of(Fact.Kind.FOLDER_REMOVED, owner).saying(StringNode.valueOf(folder.id())));
    }

    boolean isEmpty(Folder folder) {
        Optional<String> id = Optional.of(folder.id());
        return files.values().stream().noneMatch(file -> file.folderId().equals(id))
                && folders.values().stream().noneMatch(inner -> inner.parentId().equals(id));
    }

    private static String typeOf(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return switch (end) {
            case "png", "gif", "webp" -> "image/" + end;
            case "jpg", "jpeg" -> "image/jpeg";
            case "txt" -> "text/plain";
            default -> "application/octet-stream";
        };
    }

    private static String md5(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
