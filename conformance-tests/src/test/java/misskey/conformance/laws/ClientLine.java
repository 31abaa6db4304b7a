package misskey.conformance.laws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import misskey.conformance.wire.WireClient;
import misskey.protocol.Line;

/** Sends what a recorded client sent: messages, pings and closes, as they were. */
final class ClientLine {
    private ClientLine() {}

    /** @param fill puts the mock's ids into a recorded text */
    static void send(Line step, WireClient client, UnaryOperator<String> fill) throws IOException {
        switch (step.op()) {
            case TEXT -> sendText(step, client, fill);
            case BINARY ->
                client.sendBinary(HexFormat.of().parseHex(step.get("hex").stringValue()));
            case PING -> client.sendPing(step.get("data").stringValue().getBytes(StandardCharsets.UTF_8));
            default -> {
                if (step.members().has("code")) {
                    client.sendClose(
                            step.get("code").intValue(), step.get("reason").stringValue(""));
                } else {
                    client.sendClose();
                }
                if (!client.awaitClosed(Replay.PATIENCE)) {
                    throw new AssertionError("line " + step.n() + ": the mock did not close " + step.conn());
                }
            }
        }
    }

    private static void sendText(Line step, WireClient client, UnaryOperator<String> fill) throws IOException {
        if (step.members().has("hex")) {
            client.sendFrame(true, 1, HexFormat.of().parseHex(step.get("hex").stringValue()), true);
            return;
        }
        String text = fill.apply(step.get("text").stringValue());
        if (step.members().has("cut")) {
            // Deep nesting: as many brackets open as close.
            int depth = step.get("length").intValue() / 2;
            text = "[".repeat(depth) + "]".repeat(depth);
        }
        if (step.members().has("fragments")) {
            client.sendText(text, text.length() / 3, text.length() / 3);
        } else {
            client.sendText(text);
        }
    }
}
