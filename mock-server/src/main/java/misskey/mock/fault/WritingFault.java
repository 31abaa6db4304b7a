package misskey.mock.fault;

import java.util.HexFormat;
import misskey.protocol.Json;
import misskey.protocol.JsonOctets;

/** A fault of how a frame is written: what it says is not changed. */
public sealed interface WritingFault extends FrameFault {
    /** The client sees the frame in so many fragments, which may cut a character in two. Legal, and seldom met. */
    record Fragment(int parts) implements WritingFault {
        public Fragment {
            Limits.within("parts", parts, 2, 1000);
        }

        @Override
        public void act(String text, Passage passage) {
            passage.octets(
                    RawFrame.fragments(JsonOctets.of(text), parts),
                    Json.object().put("text", text).put("fragments", parts));
        }

        @Override
        public String does() {
            return "a frame is sent in " + parts + " fragments";
        }
    }

    /** The client sees a frame with the mask bit, which only clients may set. */
    record Masked() implements WritingFault {
        @Override
        public void act(String text, Passage passage) {
            passage.octets(RawFrame.masked(JsonOctets.of(text)), Json.object().put("text", text));
        }

        @Override
        public String does() {
            return "a frame is sent with a mask";
        }
    }

    /** The client sees a text message with an octet that UTF-8 does not have: ff, in place of its last. */
    record BadUtf8() implements WritingFault {
        @Override
        public boolean fits(String text) {
            return !text.isEmpty();
        }

        @Override
        public void act(String text, Passage passage) {
            byte[] octets = JsonOctets.of(text);
            octets[octets.length - 1] = (byte) 0xff;
            passage.octets(
                    RawFrame.of(RawFrame.TEXT, true, octets),
                    Json.object().putNull("text").put("hex", HexFormat.of().formatHex(octets)));
        }

        @Override
        public String does() {
            return "a frame is sent that is not UTF-8";
        }
    }
}
