package io.slipway.imports.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * For how long an import that was uploaded and never started is kept ({@code slipway.import-draft-days}).
 *
 * @param days since somebody last changed something about it
 */
@ConfigurationProperties("slipway")
record DraftAge(
        @DefaultValue("7") @Name("import-draft-days") int days) {

    DraftAge {
        if (days < 1 || days > 3650) {
            throw new IllegalArgumentException("slipway.import-draft-days is between 1 and 3650, not " + days);
        }
    }
}
