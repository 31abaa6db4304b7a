package misskey.mock.world;

import java.util.List;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints about accounts, their tokens and profiles. */
final class AccountsApi {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,20}");
    private static final List<String> FLAGS =
            List.of("isLocked", "isBot", "isCat", "carefulBot", "hideOnlineStatus", "alwaysMarkNsfw");

    private final World world;
    private final Accounts accounts;
    private final Asked asked;

    AccountsApi(World world, Asked asked) {
        this.world = world;
        this.accounts = world.accounts();
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.open("signup", (me, p) -> create(p));
        table.admin("admin/accounts/create", (me, p) -> create(p));
        table.open("signin", (me, p) -> signIn(p));
        table.open("signin-flow", (me, p) -> signIn(p).put("finished", true));
        table.open("users/show", (me, p) -> world.entities().user(me, asked.user(p)));
        table.member("i", "read:account", (me, p) -> world.entities().own(me));
        table.member("i/update", "write:account", this::updateProfile);
        table.owner("i/regenerate-token", this::regenerateToken);
        table.owner("miauth/gen-token", this::makeAppToken);
        table.member("users/report-abuse", "write:report-abuse", this::report);
        table.admin("admin/suspend-user", (me, p) -> suspend(p, true));
        table.admin("admin/unsuspend-user", (me, p) -> suspend(p, false));
    }

    private ObjectNode create(Parameters p) {
        String username = p.text("username");
        String password = p.text("password");
        if (!USERNAME.matcher(username).matches()) {
            throw Parameters.wrong("username", "must be 1 to 20 letters, digits and underscores");
        }
        if (world.userNamed(username).isPresent()) {
            throw ApiError.refused("DUPLICATED_USERNAME", "There is an account of that name.");
        }
        User user = world.createUser(username, accounts.newToken(username), false);
        accounts.setPassword(user, password);
        return world.entities().own(user).put("token", user.token().reveal());
    }

    private ObjectNode signIn(Parameters p) {
        String password = p.text("password");
        User user = world.userNamed(p.text("username")).orElseThrow(ApiError::noSuchUser);
        if (!accounts.isPassword(user, password)) {
            throw ApiError.refused("INCORRECT_PASSWORD", "The password is wrong.");
        }
        if (user.suspended()) {
            throw ApiError.suspended();
        }
        world.notifications().add(user, Told.of(Told.Type.LOGIN));
        world.tell(Fact.of(Fact.Kind.SIGNED_IN, user).saying(world.entities().signIn(user)));
        return Json.object().put("id", user.id()).put("i", user.token().reveal());
    }

    private JsonNode report(User me, Parameters p) {
        User reported = asked.user(p);
        String comment = p.text("comment");
        if (reported.id().equals(me.id())) {
            throw ApiError.refused("CANNOT_REPORT_YOURSELF", "Cannot report yourself.");
        }
        if (reported.admin()) {
            throw ApiError.refused("CANNOT_REPORT_THE_ADMIN", "Cannot report the admin.");
        }
        ObjectNode details = Json.object()
                .put("id", world.newId())
                .put("targetUserId", reported.id())
                .put("reporterId", me.id())
                .put("comment", comment);
        return Endpoints.done(() -> world.roles()
                .moderators()
                .forEach(moderator -> world.tell(
                        Fact.of(Fact.Kind.ABUSE_REPORTED, me).to(moderator).saying(details))));
    }

    private JsonNode updateProfile(User me, Parameters p) {
        User updated = me.withProfile(
                p.data().has("name") ? p.optionalText("name") : me.name(),
                p.data().has("description") ? p.optionalText("description") : me.description());
        for (String flag : FLAGS) {
            updated = updated.withFlag(flag, p.flag(flag, me.flags().contains(flag)));
        }
        accounts.put(updated);
        world.tell(Fact.of(Fact.Kind.PROFILE_UPDATED, updated).to(updated));
        return world.entities().own(updated);
    }

    private JsonNode regenerateToken(User me, Parameters p) {
        if (!accounts.isPassword(me, p.text("password"))) {
            throw ApiError.refused("INCORRECT_PASSWORD", "The password is wrong.");
        }
        accounts.put(me.withToken(accounts.newToken(me.username())));
        return Endpoints.done(() -> world.tell(Fact.of(Fact.Kind.TOKEN_REGENERATED, me)));
    }

    private JsonNode makeAppToken(User me, Parameters p) {
        p.optionalText("session");
        Secret token = accounts.newAppToken(me, p.texts("permission"));
        return Json.object().put("token", token.reveal());
    }

    private JsonNode suspend(Parameters p, boolean suspended) {
        User user = asked.user(p);
        if (user.admin() && suspended) {
            throw ApiError.refused("CANNOT_SUSPEND_ADMINISTRATOR", "An administrator cannot be suspended.");
        }
        return Endpoints.done(() -> {
            accounts.put(user.withSuspension(suspended));
            if (suspended) {
                world.tell(Fact.of(Fact.Kind.SUSPENDED, user));
            }
        });
    }
}
