package io.slipway.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at all of somebody's input before it complains, so that they learn at once of everything that is wrong. */
public final class Faults {

    private final List<InvalidInput> found = new ArrayList<>();

    /** Runs a check; what it refuses with {@link InvalidInput} is remembered. */
    public Faults check(Runnable check) {
        made(() -> {
            check.run();
            return true;
        });
        return this;
    }

    /** What a check makes of the input; empty when it refused, which is remembered. */
    public <T> Optional<T> made(Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (InvalidInput e) {
            found.add(e);
            found.addAll(e.others());
            return Optional.empty();
        }
    }

    /**
     * To be called when all was looked at.
     *
     * @throws InvalidInput the first fault with {@linkplain InvalidInput#others() the others}, if there is one
     */
    public void raise() {
        if (!found.isEmpty()) {
            throw new InvalidInput(found.getFirst(), found.subList(1, found.size()));
        }
    }
}
