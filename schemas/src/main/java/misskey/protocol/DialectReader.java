package misskey.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import misskey.protocol.DialectFile.ChannelRow;
import misskey.protocol.DialectFile.EventRow;
import misskey.protocol.DialectFile.FrameRow;
import misskey.protocol.DialectFile.FrameRows;
import misskey.protocol.DialectFile.Without;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dialect and what it extends. A mistake in a file is an {@link IllegalStateException} that
 * says {@code file:line:column}, what is wrong, and the nearest name that would have been right.
 */
final class DialectReader {
    private final UnaryOperator<String> files;

    /** Reads the texts of files such as {@code dialects/documented.yaml} from this function. */
    DialectReader(UnaryOperator<String> files) {
        this.files = files;
    }

    /** The dialect of this name, complete. */
    DialectFile read(String name) {
        String path = "dialects/" + name + ".yaml";
        return new Reading(new YamlText(path, files.apply(path))).complete(name);
    }

    /** One file while it is read. */
    private final class Reading {
        private final YamlText yaml;
        private final DialectFile file;

        Reading(YamlText yaml) {
            this.yaml = yaml;
            file = yaml.read(DialectFile.class);
        }

        DialectFile complete(String name) {
            if (!file.dialect().equals(name)) {
                throw yaml.wrong("/dialect", "the file is that of the dialect \"" + name + "\"");
            }
            checkSchemas();
            if (file.base() == null) {
                checkWhole();
                return file;
            }
            // Only an earlier dialect can be extended, so that no dialect extends itself in a circle.
            List<String> earlier = Dialect.NAMES.subList(0, Math.max(0, Dialect.NAMES.indexOf(name)));
            yaml.checkKnown("/extends", file.base(), earlier, "earlier dialect");
            DialectFile extended = read(file.base());
            checkWithout(extended);
            checkCredentials(DialectFile.orEmpty(extended.channels()).keySet());
            return file.over(extended);
        }

        private void checkSchemas() {
            FrameRows frames = FrameRows.orEmpty(file.frames());
            checkFrames("/frames/client", frames.client());
            checkFrames("/frames/server", frames.server());
            DialectFile.orEmpty(file.channels())
                    .forEach((channel, row) -> checkEvents("/channels/" + channel + "/events", row.events()));
            checkEvents("/noteUpdates", file.noteUpdates());
        }

        private void checkFrames(String pointer, @Nullable Map<String, FrameRow> rows) {
            DialectFile.orEmpty(rows).forEach((type, row) -> checkSchema(pointer + "/" + type, row.schema()));
        }

        private void checkEvents(String pointer, @Nullable Map<String, EventRow> rows) {
            DialectFile.orEmpty(rows).forEach((event, row) -> checkSchema(pointer + "/" + event, row.schema()));
        }

        private void checkSchema(String pointer, @Nullable String schema) {
            if (schema != null && !ProtocolFiles.exists(schema)) {
                throw yaml.wrong(pointer + "/schema", "there is no schema " + schema);
            }
        }

        private void checkWhole() {
            FrameRows frames = FrameRows.orEmpty(file.frames());
            boolean whole = file.behaviour() != null
                    && frames.client() != null
                    && frames.server() != null
                    && file.channels() != null
                    && file.noteUpdates() != null;
            if (!whole || file.without() != null) {
                throw yaml.wrong(
                        "/dialect",
                        "a dialect that extends none has behaviour, frames of both directions, channels and"
                                + " noteUpdates, and is without nothing");
            }
            checkCredentials(Set.of());
        }

        private void checkWithout(DialectFile extended) {
            Without without = file.without();
            if (without == null) {
                return;
            }
            FrameRows frames = FrameRows.orEmpty(extended.frames());
            checkGone("client", without.client(), frames.client());
            checkGone("server", without.server(), frames.server());
            checkGone("channels", without.channels(), extended.channels());
            checkGone("noteUpdates", without.noteUpdates(), extended.noteUpdates());
        }

        private <T> void checkGone(String key, @Nullable List<String> gone, @Nullable Map<String, T> rows) {
            for (int i = 0; gone != null && i < gone.size(); i++) {
                String what = file.base() + " row under " + key + " to be without";
                yaml.checkKnown(
                        "/without/" + key + "/" + i,
                        gone.get(i),
                        DialectFile.orEmpty(rows).keySet(),
                        what);
            }
        }

        private void checkCredentials(Set<String> saidBefore) {
            for (Map.Entry<String, ChannelRow> channel :
                    DialectFile.orEmpty(file.channels()).entrySet()) {
                if (channel.getValue().credential() == null && !saidBefore.contains(channel.getKey())) {
                    throw yaml.wrong("/channels/" + channel.getKey(), "the channel does not say its credential");
                }
            }
        }
    }
}
