package misskey.mock.world;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Endpoints about roles. */
final class RolesApi {
    private final World world;
    private final Roles roles;
    private final Asked asked;

    RolesApi(World world, Asked asked) {
        this.world = world;
        this.roles = world.roles();
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.admin("admin/roles/create", (me, p) -> create(p));
        table.admin("admin/roles/delete", (me, p) -> {
            Roles.Role role = role(p);
            return Endpoints.done(() -> roles.remove(role));
        });
        table.admin("admin/roles/assign", (me, p) -> assign(p, true));
        table.admin("admin/roles/unassign", (me, p) -> assign(p, false));
    }

    private JsonNode create(Parameters p) {
        Roles.Role role = new Roles.Role(
                world.newId(),
                world.now(),
                p.text("name"),
                p.flag("isPublic", false),
                p.flag("isExplorable", false),
                p.flag("isModerator", false) || p.flag("isAdministrator", false),
                p.data().path("policies"),
                Set.of());
        roles.put(role);
        return world.entities().wholeRole(role);
    }

    private JsonNode assign(Parameters p, boolean wanted) {
        User holder = asked.user(p);
        Roles.Role role = role(p);
        return Endpoints.done(() -> roles.assign(role, holder, wanted));
    }

    private Roles.Role role(Parameters p) {
        return roles.of(p.text("roleId")).orElseThrow(() -> ApiError.noSuch("ROLE"));
    }
}
