package io.slipway.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.tabs.Tabs;

/** A row of tabs that is nothing else to assistive technology: the component's scroller is taken out of its way. */
public class TabBar extends Tabs {

    /** The scroller could take the focus, which a list of tabs must not contain; the tabs in it are scrolled into view. */
    private static final String ONLY_TABS = """
            customElements.whenDefined('vaadin-tabs').then(() => requestAnimationFrame(() => {
              const scroller = this.shadowRoot && this.shadowRoot.querySelector('[tabindex]');
              if (scroller) { scroller.removeAttribute('tabindex'); }
            }));""";

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        getElement().executeJs(ONLY_TABS);
    }
}
