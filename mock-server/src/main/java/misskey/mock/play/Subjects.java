package misskey.mock.play;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import misskey.mock.session.SessionAddress;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.Party;
import misskey.scenario.Step;
import misskey.scenario.play.AppReports;
import misskey.scenario.play.Broken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The clients under test: one for each account. Their failures are failures of the scenario. */
final class Subjects {
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private final Optional<Supplier<Subject>> source;
    private final SessionAddress address;
    private final Map<String, Subject> byAccount = new LinkedHashMap<>();
    private final Map<String, AppReports> reports = new HashMap<>();

    Subjects(Optional<Supplier<Subject>> source, SessionAddress address) {
        this.source = source;
        this.address = address;
    }

    /** Whether there is a client that takes commands. */
    boolean present() {
        return source.isPresent();
    }

    /** Has this account's client open its stream, the first time: later it comes back by itself. */
    void open(Party party) throws Broken {
        String name = party.name();
        if (source.isEmpty()) {
            return;
        }
        if (byAccount.containsKey(name)) {
            require(byAccount.get(name), Subject.RECONNECT);
            return;
        }
        Subject subject = guarded(source.get());
        byAccount.put(name, subject);
        reports.put(name, new Guarded(subject.reports()));
        if (party.account().isEmpty()) {
            require(subject, Subject.ANONYMOUS);
        }
        guarded(() -> {
            subject.open(address.streamUrl(), party.account().map(address.session()::token));
            return subject;
        });
    }

    void command(String account, Step.App step, JsonNode operand, Optional<JsonNode> params) throws Broken {
        Subject subject = byAccount.get(account);
        if (subject == null) {
            return; // somebody works it by hand, and is told of the step
        }
        require(subject, step.command());
        boolean sends = step.command().equals("send");
        String what = operand.isBoolean() ? "" : Json.text(operand);
        guarded(() -> {
            subject.perform(
                    step.command(), sends ? step.as().orElse("") : what, sends ? Optional.of(what) : step.as(), params);
            return subject;
        });
        if (step.command().equals("close")) {
            byAccount.remove(account);
            subject.close();
        }
    }

    private static void require(Subject subject, String ability) throws Broken {
        if (!subject.can().contains(ability)) {
            throw new Broken(Broken.Why.MISSING, subject.name() + " cannot " + ability + ", as its adapter says");
        }
    }

    /** Everything they have received is in their reports. */
    void barrier(Duration patience) throws Broken {
        for (Subject subject : byAccount.values()) {
            guarded(() -> {
                subject.barrier(patience);
                return subject;
            });
        }
    }

    /** Throws where one of them has failed, which explains why something did not come. */
    void check() throws Broken {
        barrier(TO_ANSWER);
    }

    /** What this account's client tells, or has told until it was closed. */
    Optional<AppReports> reports(String account) {
        return Optional.ofNullable(reports.get(account));
    }

    /** Ends them; what they told stays. */
    void close() {
        byAccount.values().forEach(Subject::close);
    }

    private static <T> T guarded(Supplier<T> work) throws Broken {
        try {
            return work.get();
        } catch (Subject.Failure failure) {
            Broken.Why why = switch (failure.kind()) {
                case CRASHED, SILENT -> Broken.Why.CLIENT;
                case ADAPTER_MISTAKE -> Broken.Why.ADAPTER;
                case REFUSED -> Broken.Why.MISSING;
            };
            throw new Broken(why, String.valueOf(failure.getMessage()));
        }
    }

    /** Reports of a client that may fail while they are awaited. */
    private record Guarded(Reports reports) implements AppReports {
        @Override
        public int size() {
            return reports.size();
        }

        @Override
        public List<ObjectNode> since(int index) {
            return reports.since(index);
        }

        @Override
        public Optional<Integer> take(FramePattern pattern, Bindings names, int from, Duration patience) throws Broken {
            return guarded(() -> reports.take(pattern, names, from, patience));
        }

        @Override
        public List<ObjectNode> untaken() {
            return reports.untaken();
        }
    }
}
