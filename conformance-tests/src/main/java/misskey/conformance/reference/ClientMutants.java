package misskey.conformance.reference;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import misskey.conformance.reference.ClientMutant.Death;

/** The registry of broken clients. */
public final class ClientMutants {
    private ClientMutants() {}

    /** Every broken client: those that lose their way back, those that say and those that hear something wrong. */
    public static List<ClientMutant> all() {
        return Stream.of(ReturningMutants.all(), SpeakingMutants.all(), HearingMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    static ClientMutant broken(String id, String description, Death death, Supplier<ClientSeams> seams) {
        return new ClientMutant(id, description, death, dialect -> seams.get());
    }
}
