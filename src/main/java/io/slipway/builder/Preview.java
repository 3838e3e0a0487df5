package io.slipway.builder;

import io.slipway.definition.compare.Difference;
import io.slipway.storage.DataImpact;
import java.util.List;

/**
 * What an edit would do, before it is made.
 *
 * @param difference all changes, those that come along included
 * @param problems what keeps it from being made
 * @param findings what it does to the data, worst first; empty while there are problems
 */
public record Preview(Difference difference, List<EditOutcome.Problem> problems, List<DataImpact.Finding> findings) {

    public Preview {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /** Values and records that would be lost. */
    public List<DataImpact.Finding> losses() {
        return findings.stream()
                .filter(finding -> finding.severity() == DataImpact.Severity.LOSS)
                .toList();
    }
}
