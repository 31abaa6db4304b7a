package misskey.mock.stream;

import java.util.Optional;
import java.util.function.Supplier;

/** One fault, at one seam. Each kind fills the one seam it is named for. */
public sealed interface Mutation {
    default Optional<Seams.Data> data() {
        return Optional.empty();
    }

    default Optional<Seams.Handshake> handshake() {
        return Optional.empty();
    }

    default Optional<Seams.Inbound> inbound() {
        return Optional.empty();
    }

    default Optional<Seams.Registry> registry() {
        return Optional.empty();
    }

    default Optional<Seams.Routing> routing() {
        return Optional.empty();
    }

    default Optional<Seams.Outbound> outbound() {
        return Optional.empty();
    }

    default Optional<Seams.Calls> calls() {
        return Optional.empty();
    }

    default Optional<Seams.Heartbeat> heartbeat() {
        return Optional.empty();
    }

    default Optional<Seams.Closing> closing() {
        return Optional.empty();
    }

    /** The same fault, with nothing remembered of what it did elsewhere: each session has its own. */
    default Mutation anew() {
        return this;
    }

    /** A fault that remembers what it did, and so is made for each session. */
    record Anew(Supplier<Mutation> made) implements Mutation {
        @Override
        public Mutation anew() {
            return made.get();
        }
    }

    /** Differs in one thing that its dialect says. */
    record AtData(Seams.Data seam) implements Mutation {
        @Override
        public Optional<Seams.Data> data() {
            return Optional.of(seam);
        }
    }

    /** Differs in whom it accepts. */
    record AtHandshake(Seams.Handshake seam) implements Mutation {
        @Override
        public Optional<Seams.Handshake> handshake() {
            return Optional.of(seam);
        }
    }

    /** Differs in what it takes in. */
    record AtInbound(Seams.Inbound seam) implements Mutation {
        @Override
        public Optional<Seams.Inbound> inbound() {
            return Optional.of(seam);
        }
    }

    /** Differs in what opening and giving up change. */
    record AtRegistry(Seams.Registry seam) implements Mutation {
        @Override
        public Optional<Seams.Registry> registry() {
            return Optional.of(seam);
        }
    }

    /** Differs in whom it tells. */
    record AtRouting(Seams.Routing seam) implements Mutation {
        @Override
        public Optional<Seams.Routing> routing() {
            return Optional.of(seam);
        }
    }

    /** Differs in what it sends. */
    record AtOutbound(Seams.Outbound seam) implements Mutation {
        @Override
        public Optional<Seams.Outbound> outbound() {
            return Optional.of(seam);
        }
    }

    /** Differs in what a call of its API does. */
    record AtCalls(Seams.Calls seam) implements Mutation {
        @Override
        public Optional<Seams.Calls> calls() {
            return Optional.of(seam);
        }
    }

    /** Differs in how it answers a ping. */
    record AtHeartbeat(Seams.Heartbeat seam) implements Mutation {
        @Override
        public Optional<Seams.Heartbeat> heartbeat() {
            return Optional.of(seam);
        }
    }

    /** Differs in how it answers a close. */
    record AtClose(Seams.Closing seam) implements Mutation {
        @Override
        public Optional<Seams.Closing> closing() {
            return Optional.of(seam);
        }
    }
}
