package misskey.mock.world;

import java.time.Duration;

/**
 * How the timelines of servers differ.
 *
 * @param parameters whether a connection may ask for less or more with withRenotes, withReplies and withFiles; Misskey
 *     since 2023.10.0
 * @param repliesPerFollow whether a follow may ask for the replies of who is followed, and replies to notes one may
 *     not read are dropped; Misskey since 2023.10.1
 * @param repliesBetweenOthersOnGlobal whether the global timeline shows them; Misskey since 2024.5.0
 * @param repliesToAnonymous whether readers without an account see replies; Misskey since 13.11.2, before that a defect
 *     dropped them
 * @param followedChannelsOnLocal whether the local timeline shows notes of channels one follows; Misskey 12.47.0 to 2023.11.0
 * @param refreshedEvery how long an open connection goes on with the follows, mutes and blocks it knows; Misskey since
 *     13.11.0. The mock shows each change at once.
 */
record TimelineRules(
        boolean parameters,
        boolean repliesPerFollow,
        boolean repliesBetweenOthersOnGlobal,
        boolean repliesToAnonymous,
        boolean followedChannelsOnLocal,
        Duration refreshedEvery) {}
