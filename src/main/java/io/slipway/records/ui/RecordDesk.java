package io.slipway.records.ui;

import com.vaadin.flow.component.UI;
import io.slipway.account.Accounts;
import io.slipway.records.Records;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.OfferedActions;
import io.slipway.ui.ViewerTime;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the pages of records work with. */
@Component
class RecordDesk {

    private final Records records;
    private final NameLookup names;
    private final FieldEditors editors;
    private final RecordDeletion deletion;
    private final Accounts accounts;
    private final CurrentActor currentActor;
    private final ViewerTime time;
    private final OfferedActions offered;

    RecordDesk(
            Records records,
            NameLookup names,
            FieldEditors editors,
            RecordDeletion deletion,
            Accounts accounts,
            CurrentActor currentActor,
            ViewerTime time,
            OfferedActions offered) {
        this.records = records;
        this.names = names;
        this.editors = editors;
        this.deletion = deletion;
        this.accounts = accounts;
        this.currentActor = currentActor;
        this.time = time;
        this.offered = offered;
    }

    Records records() {
        return records;
    }

    NameLookup names() {
        return names;
    }

    FieldEditors editors() {
        return editors;
    }

    ViewerTime time() {
        return time;
    }

    /** What rooms above offer at a place. */
    OfferedActions offered() {
        return offered;
    }

    RecordDeletion deletion() {
        return deletion;
    }

    /** How the person at the page reads an app's values. */
    Reader reader(AppScope scope) {
        UI ui = UI.getCurrent();
        Locale locale = ui == null ? Locale.ENGLISH : ui.getLocale();
        return new Reader(
                currentActor,
                scope.definition(),
                new Display(accounts.settings(scope.actor()).timeZone(), locale));
    }
}
