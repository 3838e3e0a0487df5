package io.slipway.integration.queue;

import io.slipway.integration.ApiPaths;
import io.slipway.integration.internal.QueuedCall;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What became of a call that was kept. */
@Schema(name = "QueuedCall")
public record QueuedAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String id,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"waiting", "done"})
        String state,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Where to ask what became of it")
        String link,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String method,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "The address that was called")
        String target,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant receivedAt,

        @Nullable Instant doneAt,

        @Schema(description = "What the call was answered with when it was done, for example 201") @Nullable
        Integer status,

        @Schema(
                description = "The answer itself: of the call, or a problem",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        @Nullable
        Map<String, @Nullable Object> answer) {

    /** Where the calls are. */
    public static final String PATH = ApiPaths.V1 + "/queued-calls";

    /** A call as its caller sees it. */
    public static QueuedAnswer of(QueuedCall call, JsonMapper json) {
        byte[] answer = call.answer();
        return new QueuedAnswer(
                call.ticket(),
                call.waits() ? "waiting" : "done",
                PATH + "/" + call.ticket(),
                call.method(),
                call.target(),
                call.receivedAt(),
                call.doneAt(),
                call.status(),
                answer == null || answer.length == 0 ? null : json.readValue(answer, new TypeReference<>() {}));
    }
}
