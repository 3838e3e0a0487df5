package io.slipway.imports.ui;

import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.ViewerTime;
import org.springframework.stereotype.Component;

/** What the parts of the import pages work with. */
@Component
record ImportDesk(Imports imports, Records records, CurrentActor currentActor, ViewerTime time) {}
