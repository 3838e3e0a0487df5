package io.slipway.integration.environments;

import io.slipway.common.RunId;
import io.slipway.environment.Environment;
import io.slipway.environment.Gate;
import io.slipway.integration.ApiWords;
import io.slipway.promotion.Lockout;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an environment takes calls, and if not, why and until when. */
@Schema(name = "EnvironmentStatus")
record StatusAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String environment,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Whether record and definition calls are answered now")
        boolean open,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Revision of the definition in force")
        long revision,

        @Schema(description = "Why it is locked, or what is about to lock it") @Nullable
        String reason,

        @Schema(description = "The promotion or restore under way, locked already or not") @Nullable
        Run run) {

    @Schema(name = "RunUnderWay")
    record Run(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"promotion", "restore"})
            String kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String state,

            @Schema(description = "When the lock is expected to end; missing: nobody can tell") @Nullable
            Instant expectedEnd) {}

    static StatusAnswer of(Environment environment, Gate gate, Optional<Lockout> lockout) {
        boolean locked = lockout.map(Lockout::locked).orElse(false);
        boolean ready = environment.state() == Environment.State.READY;
        RunId closedBy = gate.closedBy();
        String reason = null;
        if (lockout.isPresent()) {
            reason = lockout.get().kind().label() + " " + lockout.get().run()
                    + (locked ? " is being put in force." : " is being prepared; nothing is locked yet.");
        } else if (!ready) {
            reason = "The environment is " + environment.state().name().toLowerCase(Locale.ROOT) + ".";
        } else if (!gate.writesOpen()) {
            reason = closedBy == null ? "Its gate is closed." : "Run " + closedBy + " keeps its gate closed.";
        }
        return new StatusAnswer(
                environment.id().toString(),
                ready && !locked && gate.writesOpen(),
                gate.revision(),
                reason,
                lockout.map(StatusAnswer::run).orElse(null));
    }

    private static Run run(Lockout lockout) {
        return new Run(
                lockout.run().toString(),
                ApiWords.of(lockout.kind()),
                ApiWords.of(lockout.state()),
                lockout.expectedEnd());
    }
}
