package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpandedTest {
    private static final String SHORT =
            """
            # About.
            scenario: s            # kept
            covers: [client.ids-unique]
            world: {notes: {n1: {by: bob}}}
            steps:
              - open: {as: alice}
              - connect: {channel: main, as: mine, params: {a: "x y", b: [1, true, null], c: "5"}}
              # kept too
              - event:
                  channel: mine
                  type: followed
                  body: {id: "${bob.id}", {$lit: 👍}}

              - never: {server: {type: a}}
                until:
                  - capture: "${n1.id}"
                    on: alice
                  - update: {note: "${n1.id}", type: reacted}
              - release: "${n1.id}"
                covers: client.ids-unique
              - disconnect: mine
              - client: {type: a}    # the last
            """.replace("{id: \"${bob.id}\", {$lit: 👍}}", "{id: \"${bob.id}\", emoji: 👍}");

    @Test
    void shortStepsAreWrittenOutAndAllElseStays() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", SHORT);

        assertThat(String.join("\n", Expanded.of(scenario)) + "\n").isEqualTo("""
                # About.
                scenario: s            # kept
                covers: [client.ids-unique]
                world: {notes: {n1: {by: bob}}}
                steps:
                  - open: {as: alice}
                  - app: {connect: main, as: mine, params: {a: "x y", b: [1, true, null], c: "5"}}
                  - client: {type: connect, body: {channel: main, id: {$bind: mine}, params: {a: "x y", b: [1, true, null], c: "5"}}}
                  # kept too
                  - server: {type: channel, body: {id: "${mine}", type: followed, body: {id: "${bob.id}", emoji: "👍"}}}
                  - seen: {channel: mine, type: followed, body: {id: "${bob.id}", emoji: "👍"}}

                  - never: {server: {type: a}}
                    until:
                      - {app: {capture: "${n1.id}"}, on: alice}
                      - {client: {type: subNote, body: {id: "${n1.id}"}}, on: alice}
                      - server: {type: noteUpdated, body: {id: "${n1.id}", type: reacted}}
                      - seen: {noteUpdated: "${n1.id}", type: reacted}
                  - {app: {release: "${n1.id}"}, covers: client.ids-unique}
                  - {client: {type: unsubNote, body: {id: "${n1.id}"}}, covers: client.ids-unique}
                  - app: {disconnect: mine}
                  - client: {type: disconnect, body: {id: "${mine}"}}
                  - client: {type: a}    # the last
                """);
    }

    @Test
    void whatIsWrittenOutIsTheSameScenario() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", SHORT);
        Scenario expanded = ScenarioReader.parse("f.yaml", String.join("\n", Expanded.of(scenario)));

        assertThat(Explainer.explain(expanded)).isEqualTo(Explainer.explain(scenario));
        assertThat(Expanded.of(expanded)).isEqualTo(Expanded.of(scenario));
    }

    @Test
    void whatIsForClientsOnlyIsLeftOutWhereNoneIsPlayedTo() throws ScenarioError {
        Scenario scenario = ScenarioReader.parse(
                "f.yaml",
                "scenario: s\ncovers: [main.followed]\nplays: [server]\nsteps:\n  - open: {as: alice}\n"
                        + "  - connect: {channel: main, as: mine}\n  - event: {channel: mine, type: followed}\n");
        List<String> expanded = Expanded.of(scenario);

        assertThat(expanded.subList(5, expanded.size()))
                .containsExactly(
                        "  - client: {type: connect, body: {channel: main, id: {$bind: mine}}}",
                        "  - server: {type: channel, body: {id: \"${mine}\", type: followed}}");
        assertThat(ScenarioReader.parse("f.yaml", String.join("\n", expanded)).steps())
                .hasSize(3);
    }

    static List<Path> library() throws Exception {
        return Library.files();
    }

    @ParameterizedTest
    @MethodSource("library")
    void libraryMeansTheSameWrittenOut(Path file) throws ScenarioError {
        Scenario scenario = ScenarioReader.read(file);
        Scenario expanded = ScenarioReader.parse(file.toString(), String.join("\n", Expanded.of(scenario)));

        assertThat(Explainer.explain(expanded)).isEqualTo(Explainer.explain(scenario));
    }
}
