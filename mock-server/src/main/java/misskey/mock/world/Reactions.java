package misskey.mock.world;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.ReactionStyle;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a reaction that somebody sends. */
final class Reactions {
    private static final Pattern CUSTOM = Pattern.compile(":([A-Za-z0-9_+-]+)(?:@\\.)?:");

    /** The names of Misskey 10 and 11; Misskey since 12.0.0 takes the emoji instead. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("like", "👍"),
            Map.entry("love", "❤"),
            Map.entry("laugh", "😆"),
            Map.entry("hmm", "🤔"),
            Map.entry("surprise", "😮"),
            Map.entry("congrats", "🎉"),
            Map.entry("angry", "💢"),
            Map.entry("confused", "😥"),
            Map.entry("rip", "😇"),
            Map.entry("pudding", "🍮"),
            Map.entry("star", "⭐"));

    private final Behaviour behaviour;
    private final Emojis emojis;

    Reactions(Behaviour behaviour, Emojis emojis) {
        this.behaviour = behaviour;
        this.emojis = emojis;
    }

    /** Whether reactions are emoji, and a second one takes the place of the first; else it is kept as it came, and a second one is refused. */
    boolean change() {
        return behaviour.reactionStyle() == ReactionStyle.UNICODE;
    }

    /** What is kept, and told. */
    String taken(String reaction) {
        if (!change()) {
            return reaction;
        }
        if (NAMES.containsKey(reaction)) {
            return NAMES.getOrDefault(reaction, reaction);
        }
        Matcher custom = CUSTOM.matcher(reaction);
        if (custom.matches()) {
            return emojis.named(custom.group(1))
                    .map(emoji -> ":" + emoji.name() + "@.:")
                    .orElse(behaviour.unknownReaction());
        }
        return isWritten(reaction) ? behaviour.unknownReaction() : reaction.replace("\uFE0F", "");
    }

    /** Says of a kept reaction which custom emoji it is: null where it is none. */
    ObjectNode describe(String reaction, ObjectNode details) {
        if (!change()) {
            return details;
        }
        Matcher custom = CUSTOM.matcher(reaction);
        Optional<Emojis.Emoji> emoji = custom.matches() ? emojis.named(custom.group(1)) : Optional.empty();
        if (emoji.isEmpty()) {
            return details.putNull("emoji");
        }
        details.putObject("emoji")
                .put("name", emoji.get().name() + "@.")
                .put("url", emoji.get().url());
        return details;
    }

    /** Whether it is plain text and no emoji; a keycap begins like text. */
    private static boolean isWritten(String reaction) {
        return reaction.isEmpty() || (reaction.codePointAt(0) < 0x80 && !reaction.contains("\u20E3"));
    }
}
