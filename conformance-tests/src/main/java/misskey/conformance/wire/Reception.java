package misskey.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Reads one connection to its end: joins fragments, tells the listener, and gives the answers that RFC
 * 6455 wants from a client. For the reader thread alone.
 */
final class Reception {
    /** How long a server may take to close TCP after the closing handshake, which is its part (RFC 6455, 7.1.1). */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final TimedInput in;
    private final FrameWriter out;
    private final WireListener listener;
    private final BooleanSupplier answersPings;
    private final int largestMessage;
    private final boolean lenient;

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int fragments;
    private int messageOpcode;
    private boolean closing;
    private int code = 1006;
    private String reason = "";

    /** @param lenient whether what RFC 6455 forbids is taken all the same */
    Reception(
            TimedInput in,
            FrameWriter out,
            WireListener listener,
            BooleanSupplier answersPings,
            int largestMessage,
            boolean lenient) {
        this.in = in;
        this.out = out;
        this.listener = listener;
        this.answersPings = answersPings;
        this.largestMessage = largestMessage;
        this.lenient = lenient;
    }

    /** Reads until the connection is over, all but telling so. */
    void read() {
        try {
            while (true) {
                receive(lenient ? FrameHead.readLeniently(in) : FrameHead.read(in));
            }
        } catch (IllegalFrame illegal) {
            listener.illegal(String.valueOf(illegal.getMessage()));
            fail(illegal.closeCode());
        } catch (IOException over) {
            // However TCP ended, RFC 6455 knows only whether a close frame came before.
        }
    }

    /** Tells the listener how it ended. */
    void tellClosed() {
        listener.closed(code, reason);
    }

    private void receive(FrameHead head) throws IOException, IllegalFrame {
        if (Opcode.reserved(head.opcode())) {
            head.payload(in); // only the lenient come so far, and make nothing of it
        } else if (Opcode.control(head.opcode())) {
            byte[] payload = head.payload(in);
            if (!closing) {
                receiveControl(head.opcode(), payload);
            }
        } else {
            refuseOutOfPlace(head);
            receiveFragment(head);
        }
    }

    private void refuseOutOfPlace(FrameHead head) throws IllegalFrame {
        if (closing) {
            throw IllegalFrame.protocol("a data frame after the close frame");
        }
        boolean continues = head.opcode() == Opcode.CONTINUATION;
        if (continues && fragments == 0) {
            throw IllegalFrame.protocol("a continuation frame without a message to continue");
        }
        if (!continues && fragments > 0) {
            throw IllegalFrame.protocol("a new message before the fragmented one was finished");
        }
        if (!lenient && head.length() > largestMessage - message.size()) {
            throw IllegalFrame.tooLarge("a message larger than " + largestMessage + " octets");
        }
    }

    private void receiveFragment(FrameHead head) throws IOException {
        if (fragments == 0) {
            messageOpcode = head.opcode();
        }
        message.writeBytes(head.payload(in));
        fragments++;
        if (head.fin()) {
            byte[] octets = message.toByteArray();
            int count = fragments;
            message.reset();
            fragments = 0;
            tellMessage(octets, count);
        }
    }

    private void tellMessage(byte[] octets, int count) {
        if (messageOpcode == Opcode.BINARY) {
            listener.binary(octets, count);
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException malformed) {
            listener.notUtf8(octets, count);
            return;
        }
        listener.text(text, count);
    }

    private void receiveControl(int opcode, byte[] payload) throws IllegalFrame {
        switch (opcode) {
            case Opcode.PING -> {
                listener.ping(payload.clone());
                if (answersPings.getAsBoolean()) {
                    answer(() -> out.frame(true, Opcode.PONG, payload, true));
                }
            }
            case Opcode.PONG -> listener.pong(payload);
            default -> receiveClose(lenient ? ClosePayload.readLeniently(payload) : ClosePayload.read(payload));
        }
    }

    private void receiveClose(ClosePayload close) {
        closing = true;
        code = close.code().orElse(1005);
        reason = close.reason();
        listener.close(close.code(), reason);
        byte[] echo = close.code().isPresent() ? ClosePayload.of(code, "") : new byte[0];
        answer(() -> out.closeOnce(echo));
        in.giveUpAt(Deadline.in(GRACE));
    }

    /** Fails the connection: says why, and lets the server read it before TCP is closed. */
    private void fail(int failure) {
        in.giveUpAt(Deadline.in(GRACE));
        answer(() -> out.closeOnce(ClosePayload.of(failure, "")));
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException over) {
            // Closed, or not in time; it is closed next in either case.
        }
    }

    private static void answer(Answer answer) {
        try {
            answer.write();
        } catch (WireException gone) {
            // What the server sent before it went away is still to be read.
        }
    }

    private interface Answer {
        void write() throws WireException;
    }
}
