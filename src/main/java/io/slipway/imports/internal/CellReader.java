package io.slipway.imports.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads cells as values of fields; people are found by e-mail address or name. For one import, on one thread. */
final class CellReader {

    private final AccountId account;
    private final PersonDirectory people;
    private final ZoneId zone;
    private final Map<String, Parsed> known = new HashMap<>();

    CellReader(AccountId account, PersonDirectory people, ZoneId zone) {
        this.account = account;
        this.people = people;
        this.zone = zone;
    }

    /** The value of a cell, or why the field does not take it. */
    Parsed read(FieldKind kind, String cell) {
        Parsed parsed = kind instanceof FieldKind.User
                ? known.computeIfAbsent(cell.strip(), this::person)
                : ValueText.parseTyped(kind, cell, zone);
        if (!(parsed instanceof Parsed.Ok ok) || ok.value() == null) {
            return parsed;
        }
        Object value = ValueRules.normalise(kind, ok.value());
        Optional<String> problem = ValueRules.check(kind, value);
        return problem.<Parsed>map(Parsed.Bad::new).orElseGet(() -> new Parsed.Ok(value));
    }

    private Parsed person(String text) {
        if (text.isEmpty()) {
            return Parsed.NOTHING;
        }
        Optional<PersonDirectory.Entry> byEmail = people.byEmail(account, text.toLowerCase(Locale.ROOT));
        if (byEmail.isPresent()) {
            return new Parsed.Ok(byEmail.get().id().value());
        }
        List<UserId> named = people.names(account).entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(text))
                .map(Map.Entry::getKey)
                .toList();
        if (named.size() == 1) {
            return new Parsed.Ok(named.getFirst().value());
        }
        String shown = Words.cut(text, 60);
        return new Parsed.Bad(
                named.isEmpty()
                        ? "“" + shown + "” is neither the e-mail address nor the name of a user."
                        : "Several users are called “" + shown + "”; give the e-mail address.");
    }
}
