package misskey.protocol;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * The text of one of the kit's own YAML files. A mistake in it is an {@link IllegalStateException} that
 * says {@code file:line:column}, what is wrong, and the nearest name that would have been right.
 */
record YamlText(String path, String text) {

    /** Reads the whole text as one value. */
    <T> T read(Class<T> type) {
        return checked(() -> ProtocolFiles.YAML.readValue(text, type));
    }

    /** Reads the whole text as a list of values. */
    <T> List<T> readList(Class<T> type) {
        return checked(() -> ProtocolFiles.YAML.readerForListOf(type).readValue(text));
    }

    private <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnrecognizedPropertyException unknown) {
            List<String> known =
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
            String key = unknown.getPropertyName();
            throw wrong(pointer(unknown), "there is no key \"" + key + "\" here" + DidYouMean.suffixOrAll(key, known));
        } catch (InvalidFormatException word) {
            if (!word.getTargetType().isEnum()) {
                throw broken(word);
            }
            String found = String.valueOf(word.getValue());
            List<String> known = words(word.getTargetType(), found);
            throw wrong(
                    pointer(word), "there is no word \"" + found + "\" here" + DidYouMean.suffixOrAll(found, known));
        } catch (JacksonException broken) {
            throw broken(broken);
        }
    }

    /** The error that the value at this pointer is wrong. */
    IllegalStateException wrong(String pointer, String message) {
        return new IllegalStateException(at(pointer) + message);
    }

    /** {@code file:line:column: } of the value at this pointer. */
    String at(String pointer) {
        return YamlPlaces.at(path, YamlPlaces.of(text, pointer));
    }

    /** Fails where a name is not one of those there are. */
    void checkKnown(String pointer, String named, Collection<String> known, String what) {
        if (!known.contains(named)) {
            throw wrong(pointer, "there is no " + what + " \"" + named + "\"" + DidYouMean.suffixOrAll(named, known));
        }
    }

    private IllegalStateException broken(JacksonException broken) {
        return new IllegalStateException(
                YamlPlaces.at(path, broken.getLocation()) + broken.getOriginalMessage(), broken);
    }

    /** The words of an enum as files write them, in the case of the wrong one. */
    private static List<String> words(Class<?> type, String like) {
        boolean small = like.equals(like.toLowerCase(Locale.ROOT));
        return Arrays.stream(type.getEnumConstants())
                .map(word -> ProtocolFiles.YAML.convertValue(word, String.class))
                .map(word -> small ? word.toLowerCase(Locale.ROOT) : word)
                .toList();
    }

    private static String pointer(JacksonException wrong) {
        return wrong.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }
}
