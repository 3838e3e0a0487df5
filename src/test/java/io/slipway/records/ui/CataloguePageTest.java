package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.App;
import io.slipway.definition.Permission;
import io.slipway.environment.Environments;
import io.slipway.records.Records;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class CataloguePageTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    @Autowired
    Environments environments;

    AppWorld world;

    @BeforeEach
    void build() {
        world = new AppWorld(workshop, records);
        TestSignIn.as(signIns, world.admin);
    }

    private static List<String> names() {
        return _find(AppCard.class).stream()
                .map(card -> _get(card, Anchor.class).getText())
                .toList();
    }

    private App app(String name, String description) {
        App app = new App(world.id(), name, description, "", List.of(), List.of());
        workshop.build(world.production, app);
        return app;
    }

    @Test
    void apps_stand_in_the_order_of_their_names_and_lead_to_their_first_view() {
        app("Zoo", "");
        app("<b>bold</b>", "");

        UI.getCurrent().navigate(world.path(""));

        assertThat(names()).containsExactly("<b>bold</b>", "Things and places", "Zoo");
        UI.getCurrent()
                .navigate(_find(Anchor.class, spec -> spec.withText("Things and places"))
                        .getFirst()
                        .getHref());
        _assertOne(H1.class, spec -> spec.withText("All things"));
    }

    @Test
    void people_see_only_the_apps_of_their_roles() {
        app("Hidden", "");
        TestSignIn.as(signIns, world.person(new Permission(true, false, false, false), Permission.NONE));

        UI.getCurrent().navigate(world.path(""));

        assertThat(names()).containsExactly("Things and places");
        assertThat(_get(AppCard.class).getElement().getTextRecursively()).contains("1 table");
    }

    @Test
    void many_apps_are_searched_by_name_and_description() {
        for (int i = 0; i < 12; i++) {
            app("App " + i, i == 7 ? "Everything about boats" : "");
        }
        UI.getCurrent().navigate(world.path(""));

        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search apps")), " BOATS ");

        assertThat(names()).containsExactly("App 7");
        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search apps")), "nothing like it");
        assertThat(names()).isEmpty();
        _assertOne(Paragraph.class, spec -> spec.withText("No app has this in its name or description."));
    }

    @Test
    void few_apps_need_no_search() {
        UI.getCurrent().navigate(world.path(""));
        _assertNone(TextField.class, spec -> spec.withPlaceholder("Search apps"));
    }

    @Test
    void without_apps_builders_are_led_to_the_builder_and_others_are_told_whom_to_ask() {
        EnvironmentId empty = workshop.production();
        TestSignIn.as(signIns, workshop.superAdmin(empty.account()));
        UI.getCurrent().navigate("env/" + empty + "/apps");
        assertThat(_get(Anchor.class, spec -> spec.withText("Build the first app"))
                        .getHref())
                .isEqualTo("env/" + empty + "/build");

        TestSignIn.as(signIns, workshop.person(empty.account(), PersonKind.USER, "Uwe"));
        UI.getCurrent().navigate("env/" + empty + "/apps");
        _assertNone(Anchor.class, spec -> spec.withText("Build the first app"));
        _assertOne(
                Paragraph.class,
                spec -> spec.withText("No apps yet. They appear here when an App Admin gives you access."));
    }

    @Test
    void builders_are_told_that_a_promotable_sandbox_locks_production_and_others_are_not_bothered() {
        EnvironmentId sandbox = workshop.sandbox(world.production);
        environments.setPromotable(sandbox, true);
        UI.getCurrent().navigate(world.path(""));
        Anchor link = _get(_get(StructureLock.class), Anchor.class);
        assertThat(link.getHref()).isEqualTo("env/" + sandbox + "/apps");

        UI.getCurrent().navigate("env/" + sandbox + "/apps");
        _assertNone(StructureLock.class);

        TestSignIn.as(signIns, world.person(Permission.ALL, Permission.ALL));
        UI.getCurrent().navigate(world.path(""));
        _assertNone(StructureLock.class);
    }

    @Test
    void the_catalogue_of_production_is_where_one_starts() {
        UI.getCurrent().navigate("");
        assertThat(names()).containsExactly("Things and places");
    }

    @Test
    void apps_of_others_and_apps_that_are_not_there_get_the_same_answer() {
        AppWorld other = new AppWorld(workshop, records);
        TestSignIn.as(signIns, world.person(Permission.ALL, Permission.ALL));
        App hidden = app("Hidden", "");
        for (String path : List.of(
                other.path("/" + other.app.id()),
                world.path("/" + hidden.id()),
                world.path("/999999"),
                world.path("/nonsense"),
                world.path("/-1"))) {
            UI.getCurrent().navigate(path);
            _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
            _assertOne(Paragraph.class, spec -> spec.withText("This is not here, or not yours to see."));
        }
    }
}
