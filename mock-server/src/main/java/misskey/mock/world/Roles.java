package misskey.mock.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Behaviour.ReportsTo;
import tools.jackson.databind.JsonNode;

/** The roles of accounts: who moderates, and who may see what. */
final class Roles {
    /** The policy that lets an account see the local and the social timeline. */
    static final String LOCAL = "ltlAvailable";
    /** The policy that lets an account see the global timeline. */
    static final String GLOBAL = "gtlAvailable";

    private final World world;
    private final Map<String, Role> byId = new LinkedHashMap<>();

    /**
     * A role.
     *
     * @param explorable whether the notes of its holders are a timeline
     * @param moderates whether its holders are moderators or administrators
     * @param policies what it says of its holders by the name of the policy, {@code {useDefault, priority, value}}
     */
    record Role(
            String id,
            Instant createdAt,
            String name,
            boolean isPublic,
            boolean explorable,
            boolean moderates,
            JsonNode policies,
            Set<String> holders) {
        Role with(String holder, boolean wanted) {
            Set<String> changed = new LinkedHashSet<>(holders);
            if (wanted) {
                changed.add(holder);
            } else {
                changed.remove(holder);
            }
            return new Role(id, createdAt, name, isPublic, explorable, moderates, policies, changed);
        }

        private int priority(String policy) {
            return policies.path(policy).path("priority").intValue(0);
        }

        private boolean allows(String policy) {
            JsonNode said = policies.path(policy);
            return said.path("useDefault").booleanValue(true)
                    || said.path("value").booleanValue(true);
        }
    }

    Roles(World world) {
        this.world = world;
    }

    Optional<Role> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Role> of(User user) {
        return byId.values().stream()
                .filter(role -> role.holders().contains(user.id()))
                .toList();
    }

    void put(Role role) {
        byId.put(role.id(), role);
    }

    void remove(Role role) {
        byId.remove(role.id());
    }

    void assign(Role role, User holder, boolean wanted) {
        put(role.with(holder.id(), wanted));
        if (wanted && role.isPublic()) {
            world.notifications().add(holder, Told.of(Told.Type.ROLE_ASSIGNED).assigned(role.with(holder.id(), true)));
        }
    }

    boolean isModerator(User user) {
        return of(user).stream().anyMatch(Role::moderates);
    }

    /** Those who are told of reports. */
    List<User> moderators() {
        boolean byRole = world.rules().behaviour().reportsTo() == ReportsTo.ROLES;
        return world.users().stream()
                .filter(byRole ? this::isModerator : User::admin)
                .toList();
    }

    /** Whether a policy lets an account see a timeline: any role of those with most to say, else everybody may. */
    boolean allows(Optional<User> user, String policy) {
        List<Role> held = user.map(this::of).orElse(List.of());
        int highest = held.stream()
                .map(role -> role.priority(policy))
                .max(Comparator.naturalOrder())
                .orElse(0);
        return held.isEmpty()
                || held.stream()
                        .filter(role -> role.priority(policy) == highest)
                        .anyMatch(role -> role.allows(policy));
    }
}
