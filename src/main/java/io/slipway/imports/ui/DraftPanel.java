package io.slipway.imports.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.PlanEditor;
import io.slipway.ui.Confirm;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Div problems = new Div();
    private final Div mappingPlace = new Div();
    private final PreviewTable preview = new PreviewTable();
    private final Button start = new Button();
    private final ComboBox<String> zone = new ComboBox<>("Times without a zone are in");
    private final Map<Integer, MappingPanel> mappings = new HashMap<>();
    private final Tabs tabs = new Tabs();
    private transient @Nullable PlanEditor editor;
    private @Nullable TargetPanel target;

    /**
     * @param into the table somebody wants to import into; null: nothing was said
     * @param reopen called when the draft is to be looked at anew
     */
    DraftPanel(ImportDesk desk, ImportJob job, @Nullable ResourceId into, Runnable reopen) {
        this.desk = desk;
        this.job = job;
        this.reopen = reopen;
        this.structureFixed = desk.imports().structureFixed(actor(), job.environment());
        addClassName("import-panel");
        problems.addClassName("form-errors");
        problems.getElement().setAttribute("role", "alert");
        problems.setVisible(false);
        start.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
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
        build(into);
    }

    private Actor actor() {
        return desk.currentActor().get();
    }

    private void build(@Nullable ResourceId into) {
        PlanEditor opened = editor(kept().orElseGet(() -> propose(into, null, appName())));
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
        if (where == null || before == null) {
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

    private Tabs fileTabs() {
        job.files().forEach(file -> tabs.add(new Tab(file.name())));
        tabs.addSelectedChangeListener(change -> {
            showFile(tabs.getSelectedIndex());
            showProblems();
            showPreview();
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
        PlanEditor opened = Objects.requireNonNull(editor);
        desk.imports().keepPlan(actor(), job.id(), opened.plan());
        showProblems();
        showPreview();
        start.setText("Import " + Shown.count(job.rows(), "row", "rows"));
    }

    private void showProblems() {
        PlanEditor opened = Objects.requireNonNull(editor);
        Map<String, String> byPlace = new LinkedHashMap<>();
        for (InvalidInput problem : desk.imports().problems(actor(), job.id(), opened.plan())) {
            byPlace.merge(problem.place(), String.valueOf(problem.getMessage()), (a, b) -> a + " " + b);
        }
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
        problems.removeAll();
        byPlace.forEach((place, message) -> {
            if (!shown.contains(place)) {
                problems.add(new Div(where(place) + message));
            }
        });
        problems.setVisible(problems.getChildren().findAny().isPresent());
        markTabs(byPlace);
    }

    /** Of several files, which one a problem is about. */
    private String where(String place) {
        String[] parts = place.split("\\.");
        return job.files().size() > 1 && parts.length > 1 && parts[0].equals("file")
                ? job.files().get(Integer.parseInt(parts[1])).name() + ": "
                : "";
    }

    private void markTabs(Map<String, String> byPlace) {
        for (int i = 0; i < tabs.getTabCount(); i++) {
            String place = "file." + i;
            boolean bad =
                    byPlace.keySet().stream().anyMatch(each -> each.equals(place) || each.startsWith(place + "."));
            tabs.getTabAt(i).setLabel(job.files().get(i).name() + (bad ? " ⚠" : ""));
        }
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
        PlanEditor opened = Objects.requireNonNull(editor);
        start.setEnabled(false);
        try {
            desk.imports().start(actor(), job.id(), opened.plan());
            reopen.run();
        } catch (InvalidInput | NotAllowed e) {
            start.setEnabled(true);
            showProblems();
            if (!problems.isVisible()) {
                problems.removeAll();
                problems.add(new Div(String.valueOf(e.getMessage())));
                problems.setVisible(true);
            }
            problems.scrollIntoView();
        }
    }

    private void discard() {
        Confirm.ask(
                "Discard this import?",
                "The uploaded files and the choices made here go. Nothing has been imported.",
                "Discard",
                () -> {
                    desk.imports().remove(actor(), job.id());
                    getUI().orElseThrow().navigate(ImportPages.list(job.environment()));
                });
    }
}
