package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import misskey.mock.session.SessionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Sessions that the control API makes with a world of somebody's choice. */
class MadeWorldTest {
    private final MockServer mock = MockServer.start();
    private final ControlPeer control = new ControlPeer(mock.session(SessionSettings.defaults()));

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void worldIsThereBeforeAnybodyComes() {
        JsonNode made = control.ask(
                "POST",
                "/sessions",
                "{'world':{'users':['dave','erin'],'follows':['dave > erin'],'notes':{"
                        + "'n1':{'by':'erin','visibility':'followers'},'n2':{'by':'dave','text':'hi','poll':['a','b']}}}}",
                201);
        assertThat(made.path("tokens").propertyNames()).containsExactly("dave", "erin");
        assertThat(made.path("ids").propertyNames()).containsExactly("dave", "erin", "n1", "n2");

        for (String when : new String[] {"at first", "after a reset"}) {
            URI url = URI.create(made.path("wsUrl").stringValue() + "?i="
                    + made.at("/tokens/dave").stringValue());
            try (StreamPeer dave = StreamPeer.at(url)) {
                dave.say("{'type':'api','body':{'id':'1','endpoint':'notes/timeline','data':{}}}");
                JsonNode notes = dave.next("the timeline").path("body");

                assertThat(notes.valueStream())
                        .as(when)
                        .extracting(
                                note -> note.path("id"),
                                note -> note.path("text").stringValue())
                        .containsExactlyInAnyOrder(tuple(made.at("/ids/n1"), "n1"), tuple(made.at("/ids/n2"), "hi"));
            }
            control.ask("POST", "/sessions/1/reset", "", 204);
        }
        assertThat(control.exchange("GET", "/sessions/1/journal", "").body())
                .as("what was there from the beginning is no call of a client's")
                .isEmpty();
    }

    @Test
    void sameSeedMakesTheSameIds() {
        String order = "{'seed':%d,'world':{'notes':{'n1':{'by':'alice'}}}}";
        JsonNode one = control.ask("POST", "/sessions", order.formatted(7), 201);
        JsonNode same = control.ask("POST", "/sessions", order.formatted(7), 201);
        JsonNode other = control.ask("POST", "/sessions", order.formatted(8), 201);

        assertThat(same.at("/ids/alice")).isEqualTo(one.at("/ids/alice"));
        assertThat(other.at("/ids/alice")).isNotEqualTo(one.at("/ids/alice"));
        assertThat(control.ask("GET", "/sessions/3", "", 200).path("seed").intValue())
                .isEqualTo(8);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {'world':7}                                               | /world: integer found, object expected: Who and what there is before the first step. Each account and note is bound to its name.
            {'world':{'user':['a']}}                                  | /world/user: the language has no "user" here; did you mean "users"?
            {'world':{'users':['1a']}}                                | /world/users/0: "1a" does not fit: A name is made of letters, digits and `_`, and does not begin with a digit; `anonymous` is nobody's.
            {'world':{'follows':['alice > bobb']}}                    | /world/follows/0: the world has no account "bobb"; it has alice, bob; did you mean "bob"?
            {'world':{'follows':['alice > alice']}}                   | /world/follows/0: following/create refuses it: Followee is yourself. (FOLLOWEE_IS_YOURSELF)
            {'world':{'notes':{'n1':{'by':'alicia'}}}}                | /world/notes/n1/by: the world has no account "alicia"; it has alice, bob; did you mean "alice"?
            {'world':{'notes':{'n1':{'by':'bob','visibility':'all'}}}} | /world/notes/n1/visibility: there is no "all" here; known here: public, home, followers, specified
            {'world':{'notes':{'bob':{'by':'bob'}}}}                  | /world/notes/bob: "bob" is an account already; give the note another name
            {'world':{},'accounts':['a']}                             | "accounts", "world" and "scenario" each say what the session begins with; give one of them
            {'within':'2s'}                                           | "within" goes with "scenario", and is at most 10m
            """)
    void mistakeIsNamedWithItsPlace(String order, String error) {
        for (String port : new String[] {"", ",'port':true"}) {
            String body = order.replaceFirst("}$", port + "}");
            assertThat(control.ask("POST", "/sessions", body, 400).path("error").stringValue())
                    .isEqualTo(error);
        }
        assertThat(control.ask("GET", "/sessions", "", 200).path("sessions"))
                .as("a session that cannot be made is not there")
                .hasSize(1);
    }
}
