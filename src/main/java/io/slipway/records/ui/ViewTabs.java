package io.slipway.records.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.ResourceId;
import io.slipway.definition.View;

/** The views of an app, as links beside each other. */
class ViewTabs extends Nav {

    ViewTabs(AppScope scope, ResourceId current) {
        addClassName("page-tabs");
        getElement().setAttribute("aria-label", "Views of " + scope.app().name());
        for (View view : scope.views()) {
            Anchor link = new Anchor(
                    RecordPaths.view(scope.environment(), scope.app().id(), view.id(), QueryParameters.empty()),
                    view.name());
            link.setRouterIgnore(false);
            if (view.id().equals(current)) {
                link.getElement().setAttribute("aria-current", "page");
                link.addAttachListener(attach -> link.getElement()
                        .executeJs("requestAnimationFrame(() =>"
                                + " this.scrollIntoView({inline: 'nearest', block: 'nearest'}))"));
            }
            add(link);
        }
    }
}
