package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the servers of a dialect behave where servers differ: its switches, for one version. The values, and the
 * versions they come from, stand in the dialect's file.
 *
 * @param ids what ids look like; nobody may take anything from that
 * @param badToken how a handshake is refused whose token nobody has
 * @param suspended how a handshake of a suspended account is refused
 * @param bearerHeader whether {@code Authorization: Bearer} is read, and wins over {@code i}
 * @param repeatedToken what becomes of a handshake with more than one {@code i}
 * @param subprotocolEchoed whether the first subprotocol that is offered is taken
 * @param upgrade which requests for an upgrade are taken for a handshake
 * @param appPermissions whether the permissions of an app's token count: {@code read:account} to connect, a channel's own to open it
 * @param revokedCloses whether a connection ends with 1000 whose account is suspended or whose token is regenerated
 * @param connected when an opened channel is confirmed
 * @param strictTypes whether members of a wrong JSON type make a frame ignored; else they are taken as they are
 * @param idRequired whether a connect without an id is ignored; else the channel opens under no id
 * @param sharedChannels the channels that a connection can open once; a second connect is ignored
 * @param duplicateId what a connect does whose id is in use
 * @param duplicatesStop whether a disconnect stops every channel connection of its id; else the others can never be stopped
 * @param neverStopped the channels that go on after their disconnect
 * @param maxChannels how many channel connections one WebSocket may have; more are ignored; 0 for no limit
 * @param failedInit whether a channel is confirmed whose parameters are missing or name nothing
 * @param binaryRead whether binary messages are read like text; else they are ignored
 * @param maxFrame octets of a frame, beyond which the connection is closed with 1009
 * @param maxMessage octets of a message, beyond which the connection is closed with 1009
 * @param textPing whether the bare text {@code ping} is answered with the bare text {@code pong}
 * @param heartbeat whether connections are pinged all at once, or each by its own time
 * @param pingEvery seconds between pings
 * @param dropAfter seconds without a pong after which a connection is cut
 * @param closeEchoed whether a close is answered with its own code and reason; else with 1000
 * @param apiResponse how the answer to a request over the stream is written
 * @param captures whether a note that was captured twice has to be released twice
 * @param extraRelease what a release does for a note that is not captured
 * @param captureVisibility whether updates go to whoever captured the note, or only to those who may see it
 * @param timelineParams whether a timeline sends less or more as its parameters ask
 * @param repliesPerFollow whether a follow may ask for the replies of who is followed, and replies to notes one may not read are dropped
 * @param globalReplies whether the global timeline shows replies between others
 * @param anonymousReplies whether readers without an account see replies; a defect dropped them
 * @param localFollowedChannels whether the local timeline shows notes of channels one follows
 * @param relationsRefresh seconds for which an open connection goes on with the follows, mutes and blocks it knows; 0 for none
 * @param reactionStyle how a reaction is told
 * @param unknownReaction what a reaction with a custom emoji becomes that does not exist; empty for what it is
 * @param notificationsListed what asking for one's notifications marks as read
 * @param followAccepted whether following somebody brings the notification that it was accepted, also where nothing had to be
 * @param captureReads whether the alias that captures and reads marks a note as read
 * @param reportsTo who is told of a report of abuse
 * @param readNotification what the frame of this name marks as read
 */
public record Behaviour(
        IdShape ids,
        Refusal badToken,
        Refusal suspended,
        boolean bearerHeader,
        RepeatedToken repeatedToken,
        boolean subprotocolEchoed,
        Upgrade upgrade,
        boolean appPermissions,
        boolean revokedCloses,
        Connected connected,
        boolean strictTypes,
        boolean idRequired,
        List<String> sharedChannels,
        DuplicateId duplicateId,
        boolean duplicatesStop,
        List<String> neverStopped,
        int maxChannels,
        FailedInit failedInit,
        boolean binaryRead,
        int maxFrame,
        int maxMessage,
        boolean textPing,
        Heartbeat heartbeat,
        int pingEvery,
        int dropAfter,
        boolean closeEchoed,
        ApiResponse apiResponse,
        Captures captures,
        ExtraRelease extraRelease,
        CaptureVisibility captureVisibility,
        boolean timelineParams,
        boolean repliesPerFollow,
        boolean globalReplies,
        boolean anonymousReplies,
        boolean localFollowedChannels,
        int relationsRefresh,
        ReactionStyle reactionStyle,
        String unknownReaction,
        NotificationsListed notificationsListed,
        boolean followAccepted,
        boolean captureReads,
        ReportsTo reportsTo,
        ReadNotification readNotification) {

    /** What ids look like. Each kind sorts by time. */
    public enum IdShape {
        /** Ten characters or more, of digits and small letters. */
        @JsonProperty("aid")
        AID,
        /** 26 characters, of digits and capital letters. */
        @JsonProperty("ulid")
        ULID,
        /** 24 hexadecimal digits. */
        @JsonProperty("object-id")
        OBJECT_ID
    }

    /** How a handshake is refused: with this HTTP status, or, where it is 0, with no answer at all. */
    public record Refusal(int status) {
        /** The word for no answer in a dialect's file. */
        private static final String HANG = "hang";

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Refusal of(Object value) {
            if (value instanceof Integer status && status >= 400 && status < 600) {
                return new Refusal(status);
            }
            if (HANG.equals(value)) {
                return new Refusal(0);
            }
            throw new IllegalArgumentException("\"" + value + "\" refuses nothing; write an HTTP status, or hang");
        }

        /** Whether no answer is given: the connection stays open, and nothing is sent. */
        public boolean hangs() {
            return status == 0;
        }
    }

    /** What becomes of a handshake with more than one token. */
    public enum RepeatedToken {
        @JsonProperty("first")
        FIRST,
        @JsonProperty("hang")
        HANG
    }

    /** Which requests for an upgrade are taken for a handshake. */
    public enum Upgrade {
        /** A GET that asks for a WebSocket, as RFC 6455 has it; any other upgrade is not done, as HTTP allows. */
        @JsonProperty("websocket")
        WEBSOCKET,
        /** The same; any other upgrade is refused with 400, and so is another version. */
        @JsonProperty("strict")
        STRICT,
        /** Any method, and whatever upgrade is asked for. */
        @JsonProperty("any")
        ANY
    }

    /** When a server answers an opened channel with the frame that says it is connected. */
    public enum Connected {
        @JsonProperty("never")
        NEVER,
        @JsonProperty("on-pong")
        ON_PONG,
        @JsonProperty("always")
        ALWAYS
    }

    /** What a connect does whose id is in use. */
    public enum DuplicateId {
        /** Both are open under one id. */
        @JsonProperty("append")
        APPEND,
        /** The new one takes the place of the old. */
        @JsonProperty("replace")
        REPLACE
    }

    /** What a client is told whose channel could not be set up. */
    public enum FailedInit {
        @JsonProperty("connected")
        CONNECTED,
        @JsonProperty("silent")
        SILENT
    }

    /** Whose time pings go by. */
    public enum Heartbeat {
        /** One timer for all connections, from the first on. */
        @JsonProperty("shared")
        SHARED,
        @JsonProperty("each")
        EACH
    }

    /** Where the data of an answer stands in its body. */
    public enum ApiResponse {
        /** The body is the data. */
        @JsonProperty("body")
        BODY,
        /** The data is the member {@code res}. */
        @JsonProperty("res")
        RES,
        /** There is no answer: requests are ignored. */
        @JsonProperty("none")
        NONE
    }

    /** How captures of one note add up. */
    public enum Captures {
        @JsonProperty("set")
        SET,
        @JsonProperty("counted")
        COUNTED
    }

    /** What a release does for a note that is not captured. */
    public enum ExtraRelease {
        @JsonProperty("harmless")
        HARMLESS,
        /** The note can never be captured again on this connection. */
        @JsonProperty("poisons")
        POISONS
    }

    /** Who gets the updates of a note. */
    public enum CaptureVisibility {
        @JsonProperty("unchecked")
        UNCHECKED,
        @JsonProperty("checked")
        CHECKED
    }

    /** How a reaction is told. */
    public enum ReactionStyle {
        /** As it was given, e.g. {@code like}. */
        @JsonProperty("name")
        NAME,
        /** As an emoji, or as the name of a custom one with its host between colons; another one takes its place. */
        @JsonProperty("unicode")
        UNICODE
    }

    /** What asking for one's notifications marks as read. */
    public enum NotificationsListed {
        @JsonProperty("nothing")
        NOTHING,
        /** The notifications that were listed, without a word of it. */
        @JsonProperty("shown")
        SHOWN,
        /** All of them, and says so. */
        @JsonProperty("all")
        ALL
    }

    /** Who is told of a report of abuse. */
    public enum ReportsTo {
        @JsonProperty("administrators")
        ADMINISTRATORS,
        /** Who holds a role of moderators or administrators. */
        @JsonProperty("roles")
        ROLES
    }

    /** What a client's word that it has read a notification marks as read. */
    public enum ReadNotification {
        /** Nothing: it is not taken. */
        @JsonProperty("none")
        NONE,
        /** The one it names. */
        @JsonProperty("one")
        ONE,
        /** All of them, whatever it names. */
        @JsonProperty("all")
        ALL
    }
}
