package misskey.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
            checkServers();
            checkRows();
            checkSwitches();
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

        private void checkServers() {
            if (file.versions() != null) {
                checkReleases("/versions/standsFor/", file.versions().standsFor());
                checkReleases("/versions/checkedOn/", file.versions().checkedOn());
                for (int i = 0; i < file.versions().checkedOn().size(); i++) {
                    String release = file.versions().checkedOn().get(i);
                    yaml.checkKnown(
                            "/versions/checkedOn/" + i, release, file.versions().standsFor(), "release it stands for");
                }
            }
        }

        private void checkReleases(String pointer, List<String> releases) {
            for (int i = 0; i < releases.size(); i++) {
                String release = releases.get(i);
                check(pointer + i, () -> ServerVersion.parse(release));
            }
        }

        private void checkRows() {
            FrameRows frames = FrameRows.orEmpty(file.frames());
            checkRows("/frames/client", frames.client(), FrameRow::schema);
            checkRows("/frames/server", frames.server(), FrameRow::schema);
            checkRows("/channels", file.channels(), channel -> null);
            DialectFile.orEmpty(file.channels()).forEach((channel, row) -> {
                checkSchema("/channels/" + channel + "/params", row.params());
                checkRows("/channels/" + channel + "/events", row.events(), EventRow::schema);
                checkRows("/channels/" + channel + "/messages", row.messages(), EventRow::schema);
            });
            checkRows("/noteUpdates", file.noteUpdates(), EventRow::schema);
        }

        private <R extends DialectFile.Row> void checkRows(
                String pointer, @Nullable Map<String, R> rows, Function<R, @Nullable String> schema) {
            DialectFile.orEmpty(rows).forEach((name, row) -> {
                String versions = row.versions();
                if (versions != null) {
                    check(pointer + "/" + name + "/versions", () -> VersionRange.parse(versions));
                }
                checkSchema(pointer + "/" + name + "/schema", schema.apply(row));
            });
        }

        private void checkSchema(String pointer, @Nullable String schema) {
            if (schema != null && !ProtocolFiles.exists(schema)) {
                throw yaml.wrong(pointer, "there is no schema " + schema);
            }
        }

        private void checkSwitches() {
            List<ServerVersion> releases = file.servers().standsFor();
            DialectFile.orEmpty(file.behaviour()).forEach((name, row) -> {
                yaml.checkKnown("/behaviour/" + name, name, Switches.NAMES, "switch");
                check(
                        "/behaviour/" + name + "/is",
                        () -> Switches.check(
                                name, row, releases.isEmpty() ? List.of(DialectFile.NO_SERVER) : releases));
            });
        }

        private void check(String pointer, Runnable reading) {
            try {
                reading.run();
            } catch (IllegalArgumentException misread) {
                throw yaml.wrong(pointer, String.valueOf(misread.getMessage()));
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
            for (String name : Switches.NAMES) {
                if (!DialectFile.orEmpty(file.behaviour()).containsKey(name)) {
                    throw yaml.wrong("/behaviour", "the switch \"" + name + "\" is missing");
                }
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
