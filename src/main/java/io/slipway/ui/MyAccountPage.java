package io.slipway.ui;

import com.vaadin.flow.component.html.Div;

/** A page below My Account; the shell puts the tabs above it, because its route begins with {@code account/}. */
public abstract class MyAccountPage extends Div {

    protected MyAccountPage() {
        addClassNames("page", "account-page");
    }
}
