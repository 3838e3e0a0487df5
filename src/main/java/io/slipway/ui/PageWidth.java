package io.slipway.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.function.Consumer;

/** Tells a component whether the page is as narrow as a phone's, now and when that changes. */
public final class PageWidth {

    private static final int NARROW_BELOW = 640;

    private PageWidth() {}

    /** Shows some columns of a grid only where there is room for them; what they say is then to be said elsewhere. */
    public static void onlyWide(Grid<?> grid, List<? extends Grid.Column<?>> columns) {
        watch(grid, narrow -> columns.forEach(column -> column.setVisible(!narrow)));
    }

    /** Says it as soon as the component is on a page. */
    public static void watch(Component component, Consumer<Boolean> narrow) {
        component.addAttachListener(attach -> {
            UI ui = attach.getUI();
            int now = ui.getPage().getExtendedClientDetails().getWindowInnerWidth();
            narrow.accept(isNarrow(now));
            Registration watching =
                    ui.getPage().addBrowserWindowResizeListener(resize -> narrow.accept(isNarrow(resize.getWidth())));
            component.addDetachListener(detach -> {
                detach.unregisterListener();
                watching.remove();
            });
        });
    }

    /** Widths that are not known count as wide. */
    private static boolean isNarrow(int width) {
        return width > 0 && width < NARROW_BELOW;
    }
}
