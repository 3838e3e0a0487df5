package io.slipway.builder.ui;

import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ids for new choices that their field never had, so that a value left of a removed choice never comes to mean another
 * one: above all of the changelog, and, because ids are given once in an account, not the same in two environments.
 */
final class ChoiceIds implements LongSupplier {

    private final Bench bench;
    private final @Nullable Field field;
    private long last;

    /**
     * @param field null: a new one
     */
    ChoiceIds(Bench bench, @Nullable Field field) {
        this.bench = bench;
        this.field = field;
    }

    @Override
    public long getAsLong() {
        if (field == null) {
            return ++last;
        }
        if (last == 0) {
            last = highestEver(field);
        }
        last = Math.max(last + 1, bench.newId().value());
        return last;
    }

    private long highestEver(Field current) {
        Stream<Field> logged = bench.room().definitions().log(bench.environment()).stream()
                .filter(revision -> revision.resource().equals(current.id()))
                .map(Revision::shown)
                .flatMap(ChoiceIds::field);
        return Stream.concat(Stream.of(current), logged)
                .flatMap(one -> choices(one.kind()).stream())
                .mapToLong(Choice::id)
                .max()
                .orElse(0);
    }

    private static Stream<Field> field(Resource resource) {
        return resource instanceof Field field ? Stream.of(field) : Stream.empty();
    }

    private static List<Choice> choices(FieldKind kind) {
        if (kind instanceof FieldKind.SingleChoice single) {
            return single.choices();
        }
        return kind instanceof FieldKind.MultiChoice multi ? multi.choices() : List.of();
    }
}
