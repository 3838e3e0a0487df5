package io.slipway.integration.imports;

import io.slipway.account.NotAllowed;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Imports;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiWords;
import org.springframework.stereotype.Component;

/** The imports a caller may know of. */
@Component
class ApiImports {

    private final ApiEnvironments environments;
    private final Imports imports;

    ApiImports(ApiEnvironments environments, Imports imports) {
        this.environments = environments;
        this.imports = imports;
    }

    /**
     * The import an address names.
     *
     * @throws ApiProblem not found: also when it is there, but not for this caller
     */
    ImportJob find(ApiCaller caller, String id) {
        try {
            ImportJob job = imports.find(caller.actor(), new ImportId(ApiWords.id(id, "import")))
                    .orElseThrow(() -> ApiProblem.notFound("import"));
            environments.find(caller, job.environment().toString());
            return job;
        } catch (NotAllowed notTheirs) {
            throw ApiProblem.notFound("import");
        }
    }

    /**
     * A file of the import.
     *
     * @throws ApiProblem not found
     */
    static int file(ImportJob job, int number) {
        if (number < 0 || number >= job.files().size()) {
            throw ApiProblem.notFound("file of the import");
        }
        return number;
    }
}
