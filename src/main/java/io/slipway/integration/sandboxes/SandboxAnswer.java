package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.environment.Environment;
import io.slipway.integration.ApiWords;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.SandboxWork;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sandbox as the API tells of it. */
@Schema(name = "Sandbox")
record SandboxAnswer(
        @Schema(requiredMode = REQUIRED, example = "1-3") String id,

        @Schema(requiredMode = REQUIRED) String name,

        @Schema(requiredMode = REQUIRED, description = "Whether its changes can be promoted")
        boolean promotable,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"creating", "ready", "refreshing", "discarding"})
        String state,

        @Schema(
                requiredMode = REQUIRED,
                description = "What records it began with",
                allowableValues = {"none", "sample", "full"})
        String data,

        @Schema(requiredMode = REQUIRED, description = "Resources that differ from where it began")
        int pendingChanges,

        @Schema(requiredMode = REQUIRED, description = "Whether production changed since, so that a rebase is due")
        boolean productionMoved,

        @Schema(requiredMode = REQUIRED) String createdBy,
        @Schema(requiredMode = REQUIRED) Instant createdAt,

        @Schema(description = "What is being done to it, or what failed last; missing: nothing") @Nullable
        Work work) {

    /** Background work on a sandbox. */
    @Schema(name = "SandboxWork")
    record Work(
            @Schema(requiredMode = REQUIRED) String sandbox,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"running", "done", "failed"})
            String state,

            @Schema(allowableValues = {"create", "refresh", "discard"}) @Nullable
            String kind,

            @Schema(requiredMode = REQUIRED, description = "What is being done, for people; empty when it is done")
            String step,

            @Schema(description = "Why it stopped") @Nullable
            String failure,

            @Nullable String by,
            @Nullable Instant startedAt) {

        static Work of(Sandbox sandbox) {
            SandboxWork work = sandbox.work();
            String id = sandbox.id().toString();
            if (work == null) {
                return new Work(id, sandbox.isReady() ? "done" : "running", null, "", null, null, null);
            }
            return new Work(
                    id,
                    work.isFailed() ? "failed" : "running",
                    ApiWords.of(work.kind()),
                    work.step(),
                    work.failure(),
                    work.by(),
                    work.startedAt());
        }
    }

    static SandboxAnswer of(Sandbox sandbox) {
        Environment environment = sandbox.environment();
        return new SandboxAnswer(
                environment.id().toString(),
                environment.name(),
                environment.promotable(),
                ApiWords.of(environment.state()),
                ApiWords.of(environment.data()),
                sandbox.pendingChanges(),
                sandbox.productionMoved(),
                environment.createdBy(),
                environment.createdAt(),
                sandbox.work() == null ? null : Work.of(sandbox));
    }
}
