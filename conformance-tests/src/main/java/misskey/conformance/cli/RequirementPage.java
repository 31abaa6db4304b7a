package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.Locale;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Wrapped;
import misskey.protocol.Basis;
import misskey.protocol.Dialect;
import misskey.protocol.Exchange;
import misskey.protocol.Exchange.Step;
import misskey.protocol.Requirement;
import misskey.protocol.Requirement.Absence;
import misskey.protocol.Requirement.InDialect;

/** Everything the catalogue says of one requirement, on one page. */
final class RequirementPage {
    private static final int LABEL = 12;

    private final PrintWriter out;
    private final Palette palette;

    RequirementPage(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** Prints the page; {@code tested} says whether the server suite has a case for it. */
    void print(Requirement requirement, boolean tested) {
        out.println(palette.bold(requirement.id()) + "  " + requirement.level() + ", binds " + word(requirement.binds())
                + ", " + word(requirement.basis()));
        out.println();
        out.println(Wrapped.hanging("", requirement.statement(), 2));
        out.println();
        requirement
                .quote()
                .ifPresent(quote -> labelled(requirement.basis() == Basis.DOCUMENTED ? "quote" : "seen", quote));
        labelled("source", requirement.source());
        requirement.judged().ifPresent(judged -> labelled("judged", judged));
        requirement
                .absence()
                .ifPresent(absence -> labelled("absence", "proved by a " + word(absence) + ": " + meaning(absence)));
        if (!requirement.findings().isEmpty()) {
            labelled("codes", String.join(", ", requirement.findings()));
        }
        labelled(
                "case",
                requirement
                        .excludedBecause()
                        .map(why -> "none: " + why)
                        .orElse(tested ? "in the server suite" : "none yet"));
        out.println();
        Dialect.NAMES.forEach(name -> dialect(name, requirement));
        requirement.example().ifPresent(example -> {
            exchange(palette.green("holds"), example.dialect(), example.good());
            exchange(palette.red("is broken"), example.dialect(), example.bad());
        });
    }

    private void labelled(String label, String text) {
        out.println(Wrapped.hanging("  " + label, text, LABEL));
    }

    private void dialect(String name, Requirement requirement) {
        InDialect here = requirement.in(name);
        String level = here.level() == requirement.level() ? "" : ", " + here.level();
        String said = switch (here.standing()) {
            case REQUIRED -> "required" + level;
            case DIFFERENT -> "different" + level + ": " + here.statement();
            case NOT_APPLICABLE -> "not applicable";
        };
        out.println(Wrapped.hanging("  " + name, said, LABEL + 4));
        here.why().ifPresent(why -> out.println(Wrapped.hanging("", "because: " + why, LABEL + 4)));
    }

    private void exchange(String how, String dialect, Exchange exchange) {
        out.println();
        out.println("  " + how + palette.dim(", as in " + dialect));
        exchange.steps().forEach(this::step);
    }

    private void step(Step step) {
        String heading = switch (step.lane()) {
            case CLIENT -> "  client ";
            case SERVER -> "  server ";
            case AROUND -> "         ";
        };
        String text = Wrapped.hanging(heading + step.lane().mark(), step.text(), LABEL - 1);
        out.println(
                switch (step.lane()) {
                    case CLIENT -> palette.green(text);
                    case SERVER -> palette.yellow(text);
                    case AROUND -> palette.dim(text);
                });
    }

    private static String meaning(Absence absence) {
        return switch (absence) {
            case SENTINEL -> "a later, allowed event of the same kind that did come on the same path";
            case FENCE -> "an answer to something that was sent later on the same connection";
            case WINDOW -> "nothing came for a while, the last resort";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
