package io.slipway.imports.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.UploadKt;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.imports.ImportBrake;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportState;
import io.slipway.imports.ImportWorld;
import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who imports into a directory of people, and how the pages are worked with. */
@UiTest
abstract class OnImportPages {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ImportBrake brake;

    @Autowired
    SignIns signIns;

    ImportWorld world;
    App app;
    View view;

    @BeforeEach
    void build() {
        world = new ImportWorld(workshop, records, imports);
        view = new View(id(), world.people, "All people", List.of(), List.of(), List.of(), null);
        app = new App(id(), "Directory", "", "", List.of(world.people), List.of(view.id()));
        workshop.build(world.production, view, app);
        TestSignIn.as(signIns, world.admin);
    }

    @AfterEach
    void release() {
        brake.release(world.production);
    }

    ResourceId id() {
        return workshop.id(world.production);
    }

    Actor.Person clerk(Permission permission) {
        Actor.Person user = workshop.person(world.production.account(), PersonKind.USER, "Clerk");
        ResourceId role = id();
        ResourceId group = id();
        workshop.build(
                world.production,
                new Role(role, "Clerk", Set.of(app.id()), new TreeMap<>(Map.of(world.people, permission))),
                new UserGroup(group, "Clerks", Set.of(role)));
        workshop.join(user, group);
        return user;
    }

    void open(String page) {
        TestSignIn.nextRequest();
        navigate("env/" + world.production + "/" + page);
    }

    static void navigate(String location) {
        String[] parts = location.split("\\?", 2);
        UI.getCurrent()
                .navigate(
                        parts[0],
                        parts.length == 1
                                ? com.vaadin.flow.router.QueryParameters.empty()
                                : com.vaadin.flow.router.QueryParameters.fromString(parts[1]));
    }

    static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    void upload(String name, String content) {
        upload(name, content.getBytes(UTF_8));
    }

    void upload(String name, byte[] content) {
        TestSignIn.nextRequest();
        UploadKt._upload(_get(Upload.class), name, content);
        MockVaadin.clientRoundtrip(false);
    }

    ImportId onlyDraft() {
        return imports.list(world.admin, world.production).stream()
                .filter(job -> job.state() == ImportState.DRAFT)
                .findFirst()
                .orElseThrow()
                .id();
    }

    static void poll() {
        TestSignIn.nextRequest();
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
    }

    /** Looks again, as the page does, until the import is over; then what the page says. */
    static String ended() {
        await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return text().contains("went through");
        });
        return text();
    }

    static Button button(String called) {
        return _get(Button.class, spec -> spec.withText(called));
    }

    static void click(String called) {
        TestSignIn.nextRequest();
        _click(button(called));
    }

    @SuppressWarnings("unchecked")
    static Select<Object> select(String called) {
        return _get(Select.class, spec -> spec.withLabel(called));
    }

    static List<String> choices(String called) {
        Select<Object> select = select(called);
        return select.getListDataView()
                .getItems()
                .map(item -> select.getItemLabelGenerator().apply(item))
                .toList();
    }

    static String label(String called) {
        Select<Object> select = select(called);
        return select.getItemLabelGenerator().apply(select.getValue());
    }

    @SuppressWarnings("unchecked")
    static ComboBox<Object> destination(String called) {
        return _get(
                ComboBox.class,
                spec -> spec.withPredicate(
                        box -> box.getAriaLabel().filter(called::equals).isPresent()));
    }

    static String chosen(String called) {
        ComboBox<Object> box = destination(called);
        return box.getItemLabelGenerator().apply(box.getValue());
    }

    /** Chooses as a person does, in a box by its name or a select by its label. */
    static void choose(String called, String item) {
        TestSignIn.nextRequest();
        if (called.startsWith("Where column")) {
            ComboBox<Object> box = destination(called);
            Object found = box.getListDataView()
                    .getItems()
                    .filter(each -> box.getItemLabelGenerator().apply(each).equals(item))
                    .findFirst()
                    .orElseThrow();
            ComponentUtil.fireEvent(
                    box,
                    new com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent<>(
                            setSilently(box, found), box, null, true));
            return;
        }
        Select<Object> select = select(called);
        select.setValue(select.getListDataView()
                .getItems()
                .filter(each -> select.getItemLabelGenerator().apply(each).equals(item))
                .findFirst()
                .orElseThrow());
    }

    /** The listener looks only at what comes from the client, so the value set from here is told to it again. */
    static ComboBox<Object> setSilently(ComboBox<Object> box, Object value) {
        box.setValue(value);
        return box;
    }

    static Set<String> previewed() {
        return _find(NativeTableCell.class).stream()
                .map(NativeTableCell::getText)
                .collect(Collectors.toSet());
    }

    List<String> importLinks() {
        return _find(Anchor.class, spec -> spec.withText("Import CSV")).stream()
                .map(Anchor::getHref)
                .map(this::inside)
                .toList();
    }

    List<String> anchors() {
        return _find(Anchor.class).stream()
                .map(Anchor::getHref)
                .map(this::inside)
                .toList();
    }

    String inside(String href) {
        return href.replace("env/" + world.production + "/", "");
    }

    static String text() {
        return UI.getCurrent().getElement().getTextRecursively()
                + com.github.mvysny.kaributesting.v10.PrettyPrintTreeKt.toPrettyTree(UI.getCurrent());
    }
}
