package misskey.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Requirement.Absence;
import misskey.protocol.Requirement.Binds;
import misskey.protocol.Requirement.Example;
import misskey.protocol.Requirement.InDialect;
import misskey.protocol.Requirement.Standing;
import org.jspecify.annotations.Nullable;

/** A requirement as its YAML file has it; {@link #toRequirement} checks it. */
record RequirementRow(
        @Nullable String id,
        @Nullable Binds binds,
        @Nullable Level level,
        @Nullable Basis basis,
        @Nullable String statement,
        @Nullable String quote,
        @Nullable String source,
        @Nullable Absence absence,
        @Nullable List<String> findings,
        @Nullable String excluded,
        @Nullable Map<String, DialectRow> dialects,
        @Nullable String judged,
        @JsonProperty("exchange-dialect") @Nullable String exchangeDialect,
        @Nullable String good,
        @Nullable String bad) {

    /** What a dialect says otherwise. */
    record DialectRow(
            @Nullable Standing is,
            @Nullable Level level,
            @Nullable String statement,
            @Nullable String why) {}

    /** The requirement of this row, which begins at {@code pointer}. */
    Requirement toRequirement(YamlText yaml, String pointer, String area) {
        return new Checking(yaml, pointer).requirement(area);
    }

    private final class Checking {
        private final YamlText yaml;
        private final String pointer;

        Checking(YamlText yaml, String pointer) {
            this.yaml = yaml;
            this.pointer = pointer;
        }

        Requirement requirement(String area) {
            String checkedId = required("id", id);
            if (!checkedId.matches(area + "\\.[a-z0-9]+(-[a-z0-9]+)*")) {
                throw yaml.wrong(
                        pointer + "/id",
                        "the id \"" + checkedId + "\" is not one of this file; expected \"" + area
                                + ".\" and words of small letters, joined by hyphens");
            }
            Level checkedLevel = required("level", level);
            Basis checkedBasis = required("basis", basis);
            if (checkedBasis == Basis.KIT && checkedLevel == Level.MUST) {
                throw yaml.wrong(
                        pointer + "/level", "it is a MUST on the kit's own word; name a source or lower the level");
            }
            String checkedStatement = required("statement", statement);
            Map<String, InDialect> byDialect = byDialect(checkedLevel, checkedStatement);
            return new Requirement(
                    checkedId,
                    required("binds", binds),
                    checkedLevel,
                    checkedBasis,
                    checkedStatement,
                    Optional.ofNullable(checkedBasis == Basis.DOCUMENTED ? required("quote", quote) : quote),
                    required("source", source),
                    Optional.ofNullable(absence),
                    findings == null ? List.of() : List.copyOf(findings),
                    Optional.ofNullable(excluded),
                    byDialect,
                    excluded == null ? Optional.of(required("judged", judged)) : Optional.ofNullable(judged),
                    excluded == null ? Optional.of(example(byDialect)) : Optional.empty());
        }

        private Map<String, InDialect> byDialect(Level whole, String holds) {
            Map<String, InDialect> byDialect = new LinkedHashMap<>();
            Map<String, DialectRow> said = dialects == null ? Map.of() : dialects;
            said.forEach((name, row) -> {
                String at = pointer + "/dialects/" + name;
                yaml.checkKnown(at, name, Dialect.NAMES, "dialect");
                byDialect.put(name, inDialect(row, at, whole, holds));
            });
            if (Dialect.NAMES.stream()
                    .allMatch(name ->
                            byDialect.containsKey(name) && !byDialect.get(name).applies())) {
                throw yaml.wrong(pointer + "/dialects", "it applies in no dialect");
            }
            return Map.copyOf(byDialect);
        }

        private InDialect inDialect(@Nullable DialectRow said, String at, Level whole, String holds) {
            if (said == null || said.is == null) {
                throw yaml.wrong(at, "it does not say \"is\"; expected required, different or not-applicable");
            }
            boolean gone = said.is == Standing.NOT_APPLICABLE;
            if ((said.is == Standing.DIFFERENT) == (said.statement == null)) {
                throw yaml.wrong(at, "a statement goes with \"is: different\" and with nothing else");
            }
            if (said.level != null && (gone || said.level.compareTo(whole) <= 0)) {
                throw yaml.wrong(
                        at + "/level", "a dialect can lower the level " + whole + " of what applies, and nothing else");
            }
            if (said.is == Standing.REQUIRED && said.level == null) {
                throw yaml.wrong(at, "it says what holds anyway: leave it out, or lower the level");
            }
            if (said.why == null && (gone || said.level != null)) {
                throw yaml.wrong(at, "it does not say \"why\"; expected the reason, with versions");
            }
            return new InDialect(
                    said.is,
                    said.level == null ? whole : said.level,
                    said.statement == null ? holds : said.statement,
                    Optional.ofNullable(said.why));
        }

        private Example example(Map<String, InDialect> byDialect) {
            List<String> applies = Dialect.NAMES.stream()
                    .filter(name ->
                            !byDialect.containsKey(name) || byDialect.get(name).applies())
                    .toList();
            if (exchangeDialect != null) {
                yaml.checkKnown(pointer + "/exchange-dialect", exchangeDialect, applies, "dialect where it applies,");
            }
            String dialect = exchangeDialect != null
                    ? exchangeDialect
                    : applies.stream()
                            .filter(name -> !byDialect.containsKey(name)
                                    || byDialect.get(name).standing() == Standing.REQUIRED)
                            .findFirst()
                            .orElse(applies.get(0));
            return new Example(
                    dialect, exchange("good", required("good", good)), exchange("bad", required("bad", bad)));
        }

        private Exchange exchange(String key, String text) {
            try {
                return Exchange.of(text);
            } catch (IllegalArgumentException wrong) {
                throw yaml.wrong(pointer + "/" + key, String.valueOf(wrong.getMessage()));
            }
        }

        private <T> T required(String key, @Nullable T value) {
            if (value == null) {
                throw yaml.wrong(pointer, "the row " + (id == null ? "?" : id) + " lacks \"" + key + "\"");
            }
            return value;
        }
    }
}
