package io.slipway.definition.document;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads default values and values of filters: canonical text, and for choices also their labels. */
final class ValueReader {

    private ValueReader() {}

    static @Nullable String canonical(FieldKind kind, Properties p, String key) {
        return switch (kind) {
            case FieldKind.SingleChoice single -> one(single.choices(), p.value(key));
            case FieldKind.MultiChoice multi -> many(multi.choices(), p, key);
            default -> p.value(key);
        };
    }

    private static @Nullable String one(List<Choice> choices, @Nullable String said) {
        return said == null ? null : byIdOrLabel(choices, said).orElse(said);
    }

    private static @Nullable String many(List<Choice> choices, Properties p, String key) {
        Properties.Element element = p.element(key);
        if (element == null || !element.node().isArray()) {
            return one(choices, p.value(key));
        }
        List<String> ids = new ArrayList<>();
        for (var each : element.node()) {
            if (each.isContainer() || each.isNull()) {
                p.problem(element, "A list of choices is needed here: their ids or labels.");
                return null;
            }
            String said = each.isString() ? each.stringValue() : each.toString();
            ids.add(byIdOrLabel(choices, said).orElse(said));
        }
        return ids.isEmpty() ? null : String.join(",", ids);
    }

    private static Optional<String> byIdOrLabel(List<Choice> choices, String said) {
        return choices.stream()
                .filter(choice -> Long.toString(choice.id()).equals(said))
                .findFirst()
                .or(() -> choices.stream()
                        .filter(choice -> choice.label().equals(said.strip()))
                        .findFirst())
                .map(choice -> Long.toString(choice.id()));
    }
}
