package misskey.conformance.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import misskey.conformance.adapter.AdapterCommand;
import misskey.conformance.adapter.AdapterReport;
import misskey.mock.play.Reports;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The adapter of the kit's own client: it speaks the protocol as any other does, and so shows that the gate itself works. */
public final class ReferenceAdapter {
    private static final FramePattern ANYTHING = new FramePattern(Json.object());
    private static final Duration AT_A_TIME = Duration.ofMillis(100);

    private final OutputStream out;
    private final String version;
    private final Duration patience;
    private @Nullable ReferenceClient client;
    private @Nullable Thread teller;
    private volatile boolean over;
    private int told;

    private ReferenceAdapter(OutputStream out, String version, Duration patience) {
        this.out = out;
        this.version = version;
        this.patience = patience;
    }

    /** Takes commands until there are no more, and ends its client. */
    public static void run(InputStream commands, OutputStream reports, String version, Duration patience)
            throws IOException {
        new ReferenceAdapter(reports, version, patience).obey(commands);
    }

    private void obey(InputStream commands) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ObjectNode message = (ObjectNode) Json.read(line);
                report(answer(message).put("n", message.path("n").intValue(0)));
            }
        } catch (JacksonException | ClassCastException notACommand) {
            throw new IOException("a command is a JSON object in a line", notACommand);
        } finally {
            end();
        }
    }

    private ObjectNode answer(ObjectNode message) {
        String command = message.path("command").stringValue("");
        ObjectNode done = Json.object().put("report", "done");
        switch (command) {
            case "hello" -> {
                return hello(message);
            }
            case "open" -> open(message);
            case "barrier" -> awaitTold();
            default -> {
                Optional<AdapterCommand> known = AdapterCommand.of(command);
                ReferenceClient open = client;
                if (known.isEmpty() || open == null) {
                    return done.put("error", open == null ? "nothing is open" : "it knows no such command");
                }
                AdapterCommand one = known.get();
                open.perform(command, one.operand(message), one.as(message), one.params(message));
            }
        }
        return done;
    }

    private ObjectNode hello(ObjectNode message) {
        client = new ReferenceClient(Dialect.named(message.path("dialect").stringValue("")), patience);
        ObjectNode ready =
                Json.object().put("report", "ready").put("name", client.name()).put("version", version);
        new TreeSet<>(client.can()).forEach(ready.putArray("can")::add);
        return ready;
    }

    private void open(ObjectNode message) {
        ReferenceClient own = client;
        if (own == null) {
            return;
        }
        own.open(
                URI.create(message.path("stream").stringValue("")),
                message.path("token").stringValueOpt().map(token -> Secret.of("token", token)));
        Thread thread = new Thread(() -> tell(own.reports()), "adapter-teller");
        thread.setDaemon(true);
        teller = thread;
        thread.start();
    }

    /** Hands on what the client reports, until nothing more comes. */
    private void tell(Reports reports) {
        try {
            while (!over || told < reports.size()) {
                Optional<ObjectNode> next = reports.await(ANYTHING, new Bindings(), AT_A_TIME);
                if (next.isPresent()) {
                    report(AdapterReport.of(next.get()));
                    synchronized (this) {
                        told++;
                        notifyAll();
                    }
                }
            }
        } catch (IOException gone) {
            // The kit does not listen any more.
        }
    }

    private synchronized void awaitTold() {
        ReferenceClient own = client;
        try {
            while (own != null && told < own.reports().size()) {
                wait(AT_A_TIME.toMillis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(ObjectNode report) throws IOException {
        byte[] line = (Json.write(report) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }

    private void end() {
        if (client != null) {
            client.close();
        }
        over = true;
        if (teller != null) {
            try {
                teller.join(patience.toMillis());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
