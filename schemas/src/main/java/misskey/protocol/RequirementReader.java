package misskey.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads the catalogue. A mistake in a file is an {@link IllegalStateException} that says
 * {@code file:line:column}, what is wrong, and what would have been right.
 */
final class RequirementReader {
    private final UnaryOperator<String> files;
    private final Map<String, Requirement> byId = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Reads the texts of files such as {@code requirements/areas.yaml} from this function. */
    RequirementReader(UnaryOperator<String> files) {
        this.files = files;
    }

    /** Where a row stands. */
    record Place(YamlText yaml, String pointer) {
        String at(String key) {
            return yaml.at(pointer + "/" + key);
        }
    }

    /** Every requirement by its id, area by area. */
    Map<String, Requirement> read() {
        List<Area> areas = yaml("areas").readList(String.class).parallelStream()
                .map(this::area)
                .toList();
        for (Area area : areas) {
            for (int i = 0; i < area.rows.size(); i++) {
                if (area.rows.get(i) == null) {
                    throw area.yaml.wrong("/" + i, "there is no row after the hyphen");
                }
                Requirement requirement = area.rows.get(i).toRequirement(area.yaml, "/" + i, area.name);
                add(requirement, new Place(area.yaml, "/" + i));
            }
        }
        return byId;
    }

    /** A file: every start of the kit reads them all, and so they are read side by side. */
    private record Area(String name, YamlText yaml, List<RequirementRow> rows) {}

    private Area area(String name) {
        YamlText yaml = yaml(name);
        return new Area(name, yaml, yaml.readList(RequirementRow.class));
    }

    /** Where each row stands that was read. */
    Map<String, Place> places() {
        return places;
    }

    private void add(Requirement requirement, Place place) {
        Place before = places.put(requirement.id(), place);
        if (before != null) {
            throw new IllegalStateException(place.at("id") + "the id \"" + requirement.id()
                    + "\" is there twice; before at " + before.at("id"));
        }
        byId.put(requirement.id(), requirement);
    }

    private YamlText yaml(String name) {
        String path = "requirements/" + name + ".yaml";
        return new YamlText(path, files.apply(path));
    }
}
