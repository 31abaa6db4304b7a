package misskey.conformance.reproduce;

import java.util.Optional;

/**
 * What shows a failure again.
 *
 * @param requirement the id of the requirement that failed
 * @param text the scenario file; empty where no scenario can show it
 * @param why why none can; empty where there is one
 */
public record Reproduction(String requirement, Optional<String> text, String why) {
    static Reproduction of(String requirement, String text) {
        return new Reproduction(requirement, Optional.of(text), "");
    }

    static Reproduction none(String requirement, String why) {
        return new Reproduction(requirement, Optional.empty(), why);
    }

    /** The file in the folder of the reports, with slashes; empty where there is none. */
    public Optional<String> file() {
        return text.map(scenario -> "reproduce/" + requirement + ".yaml");
    }
}
