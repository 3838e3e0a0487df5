package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import java.util.concurrent.atomic.AtomicLong;

/** Ids from a counter. */
final class TestIds implements DocumentIds {

    private final AtomicLong last;

    TestIds(AtomicLong last) {
        this.last = last;
    }

    @Override
    public boolean given(ResourceId id) {
        return id.value() <= last.get();
    }

    @Override
    public ResourceId fresh() {
        return new ResourceId(last.incrementAndGet());
    }

    @Override
    public long freshChoice(Field field) {
        return last.incrementAndGet();
    }
}
