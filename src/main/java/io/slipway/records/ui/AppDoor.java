package io.slipway.records.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Permission;
import io.slipway.records.Records;
import io.slipway.ui.ShownEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads out of an address which app it is about, and lets in whom it is for. */
@Component
class AppDoor {

    private final Records records;

    AppDoor(Records records) {
        this.records = records;
    }

    /** The app the address names; empty when the navigation was sent elsewhere, to an answer that tells nothing more. */
    Optional<AppScope> enter(BeforeEnterEvent event, Actor.Person actor, ShownEnvironment environment) {
        if (!environment.ready()) {
            event.forwardTo(RecordPaths.apps(environment.id()));
            return Optional.empty();
        }
        Optional<AppScope> scope = look(event, actor, environment.id());
        if (scope.isEmpty()) {
            turnAway(event);
        }
        return scope;
    }

    /** The app the address names, if it is there and the person's to see. */
    Optional<AppScope> look(BeforeEnterEvent event, Actor.Person actor, EnvironmentId environment) {
        return id(event, RecordPaths.APP, ResourceId::parse).flatMap(app -> find(actor, environment, app));
    }

    /** The app as it is now, if it is there and the person's to see. */
    Optional<AppScope> find(Actor.Person actor, EnvironmentId environment, ResourceId app) {
        Definition definition = records.definition(actor, environment);
        return definition
                .find(App.class, app)
                .filter(found -> records.seesApp(actor, definition, found.id()))
                .map(found -> new AppScope(actor, environment, definition, found, seen(actor, definition, found)));
    }

    private Map<ResourceId, Permission> seen(Actor.Person actor, Definition definition, App app) {
        Map<ResourceId, Permission> seen = new HashMap<>();
        for (ResourceId table : app.tables()) {
            Permission permission = records.permission(actor, definition, table);
            if (permission.see() && definition.find(table).isPresent()) {
                seen.put(table, permission);
            }
        }
        return seen;
    }

    /** An id in the address; empty when it is missing or no id. */
    static <T> Optional<T> id(BeforeEnterEvent event, String parameter, Function<String, T> parse) {
        return event.getRouteParameters().get(parameter).flatMap(text -> parsed(text, parse));
    }

    /** A text as an id; empty when it is none. */
    static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Answers in the same words, whether something is not there or not the person's. */
    static void turnAway(BeforeEnterEvent event) {
        event.rerouteToError(new NotAllowed("This is not here, or not yours to see."), "");
    }
}
