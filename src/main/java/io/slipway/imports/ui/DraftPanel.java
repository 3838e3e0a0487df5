package io.slipway.imports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.tabs.Tab;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import io.slipway.imports.PlanEditor;
import io.slipway.ui.Confirm;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.TabBar;
import io.slipway.ui.Toast;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A draft: its files, where they go, what becomes of each column, and the first rows as they would come in. The plan is
 * kept with the draft at each change, so a reload loses nothing.
 */
class DraftPanel extends Div {

    private final transient ImportDesk desk;
    private final transient ImportJob job;
    private final transient Runnable reopen;
    private final transient Optional<String> structureFixed;
    private final DraftProblems problems;
    private final Div mappingPlace = new Div();
    private final PreviewTable preview = new PreviewTable();
    private final Button start = new Button();
    private final ComboBox<String> zone = new ComboBox<>("Times without a zone are in");
    private final Map<Integer, MappingPanel> mappings = new HashMap<>();
    private final TabBar tabs = new TabBar();
    private transient @Nullable PlanEditor editor;
    private @Nullable TargetPanel target;

    /**
     * @param wanted where somebody wants to import to
     * @param reopen called when the draft is to be looked at anew
     */
    DraftPanel(ImportDesk desk, ImportJob job, Wanted wanted, Runnable reopen) {
        this.desk = desk;
        this.job = job;
        this.problems = new DraftProblems(job);
        this.reopen = reopen;
        this.structureFixed = desk.imports().structureFixed(actor(), job.environment());
        addClassName("import-panel");
        start.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        start.setDisableOnClick(true);
        start.addClickListener(click -> start());
        Button discard = new Button("Discard", VaadinIcon.TRASH.create(), click -> discard());
        add(
                new PageHeader(
                                job.title().isEmpty() ? "New import" : job.title(),
                                "Nothing is imported until you start it.")
                        .besideTitle(new StatusBadge("Draft", StatusBadge.Tone.NEUTRAL))
                        .actions(discard, start),
                new FilesPanel(desk, job, reopen));
        if (job.files().isEmpty()) {
            start.setVisible(false);
            return;
        }
        if (structureFixed.isPresent() && job.files().size() > 1) {
            start.setVisible(false);
            add(new EmptyState(
                    VaadinIcon.LOCK,
                    "Several files at once become new tables. " + structureFixed.get()
                            + " Take out all files but one to import it into a table that is there."));
            return;
        }
        build(wanted);
    }

    private Actor actor() {
        return desk.currentActor().get();
    }

    private void build(Wanted wanted) {
        // Several files become new tables, whatever page somebody came from.
        ResourceId into = job.files().size() == 1 ? wanted.tableId() : null;
        PlanEditor opened = editor(kept().orElseGet(() -> propose(into, wanted.appId(), appName())));
        editor = opened;
        TargetPanel where = new TargetPanel(
                desk,
                job,
                table(opened),
                existingApp(opened),
                newApp(opened).map(App::name).orElse(appName()),
                structureFixed,
                this::retarget);
        target = where;
        Section columns = new Section(new H2("What becomes of it"), problems);
        columns.addClassName("import-section");
        if (job.files().size() > 1) {
            columns.add(fileTabs());
        }
        columns.add(mappingPlace, zone());
        Section first = new Section(new H2("First rows"), preview);
        first.addClassName("import-section");
        add(where, columns, first);
        showFile(0);
        changed();
    }

    private Optional<ImportPlan> kept() {
        return Optional.ofNullable(job.plan())
                .filter(plan -> plan.files().size() == job.files().size());
    }

    private PlanEditor editor(ImportPlan plan) {
        Definition definition = desk.records().definition(actor(), job.environment());
        return new PlanEditor(job, plan, definition, () -> desk.imports().nextId(actor(), job.environment()));
    }

    private String appName() {
        String name = job.files().getFirst().name().replaceFirst("\\.[^.]*$", "");
        return job.files().size() > 1 ? "Imported data" : name;
    }

    private ImportPlan propose(@Nullable ResourceId into, @Nullable ResourceId app, String appName) {
        ResourceId table = into;
        if (table == null && structureFixed.isPresent()) {
            Definition definition = desk.records().definition(actor(), job.environment());
            table = definition
                    .all(Table.class)
                    .filter(each -> desk.records()
                            .permission(actor(), definition, each.id())
                            .create())
                    .min(Comparator.comparing(Table::name))
                    .map(Table::id)
                    .orElse(null);
        }
        return desk.imports().propose(actor(), job.id(), table, app, appName);
    }

    private static @Nullable ResourceId table(PlanEditor editor) {
        ResourceId table = editor.plan().files().getFirst().table();
        return editor.isNew(table) ? null : table;
    }

    private static Optional<App> newApp(PlanEditor editor) {
        return editor.plan().additions().stream()
                .filter(addition -> addition instanceof App && editor.isNew(addition.id()))
                .map(App.class::cast)
                .findFirst();
    }

    private static @Nullable ResourceId existingApp(PlanEditor editor) {
        return editor.plan().additions().stream()
                .filter(addition -> addition instanceof App && !editor.isNew(addition.id()))
                .map(addition -> addition.id())
                .findFirst()
                .orElse(null);
    }

    /** Another table or app was chosen, or the new app has another name. */
    private void retarget() {
        TargetPanel where = target;
        PlanEditor before = editor;
        if (where == null || before == null || isOld()) {
            return;
        }
        boolean onlyNamed = Objects.equals(where.into(), table(before))
                && where.into() == null
                && Objects.equals(where.app(), existingApp(before));
        if (onlyNamed) {
            newApp(before).ifPresent(app -> renameApp(before, app, where));
            return;
        }
        editor = editor(propose(where.into(), where.app(), where.newApp()));
        mappings.clear();
        showFile(Math.max(0, tabs.getSelectedIndex()));
        changed();
    }

    private void renameApp(PlanEditor before, App app, TargetPanel where) {
        try {
            before.rename(app.id(), where.newApp());
            where.showAppError(null);
            changed();
        } catch (InvalidInput e) {
            where.showAppError(e.getMessage());
        }
    }

    private TabBar fileTabs() {
        job.files().forEach(file -> tabs.add(new Tab(file.name())));
        tabs.addSelectedChangeListener(change -> {
            showFile(tabs.getSelectedIndex());
            changed();
        });
        return tabs;
    }

    private ComboBox<String> zone() {
        zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        zone.setValue(Objects.requireNonNull(editor).plan().zone());
        zone.addClassName("import-zone");
        zone.addValueChangeListener(change -> {
            if (change.getValue() != null && editor != null) {
                editor.zone(change.getValue());
                changed();
            }
        });
        return zone;
    }

    private void showFile(int number) {
        PlanEditor opened = Objects.requireNonNull(editor);
        mappingPlace.removeAll();
        mappingPlace.add(mappings.computeIfAbsent(
                number,
                key -> new MappingPanel(opened, job.files().get(key), structureFixed.isPresent(), this::changed)));
    }

    /** Keeps the plan and shows what it would do. */
    private void changed() {
        if (isOld()) {
            return;
        }
        PlanEditor opened = Objects.requireNonNull(editor);
        desk.imports().keepPlan(actor(), job.id(), opened.plan());
        showProblems();
        showPreview();
        zone.setVisible(hasTimes(opened));
        boolean fresh = table(opened) == null;
        start.setText(job.rows() == 0 && fresh ? "Make the table" : "Import " + Shown.count(job.rows(), "row", "rows"));
        start.setEnabled(job.rows() > 0 || fresh);
    }

    /** Whether a zone matters: something is filled with dates and times. */
    private static boolean hasTimes(PlanEditor opened) {
        Definition planned = opened.planned();
        return opened.plan().files().stream()
                .flatMap(file -> file instanceof ImportPlan.Rows rows ? rows.columns().stream() : Stream.empty())
                .flatMap(column -> planned.find(Field.class, column.field()).stream())
                .anyMatch(field -> field.kind() instanceof FieldKind.DateTime);
    }

    private void showProblems() {
        PlanEditor opened = Objects.requireNonNull(editor);
        Map<String, String> byPlace = DraftProblems.byPlace(desk.imports().problems(actor(), job.id(), opened.plan()));
        List<String> shown = new ArrayList<>();
        mappings.forEach((file, panel) -> shown.addAll(panel.show(byPlace)));
        newApp(opened).ifPresent(app -> {
            String message = byPlace.get("addition." + app.id());
            if (target != null) {
                target.showAppError(message);
            }
            if (message != null) {
                shown.add("addition." + app.id());
            }
        });
        problems.show(byPlace, shown);
        problems.mark(tabs, byPlace);
    }

    private void showPreview() {
        PlanEditor opened = Objects.requireNonNull(editor);
        int file = Math.max(0, tabs.getSelectedIndex());
        try {
            preview.show(
                    desk.imports().preview(actor(), job.id(), opened.plan(), file),
                    opened.plan().files().get(file),
                    opened.planned());
        } catch (InvalidInput e) {
            // It is among the problems above.
            preview.removeAll();
        }
    }

    /** Once, however often it is clicked. */
    private void start() {
        if (isOld()) {
            return;
        }
        PlanEditor opened = Objects.requireNonNull(editor);
        try {
            desk.imports().start(actor(), job.id(), opened.plan());
            reopen.run();
        } catch (InvalidInput | NotAllowed e) {
            if (isOld()) {
                return;
            }
            showProblems();
            if (!problems.isVisible()) {
                problems.show(String.valueOf(e.getMessage()));
            }
            problems.scrollIntoView();
        } finally {
            // What can't be started now can be when it is mended; what has been started is another page.
            start.setEnabled(true);
        }
    }

    /** Whether another tab has started, changed or removed the draft; if so, that is what is shown from now on. */
    private boolean isOld() {
        boolean same = desk.imports()
                .find(actor(), job.id())
                .filter(now -> now.state() == ImportState.DRAFT && now.files().equals(job.files()))
                .isPresent();
        if (!same) {
            Toast.info("This import has been changed in another tab. This is what it is now.");
            reopen.run();
        }
        return !same;
    }

    private void discard() {
        Confirm.ask(
                "Discard this import?",
                "The uploaded files and the choices made here go. Nothing has been imported.",
                "Discard",
                () -> {
                    if (isOld()) {
                        return;
                    }
                    desk.imports().remove(actor(), job.id());
                    getUI().orElseThrow().navigate(ImportPages.list(job.environment()));
                });
    }
}
