package io.slipway.records.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveEvent.ContinueNavigationAction;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.account.Drafts;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import io.slipway.records.ui.RecordDeletion.Doomed;
import io.slipway.storage.StoredRecord;
import io.slipway.ui.DraftSource;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageDrafts;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Toast;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record in its form, or the form of a new one. What is typed is never lost without a question. */
@Route(RecordPaths.PREFIX + "/:app/records/:table/:record")
@PermitAll
@StyleSheet("context://records.css")
public class RecordPage extends EnvironmentPage implements BeforeLeaveObserver, DraftSource, HasDynamicTitle {

    private final transient AppDoor apps;
    private final transient RecordDesk desk;
    private final transient PageDrafts drafts;
    private String title = "Record";
    private @Nullable RecordEditor editor;
    private transient @Nullable KeptInput stranded;

    RecordPage(EnvironmentDoor door, AppDoor apps, RecordDesk desk, PageDrafts drafts) {
        super(door);
        this.apps = apps;
        this.desk = desk;
        this.drafts = drafts;
        addClassName("record-page");
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        editor = null;
        stranded = null;
        Optional<Drafts.Draft> draft = drafts.take(actor(), environment(), event);
        Optional<KeptInput> kept = draft.flatMap(found -> KeptInput.parse(found.body()));
        Optional<RecordPlace> place = place(event);
        if (place.isEmpty()) {
            kept.ifPresentOrElse(this::strand, () -> AppDoor.turnAway(event));
            return;
        }
        if (place.get().record() == null && !place.get().isEditable()) {
            kept.ifPresentOrElse(
                    this::strand,
                    () -> event.rerouteToError(
                            new NotAllowed("Your role does not let you create records of this kind."), ""));
            return;
        }
        RecordEditor shown = show(place.get());
        draft.ifPresent(found ->
                kept.ifPresent(input -> shown.offer(input, desk.time().relative(found.savedAt()))));
    }

    private Optional<RecordPlace> place(BeforeEnterEvent event) {
        if (!shown().ready()) {
            return Optional.empty();
        }
        String record = event.getRouteParameters().get(RecordPaths.RECORD).orElse("");
        QueryParameters origin = event.getLocation().getQueryParameters();
        return apps.look(event, actor(), environment())
                .flatMap(scope -> AppDoor.id(event, RecordPaths.TABLE, ResourceId::parse)
                        .flatMap(table -> place(scope, table, record, origin)));
    }

    private Optional<RecordPlace> place(AppScope scope, ResourceId tableId, String record, QueryParameters origin) {
        Optional<Table> table = scope.table(tableId);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredRecord> found = record.equals(RecordPaths.NEW)
                ? Optional.empty()
                : AppDoor.parsed(record, RecordId::parse)
                        .flatMap(id -> desk.records().find(actor(), environment(), tableId, id));
        if (found.isEmpty() && !record.equals(RecordPaths.NEW)) {
            return Optional.empty();
        }
        View view = origin.getSingleParameter(RecordPaths.VIEW)
                .flatMap(text -> AppDoor.parsed(text, ResourceId::parse))
                .flatMap(scope::view)
                .filter(known -> known.table().equals(tableId))
                .orElse(null);
        return Optional.of(new RecordPlace(scope, desk.reader(scope), table.get(), view, origin, found.orElse(null)));
    }

    private RecordEditor show(RecordPlace place) {
        removeAll();
        StoredRecord record = place.record();
        Trail trail = new Trail()
                .to(RecordPaths.apps(environment()), "Apps")
                .to(
                        RecordPaths.app(environment(), place.scope().app().id()),
                        place.scope().app().name());
        if (place.view() != null) {
            trail.to(place.back(), place.view().name());
        }
        RecordEditor made = new RecordEditor(desk, place, record == null ? start(place) : Map.of(), new Leads(place));
        editor = made;
        add(trail, header(place, record), made);
        if (record != null) {
            RelatedRecords.of(desk, place, record.id()).forEach(this::add);
        }
        return made;
    }

    private PageHeader header(RecordPlace place, @Nullable StoredRecord record) {
        if (record == null) {
            title = "New record";
            return new PageHeader(title, "in “" + place.table().name() + "”");
        }
        title = desk.names()
                .titlesOf(place.reader(), place.tableId(), List.of(record))
                .getOrDefault(record.id(), "Record");
        return new PageHeader(
                title,
                place.table().name() + " · changed " + desk.time().relative(record.updatedAt()) + " by "
                        + desk.names().person(place.reader(), record.updatedBy()));
    }

    /** What a new record starts with: the defaults, and links the address fills in. */
    private Map<ResourceId, Object> start(RecordPlace place) {
        Map<ResourceId, Object> start = new HashMap<>();
        for (Field field : place.scope().definition().fields(place.tableId())) {
            String text = field.defaultValue();
            if (text != null && ValueText.parse(field.kind(), text) instanceof Parsed.Ok ok && ok.value() != null) {
                start.put(field.id(), ok.value());
            }
            place.origin()
                    .getSingleParameter(RecordPaths.PREFILL + field.id())
                    .flatMap(id -> AppDoor.parsed(id, RecordId::parse))
                    .flatMap(id -> linked(place, field, id))
                    .ifPresent(value -> start.put(field.id(), value));
        }
        return start;
    }

    /** A link to a record, if the field is one and the record is there for the reader. */
    private Optional<Object> linked(RecordPlace place, Field field, RecordId target) {
        return NameLookup.target(place.scope().definition(), field)
                .filter(table -> desk.names()
                        .titles(place.reader(), table, List.of(target))
                        .containsKey(target))
                .map(table -> FieldEditors.isMany(place.scope().definition(), field) ? List.of(target) : target);
    }

    /** Input whose place is gone is shown, so that it can be copied. */
    private void strand(KeptInput input) {
        stranded = input;
        title = "No longer here";
        removeAll();
        add(new PageHeader("This page is no longer here, or no longer yours to change"));
        add(new KeptText("What you had typed on it:", input.fields()));
    }

    private void leaveFor(String path) {
        editor = null;
        getUI().or(() -> Optional.ofNullable(UI.getCurrent())).ifPresent(ui -> RecordPaths.open(ui, path));
    }

    /** Where the editor leads. */
    private final class Leads implements RecordEditor.Page {

        private final RecordPlace place;

        Leads(RecordPlace place) {
            this.place = place;
        }

        @Override
        public void saved() {
            Toast.success("Saved.");
            leaveFor(place.back());
        }

        @Override
        public void another() {
            Toast.success("Saved. Here is the next one.");
            again(RecordPaths.NEW, null);
        }

        @Override
        public void delete() {
            StoredRecord record = Objects.requireNonNull(place.record());
            desk.deletion()
                    .ask(
                            place.reader(),
                            place.tableId(),
                            List.of(new Doomed(record.id(), record.version())),
                            title,
                            () -> leaveFor(place.back()));
        }

        @Override
        public void leave() {
            RecordPaths.open(UI.getCurrent(), place.back());
        }

        @Override
        public void reopen(KeptInput input) {
            StoredRecord record = place.record();
            Toast.info("The app was changed while you were typing. Look at your input and save again.");
            again(record == null ? RecordPaths.NEW : record.id().toString(), input);
        }

        @Override
        public void asNew(KeptInput input) {
            again(RecordPaths.NEW, input);
        }

        private void again(String record, @Nullable KeptInput input) {
            Optional<RecordPlace> now = apps.find(
                            actor(), environment(), place.scope().app().id())
                    .flatMap(scope -> place(scope, place.tableId(), record, place.origin()))
                    .filter(found -> found.record() != null || found.isEditable());
            if (now.isPresent()) {
                RecordEditor shown = show(now.get());
                if (input != null) {
                    shown.restore(input);
                }
            } else if (input != null) {
                editor = null;
                strand(input);
            } else {
                leaveFor(place.back());
            }
        }
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        RecordEditor open = editor;
        if (open == null || !open.hasInput()) {
            return;
        }
        ContinueNavigationAction go = event.postpone();
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setWidth("min(30rem, 100vw)");
        dialog.setHeader("Leave without saving?");
        dialog.setText("What you typed is not saved yet.");
        dialog.setCancelable(true);
        dialog.setCancelText("Keep editing");
        dialog.setRejectable(true);
        dialog.setRejectText("Discard my input");
        dialog.addRejectListener(reject -> {
            editor = null;
            go.proceed();
        });
        dialog.setConfirmText("Save and leave");
        dialog.addConfirmListener(confirm -> open.save(go::proceed));
        dialog.open();
    }

    @Override
    public EnvironmentId draftEnvironment() {
        return environment();
    }

    @Override
    public Optional<String> draft() {
        RecordEditor open = editor;
        return open == null ? Optional.ofNullable(stranded).map(KeptInput::text) : open.draft();
    }

    @Override
    public String getPageTitle() {
        return title + " · " + shown().name() + " · Slipway";
    }
}
