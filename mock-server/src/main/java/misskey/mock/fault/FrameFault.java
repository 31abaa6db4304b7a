package misskey.mock.fault;

import java.time.Duration;
import java.util.function.Function;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fault of frames that the server sends: it acts on the next ones, or on the next that match a pattern. */
public sealed interface FrameFault extends Fault
        permits FrameFault.Drop,
                FrameFault.Duplicate,
                FrameFault.Reorder,
                FrameFault.Delay,
                FrameFault.WrongId,
                FrameFault.UnknownType,
                FrameFault.NotJson,
                FrameFault.Binary,
                FrameFault.MissingField,
                WritingFault {
    /** The way on for a frame. */
    interface Passage {
        /** Sends a text message. */
        void text(String text);

        /** Sends a binary message. */
        void binary(String text);

        /**
         * Sends octets in place of the message.
         *
         * @param line what the journal says of the message
         */
        void octets(byte[] octets, ObjectNode line);

        /** Sends a text message later. What comes meanwhile does not wait for it. */
        void late(String text, Duration time);

        /** Sends a text message behind the next. */
        void behindTheNext(String text);
    }

    /** Whether the frame has what the fault is about; others pass, and do not count. */
    default boolean fits(String text) {
        return true;
    }

    /** Sends a frame that fits, wrongly. */
    void act(String text, Passage passage);

    @Override
    default <T> T fold(
            Function<HandshakeFault, T> handshake, Function<WireFault, T> wire, Function<FrameFault, T> frame) {
        return frame.apply(this);
    }

    private static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (JacksonException noJson) {
            return Json.object(); // a frame that is no JSON has no members
        }
    }

    /** The client never sees the frame. */
    record Drop() implements FrameFault {
        @Override
        public void act(String text, Passage passage) {}

        @Override
        public String does() {
            return "a frame is not sent";
        }
    }

    /** The client sees the frame twice. */
    record Duplicate() implements FrameFault {
        @Override
        public void act(String text, Passage passage) {
            passage.text(text);
            passage.text(text);
        }

        @Override
        public String does() {
            return "a frame is sent twice";
        }
    }

    /** The client sees the frame behind the one that comes next. Where none comes, it never sees it. */
    record Reorder() implements FrameFault {
        @Override
        public void act(String text, Passage passage) {
            passage.behindTheNext(text);
        }

        @Override
        public String does() {
            return "a frame waits, and is sent behind the next";
        }
    }

    /** The client sees the frame later; what comes meanwhile does not wait for it. */
    record Delay(Duration time) implements FrameFault {
        public Delay {
            Limits.time("for", time);
        }

        @Override
        public void act(String text, Passage passage) {
            passage.late(text, time);
        }

        @Override
        public String does() {
            return "a frame is sent " + time.toMillis() + " ms later";
        }
    }

    /** The client sees an id it does not know: in the body, or, where that has none, behind the colon of the type. */
    record WrongId(String id) implements FrameFault {
        private static final JsonPointer ID = JsonPointer.compile("/body/id");

        @Override
        public boolean fits(String text) {
            JsonNode frame = read(text);
            return !frame.at(ID).isMissingNode()
                    || frame.path("type").stringValue("").contains(":");
        }

        @Override
        public void act(String text, Passage passage) {
            ObjectNode frame = (ObjectNode) Json.read(text);
            if (frame.path("body") instanceof ObjectNode body && body.has("id")) {
                body.put("id", id);
            } else {
                frame.put("type", frame.path("type").stringValue("").replaceFirst(":.*", "") + ":" + id);
            }
            passage.text(Json.write(frame));
        }

        @Override
        public String does() {
            return "a frame is sent with the id \"" + id + "\"";
        }
    }

    /** The client sees a frame of a type it does not know. */
    record UnknownType(String type) implements FrameFault {
        @Override
        public boolean fits(String text) {
            return read(text).has("type");
        }

        @Override
        public void act(String text, Passage passage) {
            passage.text(Json.write(((ObjectNode) Json.read(text)).put("type", type)));
        }

        @Override
        public String does() {
            return "a frame is sent with the type \"" + type + "\"";
        }
    }

    /** The client sees a text message that is no JSON: the frame without its last character. */
    record NotJson() implements FrameFault {
        @Override
        public boolean fits(String text) {
            return text.endsWith("}");
        }

        @Override
        public void act(String text, Passage passage) {
            passage.text(text.substring(0, text.length() - 1));
        }

        @Override
        public String does() {
            return "a frame is sent without its last character";
        }
    }

    /** The client sees the frame in a binary message. */
    record Binary() implements FrameFault {
        @Override
        public void act(String text, Passage passage) {
            passage.binary(text);
        }

        @Override
        public String does() {
            return "a frame is sent in a binary message";
        }
    }

    /** The client sees a frame that lacks a member: {@code /body}, {@code /body/body/user}. */
    record MissingField(JsonPointer field) implements FrameFault {
        public MissingField {
            if (field.matches()) {
                throw new IllegalArgumentException("\"field\" is a JSON pointer to a member, such as /body/id");
            }
        }

        @Override
        public boolean fits(String text) {
            return read(text).at(field.head()) instanceof ObjectNode holder
                    && holder.has(field.last().getMatchingProperty());
        }

        @Override
        public void act(String text, Passage passage) {
            ObjectNode frame = (ObjectNode) Json.read(text);
            ((ObjectNode) frame.at(field.head())).remove(field.last().getMatchingProperty());
            passage.text(Json.write(frame));
        }

        @Override
        public String does() {
            return "a frame is sent without " + field;
        }
    }
}
