package misskey.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import misskey.protocol.RequirementReader.Place;

/** Holds the catalogue against {@code requirements/ids.lock}: a line an id, with the hash of its statement. */
final class IdsLock {
    static final String REWRITE =
            "mvn -q test -pl schemas -Dtest=RequirementsTest -Dids.lock=rewrite -Dsurefire.failIfNoSpecifiedTests=false";

    private IdsLock() {}

    /** What differs, each with its place. */
    static List<String> differences(UnaryOperator<String> files, String lock) {
        RequirementReader reader = new RequirementReader(files);
        Map<String, Requirement> now = reader.read();
        Map<String, Place> places = reader.places();
        List<String> different = new ArrayList<>();
        Set<String> unlocked = new TreeSet<>(now.keySet());
        List<String> lines = lock.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String id = lines.get(i).substring(0, lines.get(i).indexOf(' '));
            String hash = lines.get(i).substring(id.length() + 1);
            unlocked.remove(id);
            if (!now.containsKey(id)) {
                different.add("requirements/ids.lock:" + (i + 1) + ":1: the id \"" + id
                        + "\" is gone from the catalogue" + DidYouMean.suffix(id, now.keySet()));
            } else if (!Requirements.hash(now.get(id).statement()).equals(hash)) {
                different.add(Objects.requireNonNull(places.get(id)).at("statement") + "the statement of \"" + id
                        + "\" is not the one that is locked; expected the words of before, or a new id");
            }
        }
        for (String id : unlocked) {
            different.add(Objects.requireNonNull(places.get(id)).at("id") + "the id \"" + id
                    + "\" is not in requirements/ids.lock");
        }
        return different;
    }
}
