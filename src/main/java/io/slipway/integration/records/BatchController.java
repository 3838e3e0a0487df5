package io.slipway.integration.records;

import io.slipway.account.TokenScope;
import io.slipway.integration.AnsweredInTransaction;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.Needs;
import io.slipway.integration.Queued;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Many writes in one call and one transaction. */
@RestController
@Tag(name = "Records")
@Needs(TokenScope.WRITE)
class BatchController {

    static final String BATCH = RecordsController.RECORDS + "/batch";

    private final ApiTables tables;
    private final Batches batches;

    BatchController(ApiTables tables, Batches batches) {
        this.tables = tables;
        this.batches = batches;
    }

    @Operation(
            summary = "Create, change and delete up to 1,000 records",
            description =
                    "One transaction. All or nothing: one write that can't be taken keeps all from being written, and"
                            + " the answer is a problem that names it. Each: what can be written is, and each write has its own"
                            + " result. Records made in the call may be linked to in it.")
    @PostMapping(path = BATCH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @AnsweredInTransaction
    @Queued
    BatchAnswer batch(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @RequestBody BatchRequest request) {
        return tables.writing(caller, environment, table, place -> batches.write(caller, place, request));
    }
}
