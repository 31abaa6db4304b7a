package misskey.conformance.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.NotJudged;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What cases make and change at a server is as it was when they are over. */
class TakingBackTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final List<String> told = new ArrayList<>();
    private final RemoteTarget target = open(session.token("alice"), session.token("bob"));

    @AfterEach
    void close() {
        target.close();
        session.close();
        mock.close();
    }

    @ParameterizedTest
    @CsvSource({
        "notes/create,           {text: 1},        '{\"createdNote\":{\"id\":\"x\"}}', notes/delete,           '{\"noteId\":\"x\"}'",
        "notes/reactions/create, {noteId: n},      '',                  notes/reactions/delete, '{\"noteId\":\"n\"}'",
        "following/create,       {userId: u},      '{\"id\":\"u\"}',    following/delete,       '{\"userId\":\"u\"}'",
        "following/delete,       {userId: u},      '{\"id\":\"u\"}',    following/create,       '{\"userId\":\"u\"}'",
        "mute/create,            {userId: u},      '',                  mute/delete,            '{\"userId\":\"u\"}'",
        "renote-mute/create,     {userId: u},      '',                  renote-mute/delete,     '{\"userId\":\"u\"}'",
        "blocking/create,        {userId: u},      '{\"id\":\"u\"}',    blocking/delete,        '{\"userId\":\"u\"}'",
        "users/lists/create,     {name: l},        '{\"id\":\"x\"}',    users/lists/delete,     '{\"listId\":\"x\"}'",
        "antennas/create,        {name: a},        '{\"id\":\"x\"}',    antennas/delete,        '{\"antennaId\":\"x\"}'",
        "clips/create,           {name: c},        '{\"id\":\"x\"}',    clips/delete,           '{\"clipId\":\"x\"}'",
        "channels/create,        {name: c},        '{\"id\":\"x\"}',    channels/update,        '{\"channelId\":\"x\",\"isArchived\":true}'",
        "drive/files/create,     {name: f},        '{\"id\":\"x\"}',    drive/files/delete,     '{\"fileId\":\"x\"}'",
        "drive/folders/create,   {name: f},        '{\"id\":\"x\"}',    drive/folders/delete,   '{\"folderId\":\"x\"}'",
        "i/pin,                  {noteId: n},      '{\"id\":\"me\"}',   i/unpin,                '{\"noteId\":\"n\"}'",
        "i/registry/set,         '{key: k, value: 1}', '',              i/registry/remove,      '{\"key\":\"k\"}'",
        "admin/accounts/create,  {username: u},    '{\"id\":\"x\",\"token\":\"secret\"}', admin/accounts/delete, '{\"userId\":\"x\"}'"
    })
    void everyThingMadeHasACallThatTakesItBack(
            String endpoint, String data, String answer, String undo, String undone) {
        JsonNode answered = answer.isEmpty() ? MissingNode.getInstance() : Json.read(answer);

        assertThat(TakingBack.of(endpoint, object(data), answered, null)).hasValueSatisfying(found -> {
            assertThat(found.endpoint()).isEqualTo(undo);
            assertThat(found.data()).isEqualTo(Json.read(undone));
        });
    }

    @Test
    void worldIsAsItWasBeforeTheCase() {
        String before = world();
        try (Probe probe = new Probe(target)) {
            Actor alice = probe.as("alice");
            Actor bob = probe.as("bob");
            alice.done("i/update", Json.object().put("description", "first"));
            alice.done("i/update", Json.object().put("description", "second"));
            bob.react(alice.post("to be liked"), "👍");
            alice.delete(alice.post("deleted by the case"));
            alice.follow(bob);
            bob.arrange(alice, true);
            alice.done("mute/create", Json.object().put("userId", bob.id()));
            JsonNode list = alice.done("users/lists/create", Json.object().put("name", "l"))
                    .body();
            alice.done(
                    "users/lists/push",
                    Json.object().put("listId", list.path("id").stringValue()).put("userId", bob.id()));
            assertThat(world()).isNotEqualTo(before);
        }

        assertThat(world()).isEqualTo(before);
        assertThat(target.manners().made().left()).isEmpty();
        assertThat(endsNow("following/delete", "alice", "bob")).isFalse();
        assertThat(endsNow("following/delete", "bob", "alice")).isFalse();
        assertThat(endsNow("mute/delete", "alice", "bob")).isFalse();
    }

    @Test
    void relationThatWasThereBeforeIsThereAgain() {
        try (Probe setUp = new Probe(target)) {
            setUp.as("alice").follow(setUp.as("bob"));
            try (Probe probe = new Probe(target)) {
                probe.as("alice").unfollow(probe.as("bob"));
            }
            assertThat(endsNow("following/delete", "alice", "bob")).isTrue();
        }
    }

    @Test
    void stoppedRunTakesEverythingBackAndMakesNothingAnyMore() {
        String before = world();
        Probe probe = new Probe(target);
        probe.as("alice").post("left behind");
        probe.as("bob").follow(probe.as("alice"));

        assertThat(target.manners().made().stop(Duration.ofSeconds(20))).isEmpty();

        assertThat(world()).isEqualTo(before);
        assertThat(endsNow("following/delete", "bob", "alice")).isFalse();
        assertThatThrownBy(() -> probe.as("alice").post("too late")).isInstanceOf(NotJudged.class);
        probe.close();
        assertThat(world()).isEqualTo(before);
    }

    @Test
    void whatCannotBeTakenBackIsSaidWithItsIds() {
        Probe probe = new Probe(target);
        String note = probe.as("alice").post("cannot be deleted");
        session.close();
        probe.close();
        target.close();

        assertThat(told)
                .contains("left at the server, please take it back by hand:", "  alice: notes/delete noteId=" + note);
    }

    @Test
    void accountsAreMadeByAnAdministratorAndAreGoneInTheEnd() {
        Secret admin = session.token("admin");
        try (RemoteTarget made =
                RemoteTarget.open(settings(Map.of("alice", session.token("alice"))), Optional.of(admin), told::add)) {
            assertThat(made.venue(Needs.usual()).tokens()).containsOnlyKeys("alice", "bob", "carol", "admin");
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains("kit_bob_", "kit_carol_")
                    .doesNotContain("kit_alice_");
            try (Probe probe = new Probe(made)) {
                assertThat(probe.as("carol").username()).startsWith("kit_carol_");
                probe.as("carol").post("by an account that will not be");
            }
        }

        assertThat(told)
                .anyMatch(line -> line.startsWith("admin: admin/accounts/delete userId=")
                        && line.endsWith(" is not possible there; done instead: admin/suspend-user"));
        assertThat(String.join(" ", told)).doesNotContain("token");
    }

    @Test
    void accountsCannotBeMadeByAnybodyElse() {
        assertThatThrownBy(() -> RemoteTarget.open(settings(Map.of()), Optional.of(session.token("bob")), told::add))
                .isInstanceOf(NotJudged.class)
                .hasMessageContaining("admin/accounts/create");
    }

    /** Ends a relation; tells whether there was one. */
    private boolean endsNow(String endpoint, String account, String other) {
        String id = post("i", Json.object().put("i", other + "-token"))
                .json()
                .path("id")
                .stringValue();
        return post(endpoint, Json.object().put("i", account + "-token").put("userId", id))
                        .status()
                < 300;
    }

    private HttpLook.Answer post(String endpoint, ObjectNode data) {
        return HttpLook.post(session.origin().resolve("/api/" + endpoint), data, Duration.ofSeconds(10))
                .answer()
                .orElseThrow();
    }

    /** The profiles of both, and what their timelines have. */
    private String world() {
        StringBuilder text = new StringBuilder();
        for (String account : List.of("alice", "bob")) {
            for (String endpoint : List.of("i", "notes/timeline")) {
                text.append(post(endpoint, Json.object().put("i", account + "-token"))
                                .body())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private RemoteTarget open(Secret alice, Secret bob) {
        return RemoteTarget.open(settings(Map.of("alice", alice, "bob", bob)), Optional.empty(), told::add);
    }

    private RemoteSettings settings(Map<String, Secret> tokens) {
        return RemoteSettings.of(session.streamUrl(), Dialect.named("documented"))
                .withTokens(tokens)
                .withPatience(Patience.embedded());
    }

    private static ObjectNode object(String yaml) {
        return (ObjectNode) Json.read(yaml.replaceAll("(\\w+): ?(\\w+)", "\"$1\":\"$2\""));
    }
}
