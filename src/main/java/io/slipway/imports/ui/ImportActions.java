package io.slipway.imports.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.imports.Imports;
import io.slipway.records.Records;
import io.slipway.ui.PageActions;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/** The import where people look for it: beside the records of a table, and where tables and apps are built. */
@Service
@Order(100)
class ImportActions implements PageActions {

    private final Imports imports;
    private final Records records;

    ImportActions(Imports imports, Records records) {
        this.imports = imports;
        this.records = records;
    }

    @Override
    public List<Component> at(Place place) {
        return switch (place) {
            case TableRecords here -> intoTable(here.actor(), here.environment(), here.table());
            case TableBuilding here -> intoTable(here.actor(), here.environment(), here.table());
            case AppBuilding here -> intoApp(here.actor(), here.environment(), here.app());
        };
    }

    private List<Component> intoTable(Actor actor, EnvironmentId environment, ResourceId table) {
        boolean theirs = imports.impossible(actor, environment).isEmpty();
        if (!theirs) {
            return List.of();
        }
        Definition definition = records.definition(actor, environment);
        boolean creates = definition.find(Table.class, table).isPresent()
                && records.permission(actor, definition, table).create();
        return creates ? List.of(link(ImportPages.into(environment, table))) : List.of();
    }

    /** Into an app come new tables; where none can be added there is nothing to offer. */
    private List<Component> intoApp(Actor actor, EnvironmentId environment, ResourceId app) {
        boolean possible = imports.impossible(actor, environment).isEmpty()
                && imports.structureFixed(actor, environment).isEmpty();
        return possible ? List.of(link(ImportPages.intoApp(environment, app))) : List.of();
    }

    private static Anchor link(String path) {
        Anchor link = ImportPages.link(path, "Import CSV");
        link.addClassNames("button-link", "button-link-plain");
        return link;
    }
}
