package misskey.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A headless Chromium with one page, driven by its debugging protocol. Used by one thread. */
public final class Browser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final long SECONDS = 60;
    private static final String LISTENING = "DevTools listening on ";

    /** One for the whole JVM: its threads live until it is collected. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final String page;
    private int calls;

    private Browser(Process process, URI url) {
        this.process = process;
        this.socket = HTTP.newWebSocketBuilder()
                .buildAsync(url, new Incoming())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        String target = call("", "Target.createTarget", Json.object().put("url", "about:blank"))
                .path("targetId")
                .stringValue();
        this.page = call(
                        "",
                        "Target.attachToTarget",
                        Json.object().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .stringValue();
        call("Page.enable", Json.object());
    }

    /** Whether this machine has one. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts one. Its profile stays among what the build makes: it may write there while it dies. */
    public static Browser start() throws IOException {
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--headless", "--remote-debugging-port=0"));
        command.addAll(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
        command.add("--user-data-dir=" + profile);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new AssertionError("Chromium ended before it listened");
        }
        Thread drain = new Thread(() -> drain(said), "chromium stderr");
        drain.setDaemon(true);
        drain.start();
        try {
            return new Browser(process, URI.create(line.substring(LISTENING.length())));
        } catch (RuntimeException | AssertionError failed) {
            end(process);
            throw failed;
        }
    }

    /** Reads what it goes on to say, so that it is never kept waiting. */
    private static void drain(BufferedReader said) {
        try {
            said.lines().forEach(more -> {});
        } catch (UncheckedIOException ended) {
            // It was ended while this was waiting for its next line.
        }
    }

    /** Sets the size of its window and whether it likes it dark. */
    public void look(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = Json.object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", media);
    }

    /** Goes to a page and waits until it has loaded. */
    public void go(URI url) {
        call("Page.navigate", Json.object().put("url", url.toString()));
        await(
                "the page has loaded",
                message -> message.path("method").stringValue("").equals("Page.loadEventFired"));
    }

    /** What an expression is; of a promise what it comes to. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Json.object()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** Waits until an expression is true, looking whenever the page changes. */
    public void until(String expression) {
        evaluate("new Promise(done => {"
                + " const look = () => (" + expression + ") && (done(true), true);"
                + " look() || new MutationObserver((_, observer) => look() && observer.disconnect())"
                + ".observe(document, {subtree: true, childList: true, characterData: true, attributes: true}); })");
    }

    /** What it looks like, as PNG. */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Json.object())
                        .path("data")
                        .stringValue());
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return call(page, method, parameters);
    }

    private JsonNode call(String session, String method, ObjectNode parameters) {
        int id = ++calls;
        ObjectNode call = Json.object().put("id", id).put("method", method);
        call.set("params", parameters);
        if (!session.isEmpty()) {
            call.put("sessionId", session);
        }
        socket.sendText(Json.write(call), true)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        JsonNode answer = await(
                "the answer to " + Json.excerpt(call, 300),
                message -> message.path("id").intValue(0) == id);
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode await(String what, Predicate<JsonNode> wanted) {
        try {
            JsonNode message;
            do {
                message = messages.poll(SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("waited " + SECONDS + " s until " + what);
                }
            } while (!wanted.test(message));
            return message;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(Json.read(parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
