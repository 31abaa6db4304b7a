package misskey.conformance.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that keeps to the adapter's protocol but for one thing, which its argument names. It opens no stream, and calls
 * itself {@code odd} in the version of its process id. Uses nothing but the JDK, so that it starts from its one class.
 */
public final class OddAdapter {
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
    private static final Pattern COMMAND = Pattern.compile("\"command\":\"(\\w+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    /** What it does wrong when it is told to open: it writes this line. */
    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("not-json", "Listening on port 3000"),
            Map.entry("not-an-object", "[1, 2]"),
            Map.entry("no-report", "{\"event\": \"note\"}"),
            Map.entry("unknown-report", "{\"report\":\"evnt\",\"channel\":\"mine\",\"type\":\"x\"}"),
            Map.entry("wrong-report", "{\"report\":\"event\",\"type\":\"x\"}"),
            Map.entry("wrong-state", "{\"report\":\"state\",\"state\":\"open\"}"),
            Map.entry("wrong-number", "{\"report\":\"done\",\"n\":77}"),
            Map.entry("ready-again", "{\"report\":\"ready\",\"n\":1,\"name\":\"odd\",\"version\":\"1\",\"can\":[]}"),
            Map.entry("secret", "{\"report\":\"error\",\"message\":\"no ws://h/?i=TOKEN\"}"));

    private OddAdapter() {}

    public static void main(String[] args) throws Exception {
        String oddity = args[0];
        for (String argument : List.of(args).subList(1, args.length)) {
            Files.writeString(
                    Path.of(argument), String.valueOf(ProcessHandle.current().pid()));
        }
        beforeHello(oddity);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String n = found(NUMBER, line);
            String command = found(COMMAND, line);
            switch (command) {
                case "hello" -> hello(oddity, n);
                case "open" -> open(oddity, n, found(TOKEN, line));
                case "barrier" -> barrier(oddity, n);
                default -> done(n);
            }
        }
        if (oddity.equals("ignores-the-end")) {
            forEver();
        }
    }

    private static void beforeHello(String oddity) throws InterruptedException {
        switch (oddity) {
            case "exits-before-hello" -> {
                System.err.println("Cannot find module 'library'");
                System.exit(9);
            }
            case "never-ready" -> forEver();
            case "banner" -> write("Welcome to odd 1.0");
            default -> {}
        }
    }

    private static void hello(String oddity, String n) throws IOException {
        if (oddity.equals("done-for-hello")) {
            done(n);
            return;
        }
        String can = oddity.equals("boasts") ? "[\"fly\"]" : "[\"connect\",\"capture\",\"anonymous\"]";
        String end = oddity.equals("windows") ? "\r" : "";
        write("{\"report\":\"ready\",\"n\":" + n + ",\"name\":\"odd\",\"version\":\""
                + ProcessHandle.current().pid() + "\",\"can\":" + can + ",\"unknown\":1}" + end);
        if (oddity.equals("children")) {
            List<String> sleep = new ArrayList<>(List.of("sleep", "600"));
            write("{\"report\":\"error\",\"message\":\""
                    + new ProcessBuilder(sleep).start().pid() + "\"}");
        }
    }

    private static void open(String oddity, String n, String token) throws InterruptedException, IOException {
        String kept = System.getenv("ODD_TOKENS");
        if (kept != null) {
            Files.writeString(Path.of(kept), token + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        switch (oddity) {
            case "exits" -> {
                System.err.println("TypeError: cannot read ws://h/?i=" + token);
                System.err.println("    at library.js:1");
                System.exit(3);
            }
            case "noisy" -> System.err.print("all is well\n".repeat(200_000));
            case "huge-line" -> {
                byte[] much = new byte[9 * 1024 * 1024];
                OUT.write(much, 0, much.length);
                OUT.flush();
            }
            case "not-utf8" -> {
                OUT.write(new byte[] {'"', (byte) 0xff, '"', '\n'}, 0, 4);
                OUT.flush();
            }
            case "refuses" -> {
                write("{\"report\":\"done\",\"n\":" + n + ",\"error\":\"no such library\"}");
                return;
            }
            case "floods" -> {
                for (int i = 0; i <= 10_000; i++) {
                    OUT.println("{\"report\":\"state\",\"state\":\"connected\"}");
                }
                OUT.flush();
            }
            case "closes-its-output" -> System.out.close();
            case "silent" -> forEver();
            case "twice" -> done(n);
            default -> {
                if (LINES.containsKey(oddity)) {
                    write(LINES.get(oddity).replace("TOKEN", token));
                }
            }
        }
        done(n);
    }

    private static void barrier(String oddity, String n) {
        if (oddity.equals("windows")) {
            write("{\"report\":\"state\",\"state\":\"connected\"}\r");
        }
        done(n);
    }

    private static void done(String n) {
        write("{\"report\":\"done\",\"n\":" + n + "}");
    }

    private static void write(String line) {
        OUT.print(line + "\n");
        OUT.flush();
    }

    private static String found(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
