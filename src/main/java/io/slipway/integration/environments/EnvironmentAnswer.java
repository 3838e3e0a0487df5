package io.slipway.integration.environments;

import io.slipway.environment.Environment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;

/** An environment as the API tells of it. */
@Schema(name = "Environment")
record EnvironmentAnswer(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What addresses name it by; production may also be called “production”",
                example = "1-2")
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String name,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"production", "sandbox"})
        String kind,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Whether its changes can be promoted")
        boolean promotable,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "What is being done to it; records can be worked with when ready",
                allowableValues = {"creating", "ready", "refreshing", "discarding"})
        String state,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant createdAt) {

    static EnvironmentAnswer of(Environment environment) {
        return new EnvironmentAnswer(
                environment.id().toString(),
                environment.name(),
                environment.kind().name().toLowerCase(Locale.ROOT),
                environment.promotable(),
                environment.state().name().toLowerCase(Locale.ROOT),
                environment.createdAt());
    }
}
