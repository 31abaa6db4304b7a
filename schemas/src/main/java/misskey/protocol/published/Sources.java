package misskey.protocol.published;

import java.util.List;

/** What a document about a dialect is made from besides the dialect. */
public interface Sources {
    /** The text of a schema file such as {@code entities/note.json}. */
    String schema(String path);

    /** The statement of the requirement with this id. */
    String statement(String requirement);

    /**
     * Valid frames of a dialect to show, none where there are none.
     *
     * @param key direction and what it is, as the folders below {@code examples/valid} are named: {@code
     *     client/connect}, {@code server/CHANNEL.EVENT}
     */
    List<Example> examples(String dialect, String key);
}
