package io.slipway.imports.ui;

import io.slipway.definition.FieldKind;
import java.util.ArrayList;
import java.util.List;

/** A kind a new field may have, in words. */
record KindChoice(FieldKind kind) {

    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "JPY");

    /** The kinds to choose from. Choices can only be had where the file shows which there are. */
    static List<KindChoice> among(FieldKind found) {
        List<FieldKind> kinds = new ArrayList<>();
        kinds.add(found);
        kinds.add(new FieldKind.ShortText(100));
        kinds.add(new FieldKind.LongText());
        kinds.add(new FieldKind.WholeNumber(null, null));
        kinds.add(new FieldKind.DecimalNumber(found instanceof FieldKind.DecimalNumber decimal ? decimal.scale() : 2));
        CURRENCIES.forEach(code -> kinds.add(new FieldKind.Money(code)));
        kinds.add(new FieldKind.Percent(2));
        kinds.add(new FieldKind.Date());
        kinds.add(new FieldKind.DateTime());
        kinds.add(new FieldKind.Time());
        kinds.add(new FieldKind.YesNo());
        kinds.add(new FieldKind.Email());
        kinds.add(new FieldKind.Phone());
        kinds.add(new FieldKind.Url());
        kinds.add(new FieldKind.User());
        return kinds.stream().distinct().map(KindChoice::new).toList();
    }

    String label() {
        return switch (kind) {
            case FieldKind.Money money -> "Currency " + money.code();
            case FieldKind.DecimalNumber decimal ->
                "Decimal, " + decimal.scale() + (decimal.scale() == 1 ? " place" : " places");
            case FieldKind.SingleChoice single ->
                "Single choice of " + single.choices().size();
            case FieldKind.MultiChoice multi ->
                "Multi choice of " + multi.choices().size();
            default -> kind.label();
        };
    }
}
