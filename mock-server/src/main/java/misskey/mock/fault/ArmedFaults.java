package misskey.mock.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults that wait for their occasion, in the order they were armed. Not thread-safe. */
public final class ArmedFaults {
    private List<Armed> armed = List.of();

    /** A fault that is armed, and on how many more occasions it acts. */
    public record Armed(Arming arming, int left) {}

    public void arm(Arming arming, int occasions) {
        List<Armed> more = new ArrayList<>(armed);
        more.add(new Armed(arming, occasions));
        armed = List.copyOf(more);
    }

    public List<Armed> all() {
        return armed;
    }

    /** Forgets one, if it is still there. */
    public void disarm(Arming arming) {
        List<Armed> left = new ArrayList<>(armed);
        left.stream().filter(each -> each.arming().equals(arming)).findFirst().ifPresent(left::remove);
        armed = List.copyOf(left);
    }

    public void clear() {
        armed = List.of();
    }

    /** The first that this is an occasion for. */
    public Optional<Arming> takeFirst(Predicate<Arming> occasion) {
        Optional<Armed> first =
                armed.stream().filter(each -> occasion.test(each.arming())).findFirst();
        first.ifPresent(taken -> count(List.of(taken)));
        return first.map(Armed::arming);
    }

    /** All that this is an occasion for. */
    public List<Arming> takeAll(Predicate<Arming> occasion) {
        List<Armed> all =
                armed.stream().filter(each -> occasion.test(each.arming())).toList();
        count(all);
        return all.stream().map(Armed::arming).toList();
    }

    /** One occasion less for these; what has none left is forgotten. Two that are armed alike are two all the same. */
    private void count(List<Armed> taken) {
        List<Armed> open = new ArrayList<>(taken);
        List<Armed> left = new ArrayList<>();
        for (Armed each : armed) {
            if (!open.remove(each)) {
                left.add(each);
            } else if (each.left > 1) {
                left.add(new Armed(each.arming, each.left - 1));
            }
        }
        armed = List.copyOf(left);
    }
}
