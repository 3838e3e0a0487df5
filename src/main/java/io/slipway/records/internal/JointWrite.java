package io.slipway.records.internal;

import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A single write in a line of {@link JointWrites}; its caller's thread waits for its turn. */
final class JointWrite {

    /** What a caller is to do, or what became of its write. */
    sealed interface Turn {

        /** Begin, and take along who waits. */
        record Begin() implements Turn {}

        /** Somebody else's transaction has saved it. */
        record Done(WriteOutcome.Saved saved) implements Turn {}

        /** The transaction it was in has saved nothing: do it alone. */
        record Alone() implements Turn {}
    }

    private final Write write;
    private final Records.AlongsideEach alongside;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();

    JointWrite(Write write, Records.AlongsideEach alongside) {
        this.write = write;
        this.alongside = alongside;
    }

    Write write() {
        return write;
    }

    Records.AlongsideEach alongside() {
        return alongside;
    }

    void tell(Turn what) {
        turn.complete(what);
    }

    /** The transaction it was in ended so that nobody knows whether it saved. */
    void fail(Throwable uncertain) {
        turn.completeExceptionally(uncertain);
    }

    /**
     * Waits, also when interrupted: the write may be in a transaction already.
     *
     * @throws RuntimeException what the transaction it was in failed with
     */
    Turn await() {
        try {
            return turn.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
