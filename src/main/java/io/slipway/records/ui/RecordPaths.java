package io.slipway.records.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.ui.ShownEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Addresses of the pages about records. All of them name their environment. */
final class RecordPaths {

    static final String APPS = "apps";
    static final String PREFIX = "env/:environment/" + APPS;
    static final String APP = "app";
    static final String VIEW = "view";
    static final String TABLE = "table";
    static final String RECORD = "record";

    /** Stands in the place of a record's id on the page that makes one. */
    static final String NEW = "new";

    /** Names of query parameters that fill in a link of a new record begin so; the field's id follows. */
    static final String PREFILL = "link.";

    private RecordPaths() {}

    static String apps(EnvironmentId environment) {
        return ShownEnvironment.path(environment, APPS);
    }

    static String app(EnvironmentId environment, ResourceId app) {
        return apps(environment) + "/" + app;
    }

    /**
     * @param state how the view is searched, sorted and filtered
     */
    static String view(EnvironmentId environment, ResourceId app, ResourceId view, QueryParameters state) {
        return app(environment, app) + "/views/" + view + query(state);
    }

    /**
     * @param record null: the page that makes a new one
     * @param state the view somebody comes from and its state, to lead back there
     */
    static String record(
            EnvironmentId environment,
            ResourceId app,
            ResourceId table,
            @Nullable RecordId record,
            QueryParameters state) {
        return app(environment, app) + "/records/" + table + "/" + (record == null ? NEW : record) + query(state);
    }

    /** Parameters that say from which view one comes, and in which state it was. */
    static QueryParameters from(ResourceId view, QueryParameters state) {
        Map<String, List<String>> parameters = new TreeMap<>(state.getParameters());
        parameters.put(VIEW, List.of(view.toString()));
        return new QueryParameters(parameters);
    }

    /** Leads a page to an address with parameters. */
    static void open(UI ui, String address) {
        Location location = new Location(address);
        ui.navigate(location.getPath(), location.getQueryParameters());
    }

    private static String query(QueryParameters state) {
        String text = state.getQueryString();
        return text.isEmpty() ? "" : "?" + text;
    }
}
