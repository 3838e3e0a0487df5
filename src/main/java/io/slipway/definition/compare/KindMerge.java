package io.slipway.definition.compare;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.util.List;

/** Merges a field's kind: its parts one by one as long as nobody changed what kind it is. */
final class KindMerge {

    private final PropertyMerge merge;

    KindMerge(PropertyMerge merge) {
        this.merge = merge;
    }

    FieldKind of(FieldKind base, FieldKind sandbox, FieldKind production) {
        boolean oneSided = sandbox.equals(production) || sandbox.equals(base) || production.equals(base);
        boolean sameKind = sandbox.getClass().equals(base.getClass())
                && production.getClass().equals(base.getClass());
        return oneSided || !sameKind
                ? merge.pick("kind", base, sandbox, production)
                : merge.attempt(
                        () -> parts(base, sandbox, production), () -> merge.pick("kind", base, sandbox, production));
    }

    /** Fails with InvalidInput when the parts of both sides do not go together. */
    private FieldKind parts(FieldKind base, FieldKind sandbox, FieldKind production) {
        return switch (sandbox) {
            case FieldKind.WholeNumber s
            when base instanceof FieldKind.WholeNumber b && production instanceof FieldKind.WholeNumber p ->
                new FieldKind.WholeNumber(
                        merge.pick("kind.min", b.min(), s.min(), p.min()),
                        merge.pick("kind.max", b.max(), s.max(), p.max()));
            case FieldKind.AutoNumber s
            when base instanceof FieldKind.AutoNumber b && production instanceof FieldKind.AutoNumber p ->
                new FieldKind.AutoNumber(
                        merge.pick("kind.prefix", b.prefix(), s.prefix(), p.prefix()),
                        merge.pick("kind.digits", b.digits(), s.digits(), p.digits()));
            case FieldKind.SingleChoice s
            when base instanceof FieldKind.SingleChoice b && production instanceof FieldKind.SingleChoice p ->
                new FieldKind.SingleChoice(choices(b.choices(), s.choices(), p.choices()));
            case FieldKind.MultiChoice s
            when base instanceof FieldKind.MultiChoice b && production instanceof FieldKind.MultiChoice p ->
                new FieldKind.MultiChoice(choices(b.choices(), s.choices(), p.choices()));
            default -> merge.pick("kind", base, sandbox, production);
        };
    }

    private List<Choice> choices(List<Choice> base, List<Choice> sandbox, List<Choice> production) {
        return merge.list("kind.choices", base, sandbox, production, Choice::id);
    }
}
